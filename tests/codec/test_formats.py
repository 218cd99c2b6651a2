"""The formats against the judge: agreement on nasty texts, each difference with the verdicts of both."""

import time
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker

JUDGE = Draft7Validator.FORMAT_CHECKER
LATER_JUDGE = FormatChecker()  # of later drafts too, for the formats that Draft-07 has not


def texts(line: str) -> list[str]:
    return line.split(" ; ")


AGREED: dict[str, list[str]] = {
    "email": texts(' ; @ ; a@b ; a ; a b@c ; \xe9@\xe9 ; "@"@a'),
    "idn-email": texts(" ; \xe9@\xe9 ; a"),
    "ipv4": texts(
        "1.2.3.4 ; 255.255.255.255 ; 256.1.1.1 ; 01.2.3.4 ; 1.2.3 ; 1.2.3.4.5 ; 1.2.3.4/8 ;  ; "
        " 1.2.3.4 ; 1.2.3.4  ; 0x1.2.3.4 ; \u0661.2.3.4 ; 1..2.3 ; 127.1 ; 2130706433"
    ),
    "ipv6": texts(
        ":: ; ::1 ; 1:: ; 1:2:3:4:5:6:7:8 ; 1:2:3:4:5:6:7 ; ::ffff:1.2.3.4 ; ::1%eth0 ; ::1% ;  ; "
        ": ; ::: ; 1::2::3 ; 12345:: ; g:: ; [::1] ; ::1/64 ;  ::1 ; 1:2:3:4:5:6:7:: ; ::1.2.3"
    ),
    "hostname": texts("a ; a.b ; a. ; a..b ; . ;  ; .a ; -a ; a- ; a-b ; a_b ; 1 ; A.B ; xn--a ; a b"),
    "idn-hostname": texts(
        "a ; \xe9.fr ; \xc9.fr ; stra\xdfe.de ; \u03c2 ; a.b ; a..b ;  ; . ; -a ; a- ; ab--cd ; "
        "xn--e1afmkfd ; xn--\xe9 ; xn--a ; a_b ; \u0301a ; e\u0301 ; \u3007 ; \u0640a ; \u302e ; "
        "\u0915\u094d\u200d\u0937 ; a\u200db ; \u4f8b\u3048.\u30c6\u30b9\u30c8 ; "
        "\u4f8b\u3002\u30c6 ; \u1100 ; \u2603 ; \U0001f600 ; a b ; A.de ; XN--E1AFMKFD"
    ),
    "uri": texts(
        "http://a ; http://a/b?c#d ; a: ; a:b ; a ;  ; //a ; /a ; http://[::1]/ ; http://[::1 ; "
        "a:b c ; http://[v1.a:b]/ ; http://[v.a]/ ; http://a:80/ ; http://a:b/ ; http://u:p@h:1/p ; "
        "http://a@b@c/ ; http://a/%41 ; http://a/%4 ; http://a/%zz ; http://\xe9/ ; http://a/\xe9 ; "
        "1a:b ; a+b-c.1:x ; mailto:a@b ; urn:x:y ; file:///etc ; a://// ; a:// ; a:/ ; a:? ; a:# ; "
        "a:#a#b ; a:[ ; a:\\b ; http://a?b[c] ; http://[::1]:80 ; http://[::1]a ; "
        'http://256.1.1.1/ ; a:b\x00 ; a:<b> ; a:" ; a:^ ; a:|'
    ),
    "uri-reference": texts(
        " ; a ; /a ; //a ; //a:b ; ?a ; #a ; a:b ; 1:b ; a/b:c ; :a ; ./a:b ; a b ; ## ; \xe9 ; "
        "%41 ; %4 ; //[::1] ; //[x] ; a?b?c ; a#b?c ; /// ; //a//b ; \\"
    ),
    "iri": texts(
        "http://\xe9/\u4f8b ; http://a ; a: ; a ;  ; http://a/ b ; \xe9:a ; a:?\ue000 ; a:\ue000 ; a:%4"
    ),
    "iri-reference": texts(
        " ; \xe9 ; //\xe9?\xe9#\xe9 ; a b ; #\ue000 ; ?\ue000 ; \xe9:b ; /\xe9:b ; \ufdd0"
    ),
    "uri-template": texts(
        " ; a ; {a} ; {+a} ; {#a,b} ; {/a*} ; {?a:3,b} ; {&a} ; {.a} ; {;a} ; { ; } ; {} ; {a ; a} ; "
        "{{a}} ; {a b} ; {=a} ; {!a} ; {@a} ; {|a} ; {a-b} ; {a:0} ; {a:x} ; {a,}b{ ; {a.b} ; a b ; "
        "{a%41} ; {a%4} ; {,} ; {+} ; {*} ; {a**} ; \xe9 ; {\xe9} ; {$a}"
    ),
    "json-pointer": texts(" ; / ; /a ; a ; /a~0b ; /a~1b ; /a~2b ; /a~ ; #/a ; /a//b ; ~0 ; /\n"),
    "relative-json-pointer": texts("0 ; 1/a ; 0# ; 0/ ;  ; /a ; 01 ; -1 ; 10/a ; 0## ; 0#a ; 0a ; 1/~2 ; +1"),
    "regex": texts("a ; ( ; [ ; a{2,1} ; (?P<a>b) ; * ;  ; \\Z ; [a-z ; a** ; (?<=a+)b ; \\"),
    "date": texts(
        "2019-02-28 ; 2019-02-29 ; 2020-02-29 ; 0000-01-01 ; 2019-2-28 ; 20190228 ; 2019-W01-1 ;  ; "
        "2019-059 ;  2019-02-28 ; 2019-02-28Z ; \u0662019-02-28 ; 2019-13-01 ; 9999-12-31"
    ),
    "time": texts(
        "10:00:00Z ; 10:00:00 ; 24:00:00Z ; 10:00:00.5+02:00 ; 10:00Z ; 10:00:60Z ; T10:00:00Z ; 10:00:00z"
    ),
    "uuid": texts(
        "12345678-1234-1234-1234-123456789abc ; 12345678-1234-1234-1234-123456789ABC ;  ; "
        "111111111111111111111111111111111111 ; 12345678123412341234123456789abc ; "
        "{12345678-1234-1234-1234-123456789abc} ; 12345678-1234-1234-1234-12345678"
    ),
    "duration": texts(
        "P1D ; P1Y2M3D ; PT1H ; P1DT1H2M3S ; P1W ; PT0.5S ; P ; PT ; P1 ; 1D ; P1DT ;  ; P1S ; "
        "PT1D ; P1M1Y ; P1YT1M ; P1W1D ; PT1,5H ; pt1h ; P1D  ; P\u0661D ; P1Y2D"
    ),
}
LENGTHS: dict[str, list[str]] = {
    "hostname": [
        "a" * 63,
        "a" * 64,
        ".".join(["a" * 49] * 5),
        ".".join(["a" * 50] * 5),
        ".".join(["a" * 63] * 4) + ".",
    ],
    "idn-hostname": ["a" * 64, "\xe9" * 57, "\xe9" * 58, "\xfc" * 63],
}

