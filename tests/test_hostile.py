"""Whatever text stands in a field of a document, the package imports, and the text stays data in it."""

import builtins
import re
from collections.abc import Iterator
from keyword import iskeyword

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.hostile import HARMLESS, SLOTS, comments, document, skeleton
from tests.support import LENIENT, STRICT, Packages, files_of

from eventwright.options import PackageOptions
from eventwright.problems import SpecError

MARKER = "EVENTWRIGHT_PWNED"
ATTACK = f"__import__('builtins').__dict__.__setitem__('{MARKER}', True)"

TEXTS = {
    "double quotes": f'"; {ATTACK}; "',
    "single quotes": f"'; {ATTACK}; '",
    "a call between quotes": f'" + str({ATTACK}) + "',
    "triple double quotes": f'"""\n{ATTACK}\n"""',
    "triple single quotes": f"'''\n{ATTACK}\n'''",
    "four quotes": f'""""\n{ATTACK}\n""""',
    "a quote at the end": 'said "so"',
    "a quote at the beginning": '"so" he said',
    "a backslash at the end": f"{ATTACK} \\",
    "a backslash before quotes": f'\\""" {ATTACK} \\"""',
    "three backslashes at the end": "end\\\\\\",
    "a new line": f"a\n{ATTACK}\n",
    "a carriage return": f"a\r{ATTACK}\r",
    "a carriage return and new line": f"a\r\n{ATTACK}\r\n",
    "a form feed": f"a\f{ATTACK}\f",
    "a line separator": f"a\u2028{ATTACK}\u2028",
    "a paragraph separator": f"a\u2029{ATTACK}",
    "a next line": f"a\x85{ATTACK}\x85",
    "a null": f"a\0{ATTACK}\0",
    "an escape": "a\x1b[31m",
    "bidirectional controls": f"a\u202e\u2066{ATTACK}\u2069\u202c",
    "a zero width joiner": "a\u200db\ufeffc\xadd",
    "a template expression": "{{ 7*7 }}{{ package.__class__ }}",
    "a template statement": "{% raw %}{% endraw %}{% include 'router.py.jinja' %}",
    "the end of a template comment": "#} {# -%} {%- %} %}",
    "a comment": f"a # noqa\n{ATTACK}",
    "an encoding declaration": "# -*- coding: utf-7 -*- +AG0-",
    "braces of an f-string": f"{{{ATTACK}}} {{!r}} {{:>10}} {{{{}}}}",
    "a slot of ours": "{name} {item} {value} %s %(name)s $name",
    "a named character": "\\N{BULLET} \\x41 \\u0041 \\101 \\U0001F600",
    "a bad escape": "\\x \\u12 \\N{nothing} \\U99999999",
    "emoji": "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea",
    "other scripts": "Ünïcödé 名前 имя \u0627\u0644\u0627\u0633\u0645 ﬁ ª",
    "combining marks": "\u0301\u0308 a\u0301\u20dd",
    "only blanks": "   ",
    "nothing": "",
    "only punctuation": "!!! --- ???",
    "digits first": "123 456",
    "a dunder": "__class__",
    "a keyword": "None",
    "a name of ours": "CHECKER",
    "a builtin": "print",
    "a name of 500 characters": "long" * 125,
    "a word of 500 wide characters": "名" * 500,
    "a pointer": "a~1b/c~0d%41",
    "a regular expression": "^(a|b)+[^/]$",
    "a directive": "type: ignore",
    "tabs": "\ta\tb\t",
}

# What each of these may be is limited by the specification, so the loader may refuse a text there.
MAY_BE_REFUSED = {"pattern", "pattern_property"}


@pytest.fixture(autouse=True)
def unmarked() -> Iterator[None]:
    """No test may have run what a document says."""
    yield
    ran = builtins.__dict__.pop(MARKER, False)
    assert not ran


def twin(text: str) -> str:
    """A text of the same form to the generator, and of no meaning.

    Braces in an address mark parameters, a content type has a slash. A key of a dict may be no attribute, one
    of a class may have another name than its field, and msgspec does not write every key.
    """
    found = enumerate(re.findall(r"[^{}]+", text))
    runs = {run: f"x{number}/y" if "/" in run else f"{_stem(text)}{number}" for number, run in found}
    return re.sub(r"[^{}]+", lambda found: runs[found[0]], text) if text.strip() else text


