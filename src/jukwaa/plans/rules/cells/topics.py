"""Words for fields of work, as ministries and departments are named after them, in English and in Swahili."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TOPICS = words(
    """
    interior internal national county public social gender youth youths women woman men girls boys children
    child family persons people disability disabilities pwd pwds aged elderly minorities sport sports
    culture cultural arts art music heritage museums education early basic higher technical vocational
    training trainings tvet skills labour labor employment manpower health sanitation medical wellness
    hygiene trade commerce industry industrialization industrialisation investment investments tourism
    wildlife enterprise enterprises micro small medium cooperatives cooperative marketing business economy
    economic economics science sciences justice law legal rights human constitutional cohesion peace
    security safety integration integrity reconciliation truth development devolution services service
    administration coordination government planning plan finance financial revenue treasury budget budgeting
    environment climate forestry forests natural resources energy petroleum water irrigation blue fisheries
    fishing marine maritime agriculture livestock crop food lands land housing urban rural physical
    infrastructure roads transport works communication communications information technology technologies
    ict digital innovation broadcasting telecommunications defence defense foreign diaspora immigration
    citizen citizenship refugee refugees affairs registration borders border religious religion faith
    interfaith ideological media online prevention countering radicalization radicalisation extremism
    terrorism violence protection welfare community communities ward village citizens participation
    engagement relations governance ethics accountability oversight research statistics monitoring
    evaluation emergency disaster fire rescue response management creative talent talents teachers parents
    students learners workers traders farmers drivers journalists elders policing crime drugs drug narcotics
    alcohol mental psychosocial counselling parole policy policies probation prisons correctional pensions salaries
    remuneration jinsia vijana wanawake wanaume watoto ulemavu wazee michezo utamaduni sanaa elimu mafunzo
    afya biashara viwanda utalii uwekezaji ushirika uchumi fedha mipango bajeti mazingira maji kilimo mifugo
    uvuvi ardhi nyumba barabara usafiri habari mawasiliano teknolojia usalama ndani utawala kitaifa kaunti
    umma huduma jamii maendeleo ugatuzi amani haki sheria uwiano utangamano uratibu kazi ajira dini imani
    """
)
LINKS = words("of the for on and in ya wa la za na cha kwa & other general")
TOPIC_ACRONYMS = words("ICT PWD PWDS TVET GBV SGBV PCVE CVE HIV AIDS MSME MSMES SME SMES ECDE M&E DRR")