DIFFERENCES: list[tuple[str, str, bool, str]] = [
    ("hostname", "a\u0661", False, "a digit that is not ASCII"),
    ("hostname", "a\u017f", False, "a letter that only matches without regard to case"),
    ("hostname", "a\n", False, "line feed at the end"),
    ("date-time", "2019-02-28T17:39:52Z\n", False, "line feed at the end"),
    ("time", "17:39:52Z\n", False, "line feed at the end"),
    ("uri", "http://a\n", False, "line feed at the end"),
    ("uri-reference", "a\n", False, "line feed at the end"),
    ("uri", "http://[::ffff:01.2.3.4]/", False, "leading zero in the IPv4 part of an IPv6 address"),
    ("iri", "http://[::1]/", True, "IPv6 address with zeros left out"),
    ("iri", "a:\U0001f600", True, "characters beyond the first plane, RFC 3987 ucschar"),
    ("iri-reference", "\U0001f600", True, "characters beyond the first plane, RFC 3987 ucschar"),
    ("uri-template", "{a:1000}", True, "prefix of four digits, RFC 6570 max-length"),
    ("uri-template", "{%41}", True, "variable name that begins with an escape, RFC 6570 varname"),
    ("uri-template", "{a:01}", False, "prefix with a leading zero"),
    ("uri-template", "{a=b}", False, "extension of one library: default"),
    ("uri-template", "{a[]}", False, "extension of one library: array"),
    ("uri-template", "{a/b}", False, "extension of one library: key"),
    ("uri-template", "{,a}", False, "extension of one library: operator"),
    ("uri-template", "{a..b}", False, "two full stops in a variable name"),
    ("relative-json-pointer", "100", True, "an inner zero is no leading zero"),
    ("idn-hostname", "\u0627a", True, "the rule of writing directions is not applied"),
    ("idn-hostname", "l\u00b7l", False, "middle dot and its like, which depend on their neighbours"),
]


