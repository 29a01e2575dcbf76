from __future__ import annotations

from pathlib import Path

from tools.checks import hosts, locks

LOCK = """\
alpha==1.0 ; python_version >= '3.11' \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via beta
beta[extra]==2.0
"""


def test_the_locks_hold_what_is_asked_for_with_hashes():
    assert locks.complaints() == []


def test_a_package_without_a_hash_and_one_not_locked_are_reported():
    asked = locks.asked_for("-c ../requirements.txt\nAlpha[extra]~=1.0  # why\nbeta\ngamma_ray\n")
    found = list(locks.in_one("lock", asked, locks.locked(LOCK)))
    assert [complaint.split()[1] for complaint in found] == ["gamma-ray", "beta"]


def test_a_line_that_pins_nothing_is_reported():
    assert list(locks.not_pinned("lock", LOCK)) == []
    assert list(locks.not_pinned("lock", "alpha>=1\n")) == ["lock: 'alpha>=1' is not a pinned package."]


def test_two_locks_that_disagree_are_reported():
    run, test = locks.locked(LOCK), locks.locked("alpha==1.1 --hash=sha256:cc\n")
    assert [complaint.split(".")[0] for complaint in locks.between({"run": run, "test": test})] == [
        "test: alpha is 1"
    ]


def test_the_thirty_first_direct_dependency_is_one_too_many():
    assert list(locks.too_many([f"p{n}" for n in range(30)])) == []
    assert len(list(locks.too_many([f"p{n}" for n in range(31)]))) == 1


def test_a_registry_is_found_wherever_it_is_named():
    named = "see https://files.python" + "hosted.org/x"
    assert len(list(hosts.registries([(Path("docs/a.md"), named), (Path("b.txt"), "a registry")]))) == 1


def test_what_a_page_fetches_from_elsewhere_is_found_and_a_plain_link_is_not():
    fetched = [
        '<script src="//cdn.example/x.js">',
        '<link rel=x href="https://a.example/">',
        '<img alt="" src=http://a.b>',
    ]
    link = (
        '<a class="out" href="https://www.example.org/">the law</a><svg xmlns="http://www.w3.org/2000/svg">'
    )
    pages = [(Path("a.html"), page) for page in (*fetched, link)]
    assert len(list(hosts.reached(pages))) == len(fetched)
    assert len(list(hosts.reached([(Path("a.css"), "a{background:url(//x.example/y)}")]))) == 1
