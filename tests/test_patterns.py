"""Regular expressions: what `re` costs, by the clock; and the automaton, against `re` as the judge."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support import LENIENT, MESSAGEBIRD, MODES, Packages, importable_packages

from eventwright.documents import MemoryDocuments
from eventwright.load import inspect_document
from eventwright.patterns import judged
from eventwright.patterns.automaton import automaton
from eventwright.patterns.components import components
from eventwright.patterns.growth import EXPONENTIAL
from eventwright.patterns.syntax import read_pattern
from eventwright.plan.patterns import parts_of
from eventwright.problems import Level

QUICK = [
    "",
    "x",
    "^$",
    "^[a-z]+$",
    "^(a|ab)*$",
    r"^\w+(\.\w+)*$",
    r"^(\d{1,3}\.){3}\d{1,3}$",
    r"^(?=.*[A-Z])(?=.*\d).{8,}$",
    "^(AED|AFN|ALL)$",
    "^a{1,1000}$",
    "^.{0,65535}$",
    "(?i)^ab+$",
    "(a*)*",
    r"\bword\b",
    r"^(?!\s)[^<>]+$",
    r"^(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?$",
    "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$",
    "|".join(f"Area/Town {number}" for number in range(600)),
]
EXPONENTIAL_PATTERNS = {
    "^(a+)+$": "a",
    "^(a*)*$": "a",
    "^(a|a)*$": "a",
    "^(a|aa)+$": "a",
    "^([a-z]{2,4})+$": "a",
    r"^([a-zA-Z0-9_.-])+@(([a-zA-Z0-9-])+.)+([a-zA-Z0-9]{2,4})+$": "a@a",
    r"^(\w+\s?)*$": "a",
    "(x+x+)+y": "x",
    "^(a{1,30}){1,30}$": "a",
    "^(?:a?){30}a{30}$": "a",
    "^" + "a?" * 30 + "a" * 30 + "$": "a",
    "^" + "(a|a)" * 30 + "$": "a",
    "^(([a-z])+.)+[A-Z]([a-z])+$": "a",
    "(?i)^(a|A)*$": "a",
    "^(é|[à-ü])*$": "é",
    "^" + "a*" * 20 + "$": "a",
}
POWERS = {
    r"\s+$": 1,
    "^a*a*$": 1,
    "a*b": 1,
    ".*foo.*bar": 2,
    "^a*a*a*$": 2,
    "(a)*(a)*$": 2,
    "(?=.*a)b": 1,
    "^[a-z_]+_[a-z_]+_[a-z_]+$": 2,
}


@pytest.mark.parametrize("pattern", QUICK, ids=lambda pattern: pattern[:40])
def test_a_pattern_that_is_quick_stays_with_the_engine_of_python(pattern: str) -> None:
    verdict = judged(pattern)
    assert (verdict.error, verdict.degree, verdict.automaton) == ("", 0, None)


@pytest.mark.parametrize("pattern", EXPONENTIAL_PATTERNS, ids=lambda pattern: pattern[:40])
def test_a_pattern_that_takes_exponential_time_is_known(pattern: str) -> None:
    verdict = judged(pattern)
    assert verdict.degree == EXPONENTIAL
    assert verdict.automaton is not None


@pytest.mark.parametrize(("pattern", "degree"), POWERS.items())
def test_the_power_of_the_length_is_known(pattern: str, degree: int) -> None:
    assert judged(pattern).degree == degree


@pytest.mark.parametrize(
    ("pattern", "error"),
    [
        (r"^\p{L}+$", r"bad escape \p"),
        ("(?<name>x)", "unknown extension ?<n"),
        ("(", "missing ), unterminated subpattern"),
        ("a{4294967295}", "the repetition number is too large"),
        ("a**", "multiple repeat"),
    ],
)
def test_what_python_cannot_compile_is_told_with_its_reason(pattern: str, error: str) -> None:
    assert judged(pattern).error == error


@pytest.mark.parametrize(
    ("pattern", "longest"),
    [
        (r"^(?=x)(a+)+\b$", 12),
        (r"^(\w+)\1$", 10_000),
        ("(?x)(a+)+ b", 12),
        ("(?=(a+)+b)c", 12),
        ("^(?>a+)+$", 12),
        ("^(a++)+$", 12),
        ("^" + "(?:a|b|c)*d?" * 501 + "$", 12),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_no_automaton_can_do_has_a_bound(pattern: str, longest: int) -> None:
    verdict = judged(pattern)
    assert (verdict.automaton, verdict.longest) == (None, longest)


@pytest.mark.parametrize("pattern", ["(?:(a*)*b|)", "((a*)*b)?", "a?|(a*)*b", "(a)*(a)*$"])
def test_what_every_text_matches_after_long_tries_is_not_tried(engine: Any, pattern: str) -> None:
    verdict = judged(pattern)
    assert verdict.automaton is not None
    program = engine.Program(short=verdict.short, longest=verdict.longest, **parts_of(verdict.automaton))
    matcher = engine.patterns_with({pattern: program})(pattern)
    assert all(matcher.search(text) for text in ("", "b", "a" * 5_000 + "!", "\n"))


MADE_TO_COST = {
    "nothing, repeated": "(?:(?:){100000}){100000}a+a+",
    "many groups": "(" * 100 + "a" + ")+" * 100,
    "many loops": "^" + "(a|b|c)*d?" * 2_000 + "$",
    "many branches": "|".join(f"w{number}x" for number in range(20_000)),
    "large counts": "^((a{1,1000}){1,1000}){1,1000}$",
    "a class of all": "^[" + "".join(map(chr, range(0x4E00, 0x9FFF))) + "]+$",
    "a long text": "a" * 500_000,
    "options": "a?" * 20_000,
}


@pytest.mark.parametrize("pattern", MADE_TO_COST.values(), ids=MADE_TO_COST)
def test_to_judge_a_pattern_takes_time_in_proportion(pattern: str) -> None:
    started = time.process_time()
    judged.__wrapped__(pattern)
    assert time.process_time() - started < 1 + len(pattern) / 10_000


NODES = st.recursive(
    st.sampled_from(["a", "b", "ab", "[ab]", "[^b]", ".", r"\w", r"\s", "^", "$", "", "é", "c?", r"\x61"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda each: f"(?:{'|'.join(each)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}", "*?", "{,2}"])).map(
            lambda pair: f"({pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=6,
)
LOOKING = st.lists(
    st.one_of(
        NODES, st.tuples(st.sampled_from(["(?=", "(?!"]), NODES).map(lambda pair: f"{pair[0]}{pair[1]})")
    ),
    min_size=1,
    max_size=3,
).map("".join)
TEXTS = st.text("abcé\n ", max_size=9)


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    """The module of a generated package that matches."""
    with importable_packages() as made:
        yield made.part(made.of_file(MESSAGEBIRD), "_patterns")


def automaton_alone(engine: Any, pattern: str) -> Any:
    """A matcher that leaves no text to `re`."""
    machine = automaton(read_pattern(pattern), 2_000)
    program = engine.Program(short=-1, longest=10**6, **parts_of(machine))
    return engine.patterns_with({pattern: program})(pattern)


def python_says(pattern: str, text: str) -> bool:
    ending = re.sub(r"(?<!\\)\$", r"\\Z", pattern)
    return re.search(ending, text) is not None


@settings(max_examples=600, deadline=None)
@given(pattern=NODES, texts=st.lists(TEXTS, min_size=1, max_size=8))
@example(pattern="^(a|b)*a(a|b){3}$", texts=["abab", "aabbb", "babaaab"])
@example(pattern="(^a|b$)c?", texts=["a", "b", "xb", "bx", "xa", ""])
@example(pattern="^$", texts=["", "a"])
@example(pattern="^(a*)*$", texts=["", "aaa", "aba", "b"])
@example(pattern="(?:^|b)a(?:$|c)", texts=["a", "ba", "bac", "xac", "xbaca"])
def test_the_automaton_says_what_python_says(engine: Any, pattern: str, texts: list[str]) -> None:
    machine = automaton(read_pattern(pattern), 2_000)
    assert bool(machine.empty) is python_says(pattern, "")
    if machine.always:
        # What every text matches gets no such program.
        assert all(python_says(pattern, text) for text in texts)
        return
    matcher = automaton_alone(engine, pattern)
    for text in filter(None, texts):
        assert matcher.search(text) is python_says(pattern, text), (pattern, text)


@settings(max_examples=300, deadline=None)
@given(pattern=LOOKING)
@example(pattern="(a)*(a)*$")
@example(pattern="(?:(a*)*b|)")
@example(pattern="a?|(a*)*b")
@example(pattern="(?=(a+)+b)a")
@example(pattern="a(a)*(?!(a)*)")
@example(pattern="((()*)*){2,}((()*)+){2,}a")
def test_a_pattern_that_is_called_quick_is_quick(pattern: str) -> None:
    if judged(pattern).degree == 0:
        for text in ("a" * 1_000 + "!", "ab" * 500 + "!", "ba" * 500 + "\n!", "é " * 500):
            spent = seconds(pattern, text)
            # Many empty loops take long for each character; what is not linear takes four times for twice.
            assert spent < 0.25 or spent < 3 * seconds(pattern, text[500:]), (pattern, text[:4])


def seconds(pattern: str, text: str) -> float:
    started = time.process_time()
    re.search(pattern, text)
    return time.process_time() - started


def test_some_patterns_are_slow_by_the_clock_as_well() -> None:
    started = time.process_time()
    assert re.search("^(a+)+$", "a" * 20 + "!") is None
    few = time.process_time() - started
    started = time.process_time()
    assert re.search("^(a+)+$", "a" * 23 + "!") is None
    assert time.process_time() - started > 3 * few


def document(*, pattern: str, keyword: str) -> bytes:
    """A document with this pattern under one of the three keywords that take one."""
    rules: dict[str, dict[str, object]] = {
        "pattern": {"value": {"type": "string", "pattern": pattern}},
        "patternProperties": {
            "value": {"type": "object", "patternProperties": {pattern: {}}, "additionalProperties": False}
        },
        "propertyNames": {"value": {"type": "object", "propertyNames": {"pattern": pattern}}},
        "oneOf": {"value": {"oneOf": [{"type": "string", "pattern": pattern}, {"type": "integer"}]}},
        "not": {"value": {"type": "string", "not": {"not": {"pattern": pattern}}}},
    }
    schema = {"type": "object", "properties": rules[keyword]}
    return json.dumps(
        {
            "asyncapi": "2.6.0",
            "info": {"title": "t", "version": "1"},
            "channels": {"c": {"publish": {"message": {"payload": {"$ref": "#/components/schemas/Target"}}}}},
            "components": {"schemas": {"Target": schema}},
        }
    ).encode()


KEYWORDS = ("pattern", "patternProperties", "propertyNames", "oneOf", "not")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("keyword", KEYWORDS)
@pytest.mark.parametrize("pattern", EXPONENTIAL_PATTERNS, ids=lambda pattern: pattern[:30])
def test_no_pattern_hangs_a_decoder(packages: Packages, pattern: str, keyword: str, mode: str) -> None:
    package = packages.of(document(pattern=pattern, keyword=keyword), "spec.json", MODES[mode])
    text = EXPONENTIAL_PATTERNS[pattern] * 5_000 + "!"
    value = {"value": {text: 1} if keyword in ("patternProperties", "propertyNames") else text}
    started = time.process_time()
    try:
        package.Target.from_dict(value)
    except package.DecodeError as error:
        assert error.problems
    else:
        # Where the text is too long no verdict is given, which refuses; unknown keys pass in lenient mode.
        assert (keyword, mode) == ("patternProperties", "lenient")
    # The quick pass and the thorough one, together.
    assert time.process_time() - started < 5


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_a_text_that_fits_is_taken_however_long_it_is(packages: Packages, keyword: str) -> None:
    package = packages.of(document(pattern="^(a+)+$", keyword=keyword), "spec.json", MODES["strict"])
    text = "a" * 100_000
    value = {"value": {text: 1} if keyword in ("patternProperties", "propertyNames") else text}
    assert package.Target.from_dict(value).to_dict() == value


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("keyword", KEYWORDS)
def test_a_text_without_a_verdict_is_refused_with_its_reason(
    packages: Packages, keyword: str, mode: str
) -> None:
    package = packages.of(document(pattern=r"^(?=a)(a+)+\b$", keyword=keyword), "spec.json", MODES[mode])
    names = keyword in ("patternProperties", "propertyNames")
    fits, long = "a" * 12, "a" * 13
    package.Target.from_dict({"value": {fits: 1} if names else fits})
    with pytest.raises(package.DecodeError) as caught:
        package.Target.from_dict({"value": {long: 1} if names else long})
    (problem,) = caught.value.problems
    assert problem.expected == r"text of at most 12 characters for the pattern '^(?=a)(a+)+\\b$'"
    assert problem.got == "a text of 13 characters"
    assert problem.pointer == (f"/value/{long}" if names else "/value")


def test_what_has_no_verdict_is_no_message_of_the_channel(packages: Packages) -> None:
    package = packages.of(document(pattern=r"^(?=a)(a+)+\b$", keyword="pattern"), "spec.json", LENIENT)
    checker = packages.part(package, "_schemas").CHECKER
    assert not checker.accepts("#/components/schemas/Target", {"value": "a" * 13})
    assert checker.accepts("#/components/schemas/Target", {"value": "a" * 12})


def test_memory_stays_bounded_however_many_characters_come(engine: Any) -> None:
    matcher = automaton_alone(engine, "^(a|b|[^c])*$")
    assert matcher.search("".join(map(chr, range(0x100, 0x3000))))
    assert len(matcher._machine._steps) <= 2_000
    assert len(matcher._machine._masks) <= 2_000


def test_parts_come_after_those_that_they_lead_to() -> None:
    graph = {1: (2,), 2: (3,), 3: (2, 4), 4: (), 5: (5, 1)}
    assert [sorted(part) for part in components(graph)] == [[4], [2, 3], [1], [5]]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("^(a+)+$", ["pattern-backtracks"]),
        (r"^(?=a)(a+)+$", ["pattern-backtracks"]),
        (r"^\p{L}$", ["pattern-not-python"]),
        ("^a*b$", []),
        (r"\s+$", []),
    ],
)
@pytest.mark.parametrize("keyword", ["pattern", "patternProperties", "propertyNames"])
def test_a_warning_stands_at_the_pattern(text: str, codes: list[str], keyword: str) -> None:
    documents = MemoryDocuments({"a.json": document(pattern=text, keyword=keyword)})
    problems = inspect_document(documents, "a.json").problems
    assert [problem.code for problem in problems] == codes
    for problem in problems:
        assert problem.level is Level.WARNING
        assert problem.place is not None
        assert keyword in problem.place.pointer
