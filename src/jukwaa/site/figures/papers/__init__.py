"""What a forum has to report, of a quarter or a year: one gathering of rows, from which report, briefs and tables are written.

spans       of what time: the quarters of a plan, and its years
gathering   the rows: how actions stand, what was reported and verified, people, money, indicators
chapters    the report, chapter by chapter
briefs      one page for the co-chairs, one for everybody
shapes      the tables for NCTC and for the county's monitoring
"""
