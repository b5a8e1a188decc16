"""Matching facts over links: inside, beside, changed, missing, in two halves."""

from __future__ import annotations

from amount_facts import fact
from hypothesis import given
from hypothesis import strategies as st

from qa.compare.match import Group, match_facts
from qa.model import Fact, Family, Severity, Span


def at(start: int, one: Fact) -> Fact:
    from dataclasses import replace

    return replace(one, span=Span(start, start + len(one.text)))


def told(groups: list[Group]) -> list[tuple[str, str, str | None]]:
    return [(m.verdict, m.severity.value, m.slip) for m in match_facts(groups, None)]


def test_each_fact_is_used_once() -> None:
    ko = (at(0, fact("number", "5")), at(5, fact("number", "8")))
    en = (at(0, fact("number", "8")), at(5, fact("number", "5")))
    assert told([Group(link=0, ko=ko, en=en)]) == [("agree", "neutral", None)] * 2


def test_one_changed_fact_is_one_finding() -> None:
    found = told([Group(link=0, ko=(fact("number", "4200"),), en=(fact("number", "42000"),))])
    assert found == [("changed", "critical", "power-of-ten")]


def test_a_fact_that_moved_to_the_next_link_is_not_missing() -> None:
    groups = [
        Group(link=0, ko=(fact("number", "4200"),), en=(), near=(1,)),
        Group(link=1, ko=(), en=(fact("number", "4200"),), near=(0,)),
    ]
    assert told(groups) == [("agree", "neutral", None)]


def test_a_fact_said_again_is_not_added() -> None:
    en = (at(0, fact("number", "4200")), at(50, fact("number", "4200")))
    assert told([Group(link=0, ko=(fact("number", "4200"),), en=en)]) == [
        ("agree", "neutral", None),
        ("agree", "neutral", "restated"),
    ]


def test_missing_and_added() -> None:
    assert told([Group(link=0, ko=(fact("number", "157"),), en=())]) == [("missing", "major", None)]
    assert told([Group(link=0, ko=(), en=(fact("number", "157"),))]) == [("added", "major", None)]


def test_a_range_in_two_halves_and_a_share_in_two_numbers() -> None:
    halves = (at(0, fact("ordinal", "6")), at(10, fact("ordinal", "7")))
    assert (
        told([Group(link=0, ko=(fact("ordinal", ("6", "7")),), en=halves)])
        == [("agree", "neutral", "compound")] * 2
    )
    seven_in_ten = (at(0, fact("number", "7")), at(9, fact("number", "10")))
    assert (
        told([Group(link=0, ko=(fact("percent", "70", unit="percent"),), en=seven_in_ten)])
        == [("agree", "neutral", "compound")] * 2
    )
    six_in_ten = (at(0, fact("number", "6")), at(9, fact("number", "10")))
    assert "changed" in [
        t[0] for t in told([Group(link=0, ko=(fact("percent", "70", unit="percent"),), en=six_in_ten)])
    ]


def test_digits_inside_a_name_on_the_other_side() -> None:
    group = Group(link=0, ko=(fact("number", "206", text="206"),), en=(), stray_en=frozenset({"206"}))
    assert told([group]) == [("missing", "neutral", "identifier")]


def test_first_place_may_be_left_unsaid() -> None:
    assert told([Group(link=0, ko=(fact("ordinal", "1"),), en=())]) == [("missing", "neutral", "unsaid")]


FAMILIES: list[Family] = ["number", "money", "percent", "unit", "ordinal", "duration", "age"]
UNITS = {"percent": "percent", "unit": "kilometre", "duration": "year"}
FACTS = st.builds(
    lambda family, value: fact(
        family,
        str(value),
        unit=UNITS.get(family),
        currency="KRW" if family == "money" else None,
    ),
    st.sampled_from(FAMILIES),
    st.fractions(min_value=1, max_value=10**13, max_denominator=10),
)


@given(st.lists(FACTS, max_size=8), st.randoms(use_true_random=False))
def test_the_same_values_in_any_order_are_no_finding(facts: list[Fact], random: object) -> None:
    """A translation that keeps every value never yields a finding."""
    ko = tuple(at(10 * n, f) for n, f in enumerate(facts))
    shuffled = list(facts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    en = tuple(at(10 * n, f) for n, f in enumerate(shuffled))
    matches = match_facts([Group(link=0, ko=ko, en=en)], None)
    assert all(m.severity is Severity.NEUTRAL for m in matches)
    assert sum(m.ko is not None for m in matches) == len(facts)


@given(st.lists(FACTS, max_size=6), st.lists(FACTS, max_size=6))
def test_every_fact_is_accounted_for_once(ko: list[Fact], en: list[Fact]) -> None:
    group = Group(
        link=0,
        ko=tuple(at(10 * n, f) for n, f in enumerate(ko)),
        en=tuple(at(10 * n, f) for n, f in enumerate(en)),
    )
    matches = [m for m in match_facts([group], None) if m.slip not in ("compound", "restated")]
    assert sum(m.ko is not None for m in matches) <= len(ko)
    assert sum(m.en is not None for m in matches) <= len(en)
    assert all(isinstance(m.confidence, float) and 0 <= m.confidence <= 1 for m in matches)


def test_a_table_of_numbers_in_one_link_ends_soon_and_is_read_in_order() -> None:
    """Comparing each of 1,500 with each would take minutes."""
    ko = tuple(at(9 * n, fact("number", str(10007 + 7 * n))) for n in range(1500))
    en = tuple(at(9 * n, fact("number", str(10007 + 7 * n + 40000 * (n == 750)))) for n in range(1500))
    found = told([Group(link=0, ko=ko, en=en)])
    assert [f for f in found if f[0] != "agree"] == [("changed", "major", "digit")]