def _stem(text: str) -> str:
    plain = text.isidentifier() and text.isascii() and not iskeyword(text) and not text.startswith("_")
    gap = "" if plain else "\t" if re.search(r'[\\"\x00-\x1f]', text) else " "
    return ("x" if text.islower() else "X") + gap + ("x" * len(text) if len(text) > 100 else "")


def assert_inert(packages: Packages, texts: dict[str, str], options: PackageOptions = LENIENT) -> None:
    """Compare the package of these texts with the one of harmless texts of the same form."""
    files = files_of(document(texts), "spec.json", options)
    plain = files_of(document({slot: twin(text) for slot, text in texts.items()}), "spec.json", options)
    assert files.keys() == plain.keys()
    for path, text in files.items():
        # What is the same in every package needs no look.
        if path.endswith(".py") and text != plain[path]:
            assert skeleton(text) == skeleton(plain[path]), path
            assert comments(text) <= comments(plain[path]), path
    packages.imported(files)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_text_in_all_fields_stays_data(packages: Packages, text: str) -> None:
    assert_inert(packages, dict.fromkeys(set(SLOTS) - MAY_BE_REFUSED, text))


ONE_BY_ONE = {
    "quotes": f'"""\n{ATTACK}\r"""\\',
    "templates": "a\r{% raw %}{{ 7*7 }}'; " + ATTACK + " #} \u2028\0\\",
}


@pytest.mark.parametrize("kind", ONE_BY_ONE)
@pytest.mark.parametrize("slot", SLOTS)
def test_a_text_in_one_field_stays_data(packages: Packages, slot: str, kind: str) -> None:
    try:
        assert_inert(packages, {slot: ONE_BY_ONE[kind]})
    except SpecError:
        assert slot in MAY_BE_REFUSED


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.dictionaries(
        st.sampled_from(sorted(set(SLOTS) - MAY_BE_REFUSED)),
        st.text(st.characters(exclude_categories=["Cs"]))
        | st.text(st.sampled_from("\"'\\{}#%\n\r\t\0 ()_.N$\u2028\x85aB1é"), max_size=12)
        | st.sampled_from(sorted(TEXTS.values())),
        min_size=1,
        max_size=8,
    )
)
@example(texts={"message_title": "a", "message_summary": "a"})
def test_any_texts_in_any_fields_keep_the_package_importable(
    packages: Packages, texts: dict[str, str]
) -> None:
    files = files_of(document(texts), "spec.json", LENIENT)
    for path, text in files_of(document({}), "spec.json", LENIENT).items():
        if path.endswith(".py"):
            assert comments(files[path]) <= comments(text)
    packages.imported(files)


def test_a_lone_surrogate_is_refused_with_its_place() -> None:
    for slot in ("title", "channel", "property", "enum_value", "schema_description"):
        with pytest.raises(SpecError) as caught:
            files_of(document({slot: "a\ud800b"}), "spec.json", LENIENT)
        assert all(problem.place and problem.place.line for problem in caught.value.problems)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_property_is_read_and_written_under_its_own_name(packages: Packages, text: str) -> None:
    for options in (LENIENT, STRICT):
        package = packages.of(document({"schema_key": "Target", "property": text}), "spec.json", options)
        value = {
            HARMLESS["telling_property"]: HARMLESS["const_value"],
            f"required {HARMLESS['required_property']}": 1,
            f"optional {text}": 2,
            "own": {text: True},
        }
        decoded = package.Target.from_dict(value)
        assert (decoded.to_dict(), decoded.extras, decoded.own.extras) == (value, {}, {})


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_values_are_told_apart_by_exactly_their_text(packages: Packages, text: str) -> None:
    texts = {"schema_key": "Target", "message_key": "First", "const_value": text, "enum_value": text}
    texts |= {"telling_property": text}
    package = packages.of(document({**texts, "channel": "c"}), "spec.json", STRICT)
    value = {text: text, f"required {HARMLESS['required_property']}": 1, "kind": text}
    decoded = package.Target.from_dict(value)
    assert decoded.to_dict() == value and decoded.kind.value == text
    for key in (text, "kind"):
        with pytest.raises(package.DecodeError):
            package.Target.from_dict({**value, key: f"{text}x"})


def test_a_comment_would_be_seen() -> None:
    source = "one = 1  # two\r\nthree = '# four'\n"
    assert comments(source) == {"# two"}


def test_a_leaked_call_would_be_seen() -> None:
    assert skeleton("a = 'text'") == skeleton("b = 'other'")
    assert skeleton("a = 'text'") != skeleton("a = text()")
    assert skeleton("a = f'{text}'") != skeleton("a = 'text'")