def verdict(formats: ModuleType, name: str, text: str) -> bool:
    answer = formats.FORMATS[name](text)
    assert isinstance(answer, bool)
    return answer


def test_the_judge_refuses_nonsense() -> None:
    assert not JUDGE.conforms("nonsense", "date-time")
    assert not JUDGE.conforms("nonsense", "time") and not JUDGE.conforms("no uri", "uri")


@pytest.mark.parametrize("name", AGREED)
def test_a_format_is_judged_as_the_judge_does(formats: ModuleType, name: str) -> None:
    judge = JUDGE if name in JUDGE.checkers else LATER_JUDGE
    ours = {text: verdict(formats, name, text) for text in AGREED[name] + LENGTHS.get(name, [])}
    assert ours == {text: judge.conforms(text, name) for text in ours}
    assert {True, False} == set(ours.values())


@pytest.mark.parametrize(("name", "text", "ours", "reason"), DIFFERENCES, ids=ascii)
def test_a_listed_difference_is_still_one(
    formats: ModuleType, name: str, text: str, ours: bool, reason: str
) -> None:
    assert verdict(formats, name, text) is ours, reason
    assert JUDGE.conforms(text, name) is not ours, reason


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("byte", ["", "YQ==", "YWI=", "YWJj"], ["YQ=", "YQ", "Y", "YQ==\n", "Y===", "a-_b", "YQ==YQ=="]),
        ("binary", ["", "\x00"], []),
        ("duration", ["PT1.5H", "P0D"], ["P1.5DT1H", "-P1D", "P1D\n", "P.5D"]),
        ("uuid", ["00000000-0000-0000-0000-000000000000"], ["00000000-0000-0000-0000-000000000000\n"]),
    ],
)
def test_a_format_of_ours_is_judged_by_its_specification(
    formats: ModuleType, name: str, good: list[str], bad: list[str]
) -> None:
    assert [text for text in good if not verdict(formats, name, text)] == []
    assert [text for text in bad if verdict(formats, name, text)] == []


@pytest.mark.parametrize(
    ("name", "least", "greatest"), [("int32", -(2**31), 2**31 - 1), ("int64", -(2**63), 2**63 - 1)]
)
def test_an_integer_format_is_a_range(check: ModuleType, name: str, least: int, greatest: int) -> None:
    checker = check.Checker({"it": {"format": name}}, check.STRICT)
    accepted = [
        value
        for value in (least - 1, least, 0.0, greatest, greatest + 1, 1e300)
        if checker.accepts("it", value)
    ]
    assert accepted == [least, 0.0, greatest]


URIS = st.text("ab:/?#[]@%4g1.v~ ", max_size=14)


@settings(max_examples=1500)
@given(text=URIS)
def test_a_random_reference_is_judged_as_the_judge_does(formats: ModuleType, text: str) -> None:
    for name in ("uri", "uri-reference"):
        assert verdict(formats, name, text) == JUDGE.conforms(text, name)


@pytest.mark.parametrize("name", sorted(AGREED))
@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        ".",
        "a.",
        "a-",
        ":",
        "%41",
        "{a",
        "{a}",
        "{a,",
        "/",
        "~",
        "~0",
        "1Y",
        "[",
        "(",
        "\u00e9",
        "\ud800",
    ],
)
def test_no_format_takes_long_over_a_hostile_text(formats: ModuleType, name: str, unit: str) -> None:
    for start in ("", "a://", "P", "1", "{", "xn--", "0/"):
        began = time.process_time()
        verdict(formats, name, start + unit * (1_000 if name == "regex" else 20_000) + "!\x00")
        assert time.process_time() - began < 1  # the work of a regular expression cannot be counted
