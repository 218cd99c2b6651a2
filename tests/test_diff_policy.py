"""The table `diff` of the configuration: severities, presets, accepted changes, and what is wrong with it."""

import json
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from eventwright.cli import app
from eventwright.configuration import Accepted
from eventwright.configuration.diffing import diff_settings
from eventwright.configuration.faults import Fault
from eventwright.diff.change import Bump, Change, Comparison, Severity
from eventwright.diff.policy import Policy, judged, policy_of, policy_problems
from eventwright.diff.rules import RULES
from eventwright.diff.versions import next_version, read_version
from eventwright.options import Preset
from eventwright.problems import Place

SPEC = "asyncapi: 2.6.0\ninfo: {title: a, version: %s}\nchannels:\n  orders:\n    publish:\n      message:\n"
PAYLOAD = "        payload: {type: string, enum: [%s]}\n"
ENUM = "/channels/orders/publish/message/payload/enum"
TODAY = date(2030, 6, 1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text(SPEC % "1.0.0" + PAYLOAD % "open")
    Path("new.yaml").write_text(SPEC % "1.0.0" + PAYLOAD % "open, paid")
    return tmp_path


def diff(configuration: str = "", *flags: str) -> Result:
    Path("eventwright.toml").write_text(configuration)
    return CliRunner().invoke(app, ["diff", "old.yaml", "new.yaml", "--today", TODAY.isoformat(), *flags])


def told(configuration: str) -> dict[str, tuple[str, str]]:
    """The rules that are told with both severities."""
    report = json.loads(diff(configuration, "--output-format", "json").stdout)
    return {change["rule"]: (change["receiver"], change["sender"]) for change in report["changes"]}


def changed(rule: str = "enum-value-added", *, receiver: Severity = Severity.BREAKING) -> Change:
    return Change(
        rule=rule,
        receiver=receiver,
        sender=Severity.DANGEROUS,
        code=Severity.DANGEROUS,
        old=Place("old.yaml", 7, 1, ENUM),
        new=Place("new.yaml", 7, 1, f"{ENUM}/1"),
        message="",
        fingerprint="0123456789abcdef",
    )


@pytest.mark.parametrize(
    ("configuration", "severities", "code"),
    [
        ("", ("breaking", "safe"), 1),
        ('severity = {"enum-value-added" = "dangerous"}', ("dangerous", "dangerous"), 0),
        ('severity = {"enum-value-added" = {receiver = "safe"}}', ("safe", "safe"), 0),
        ('severity = {"enum-value-added" = {sender = "breaking"}}', ("breaking", "breaking"), 1),
        (
            'severity = {"enum-value-added" = "dangerous"}\nfail_on = "dangerous"',
            ("dangerous", "dangerous"),
            1,
        ),
        ('fail_on = "none"', ("breaking", "safe"), 0),
        ('perspective = "client"', ("breaking", "safe"), 0),
        ('perspective = "application"', ("breaking", "safe"), 1),
    ],
)
def test_a_team_says_how_bad_the_changes_of_a_rule_are(
    configuration: str, severities: tuple[str, str], code: int
) -> None:
    configuration = f"[diff]\n{configuration}"
    assert told(configuration) == {"enum-value-added": severities}
    assert diff(configuration).exit_code == code


def test_a_flag_goes_before_the_configuration() -> None:
    assert diff('[diff]\nfail_on = "none"', "--fail-on", "any").exit_code == 1
    assert diff('[diff]\nperspective = "client"', "--perspective", "both").exit_code == 1
    strict = diff('[diff]\npreset = "lenient"', "--preset", "strict", "--output-format", "concise")
    assert "info-version-not-bumped" in strict.stdout


@pytest.mark.parametrize(
    ("preset", "rule", "severities"),
    [
        (Preset.DEFAULT, "enum-value-added", (Severity.BREAKING, Severity.DANGEROUS)),
        (Preset.STRICT, "enum-value-added", (Severity.BREAKING, Severity.BREAKING)),
        (Preset.LENIENT, "enum-value-added", (Severity.BREAKING, Severity.SAFE)),
        (Preset.WIRE_ONLY, "enum-value-added", (Severity.BREAKING, Severity.DANGEROUS)),
        (Preset.WIRE_ONLY, "default-added", (Severity.SAFE, Severity.SAFE)),
    ],
)
def test_a_preset_weighs_all_changes(
    preset: Preset, rule: str, severities: tuple[Severity, Severity]
) -> None:
    [found] = judged([Comparison((changed(rule),))], Policy(preset), TODAY)
    [change] = found.changes
    assert (change.receiver, change.sender) == severities


def test_what_is_said_of_a_rule_goes_before_the_preset() -> None:
    configuration = '[diff]\npreset = "strict"\n[diff.severity]\nenum-value-added = "safe"\n'
    assert told(configuration) == {"enum-value-added": ("safe", "safe")}


@pytest.mark.parametrize("rule", [rule.id for rule in RULES if not rule.silent])
def test_no_preset_makes_more_of_a_change_than_a_stricter_one(rule: str) -> None:
    def weight(preset: Preset) -> int:
        change = changed(rule)
        [found] = judged([Comparison((change,))], Policy(preset), TODAY)
        return found.changes[0].receiver.rank + found.changes[0].sender.rank

    assert weight(Preset.LENIENT) <= weight(Preset.DEFAULT) <= weight(Preset.STRICT)
    assert weight(Preset.WIRE_ONLY) <= weight(Preset.DEFAULT)


@pytest.mark.parametrize(
    ("pointer", "accepted"),
    [
        (f"{ENUM}/1", True),
        (ENUM, True),
        ("/channels/**", True),
        ("**", True),
        ("/channels/*/publish/message/payload/enum", True),
        ("/channels/ord*/**/enum/*", True),
        (f"new.yaml#{ENUM}/1", True),
        ("*.yaml#**", True),
        ("/channels/*", False),
        ("/channels/*/enum", False),
        ("/channels/bills/**", False),
        ("/channels/.rders/**", False),
        ("", False),
    ],
)
def test_a_change_is_accepted_by_rule_and_pointer(pointer: str, accepted: bool) -> None:
    said = Accepted(rule="enum-value-added", pointer=pointer, reason="a", place=Place("a"))
    [found] = judged([Comparison((changed(),))], Policy(accepted=(said,)), TODAY)
    assert found.changes[0].passed is accepted
    assert [problem.code for problem in policy_problems([found], Policy(accepted=(said,)))] == (
        [] if accepted else ["accepted-change-unused"]
    )


def test_the_pointer_of_another_rule_accepts_nothing() -> None:
    said = Accepted(rule="enum-value-removed", pointer="**", reason="a", place=Place("a"))
    [found] = judged([Comparison((changed(),))], Policy(accepted=(said,)), TODAY)
    assert not found.changes[0].passed


ACCEPT = (
    '[[diff.accept]]\nrule = "enum-value-added"\npointer = "/channels/orders/**"\nreason = "all know it"\n'
)


@pytest.mark.parametrize(
    "form", ["full", "concise", "json", "markdown", "github", "gitlab", "junit", "sarif"]
)
@pytest.mark.parametrize(
    ("expires", "code"), [("", 0), ("2030-06-02", 0), ("2030-06-01", 0), ("2030-05-31", 1)]
)
def test_an_accepted_change_fails_from_the_day_after_it_expires(expires: str, code: int, form: str) -> None:
    configuration = ACCEPT + (f"expires = {expires}\n" if expires else "")
    result = diff(configuration, "--output-format", form)
    assert result.exit_code == code
    assert ("accepted-change-expired" in result.stderr) is bool(code)
    assert form == "concise" or "all know it" in result.stdout + result.stderr


def test_an_acceptance_that_is_over_fails_whatever_the_change_breaks() -> None:
    lenient = '[diff]\nseverity = {"enum-value-added" = "safe"}\n' + ACCEPT + 'expires = "2030-05-31"\n'
    assert diff(lenient).exit_code == 1
    assert diff(lenient, "--fail-on", "none").exit_code == 0


def test_of_several_acceptances_the_last_to_expire_counts() -> None:
    assert diff(f"{ACCEPT}expires = 2030-01-01\n{ACCEPT}expires = 2031-01-01\n").exit_code == 0


def test_a_change_is_accepted_by_its_fingerprint_and_stays_what_it_is() -> None:
    plain = json.loads(diff("", "--output-format", "json").stdout)
    fingerprint = plain["changes"][0]["fingerprint"]
    result = diff(
        f'[[diff.accept]]\nfingerprint = "{fingerprint}"\nreason = "b"\n', "--output-format", "json"
    )
    report = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert report["changes"][0].pop("accepted") == {"reason": "b", "expires": None, "expired": False}
    assert report == plain


def test_an_accepted_change_is_suppressed_in_sarif_and_a_notice_on_github() -> None:
    run = json.loads(diff(ACCEPT, "--output-format", "sarif").stdout)["runs"][0]
    assert run["results"][0]["suppressions"] == [{"kind": "external", "justification": "all know it"}]
    assert diff(ACCEPT, "--output-format", "github").stdout.startswith("::notice file=new.yaml")


def test_an_acceptance_that_nothing_needs_is_warned_of() -> None:
    Path("new.yaml").write_text(Path("old.yaml").read_text())
    result = diff(ACCEPT + "expires = 2020-01-01\n", "--fail-on", "any")
    assert result.exit_code == 0
    assert "eventwright.toml:2:1: warning: accepted-change-unused nothing has changed" in result.stderr


@pytest.mark.parametrize(
    ("configuration", "told"),
    [
        (
            '[diff.severity]\nenum-value-aded = "safe"',
            "2:1: configuration-unknown-rule 'enum-value-aded' is no rule of `diff`",
        ),
        ('[diff.severity]\nenum-value-aded = "safe"', "hint: did you mean 'enum-value-added'"),
        ('[diff.severity]\nzzz = "safe"', "hint: list all rules with `eventwright rules --diff`"),
        ('[diff.severity]\nenum-reordered = "safe"', "'enum-reordered' is never told"),
        (
            '[diff.severity]\nenum-value-added = "save"',
            "2:1: configuration-value 'enum-value-added' cannot be 'save'",
        ),
        (
            '[diff.severity]\nenum-value-added = {reciever = "safe"}',
            "configuration-unknown-key 'reciever' is no setting",
        ),
        ("[diff]\nseverity = 3", "2:1: configuration-value 'severity' is no table"),
        ('[diff]\npreset = "strickt"', "hint: did you mean 'strict'?"),
        ('[diff]\nfail_on = "never"', "'fail_on' cannot be 'never'"),
        ('[diff]\nperspective = "server"', "'perspective' cannot be 'server'"),
        ("[diff]\nfailon = 1", "2:1: configuration-unknown-key 'failon' is no setting\n"),
        ("diff = 1", "1:1: configuration-value 'diff' is no table"),
        ("[diff]\naccept = {}", "'accept' is no list of tables"),
        ('[[diff.accept]]\nfingerprint = "0123456789abcdef"', "an accepted change has no 'reason'"),
        ('[[diff.accept]]\nreason = "a"', "it is not told which change is accepted"),
        (
            '[[diff.accept]]\nreason = "a"\nrule = "enum-value-added"',
            "it is not told which change is accepted",
        ),
        (
            '[[diff.accept]]\nreason = "a"\nfingerprint = "abc"',
            "3:1: configuration-value 'abc' is no fingerprint",
        ),
        ('[[diff.accept]]\nreason = "a"\nfingerprint = 3', "'fingerprint' cannot be 3"),
        (f"{ACCEPT}expires = 3", "5:1: configuration-value 'expires' cannot be 3"),
        (f'{ACCEPT}expires = "soon"', "'expires' cannot be 'soon'"),
        (f"{ACCEPT}expires = 2030-01-01T00:00:00", "configuration-value 'expires' cannot be"),
        (f"{ACCEPT}until = 2030-01-01", "5:1: configuration-unknown-key 'until' is no setting"),
        (ACCEPT.replace("added", "aded"), "2:1: configuration-unknown-rule 'enum-value-aded'"),
    ],
)
def test_what_is_wrong_with_the_table_is_told_and_no_answer(configuration: str, told: str) -> None:
    result = diff(configuration, "--fail-on", "none")
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_the_table_stands_in_pyproject_toml_too() -> None:
    Path("pyproject.toml").write_text('[tool.eventwright.diff]\nfail_on = "none"\n')
    assert CliRunner().invoke(app, ["diff", "old.yaml", "new.yaml"]).exit_code == 0


def test_a_day_that_is_none_is_refused() -> None:
    assert diff("", "--today", "tomorrow").exit_code == 2


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("1.0.0", "1.0.0", {"info-version-not-bumped"}),
        ("1.0.0", "1.0.0+build", {"info-version-not-bumped", "info-version-changed"}),
        ("1.0.0", "1.0.1", {"info-major-not-bumped", "info-version-changed"}),
        ("1.0.0", "2.0.0-rc.1", {"info-version-changed"}),
        ("1.0.0", "2.0.0", {"info-version-changed"}),
        ("1.0.0", "0.9.9", {"info-version-decreased"}),
        ("2.0.0-rc.2", "2.0.0-rc.10", {"info-version-changed"}),
        ("2.0.0-rc.10", "2.0.0-rc.2", {"info-version-decreased"}),
        ("0.1.0", "0.2.0", {"info-version-changed"}),
        ("'1.0'", "'1.0'", set()),
        ("'1.0'", "'0.9'", {"info-version-changed"}),
        ("2020-01-01", "2019-01-01", {"info-version-changed"}),
    ],
)
def test_versions_are_judged_where_they_are_semantic_and_that_is_asked_for(
    old: str, new: str, rules: set[str]
) -> None:
    Path("old.yaml").write_text(SPEC % old + PAYLOAD % "open")
    Path("new.yaml").write_text(SPEC % new + PAYLOAD % "open, paid")
    assert set(told('[diff]\npreset = "strict"\n')) == {"enum-value-added", *rules}
    assert set(told("")) == {"enum-value-added", *({"info-version-changed"} if old != new else ())}


def test_what_a_policy_asks_of_the_version_is_outside_of_the_verdict() -> None:
    Path("old.yaml").write_text(SPEC % "1.1.0" + PAYLOAD % "open")
    Path("new.yaml").write_text(SPEC % "1.0.0" + PAYLOAD % "open")
    result = diff('[diff.severity]\ninfo-version-decreased = "breaking"\n', "--output-format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report["verdict"] == {"receiver": "safe", "sender": "safe", "code": "safe"}
    assert report["bump"] == "none"
    assert told('[diff]\npreset = "strict"\nseverity = {"info-version-decreased" = "safe"}\n') == {
        "info-version-changed": ("safe", "safe")
    }


IN_ORDER = [
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "2.0.0",
    "2.1.0",
]


@pytest.mark.parametrize(("lower", "higher"), list(pairwise(IN_ORDER)))
def test_versions_have_the_order_of_semantic_versioning(lower: str, higher: str) -> None:
    before, after = read_version(lower), read_version(higher)
    assert before is not None
    assert after is not None
    assert before < after
    assert not after < before


@pytest.mark.parametrize(
    "text", ["", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0 ", "\u0661.0.0"]
)
def test_what_is_no_semantic_version_is_none(text: str) -> None:
    assert read_version(text) is None


@pytest.mark.parametrize(
    ("version", "bump", "expected"),
    [
        ("1.2.3", Bump.MAJOR, "2.0.0"),
        ("1.2.3", Bump.MINOR, "1.3.0"),
        ("1.2.3", Bump.PATCH, "1.2.4"),
        ("1.2.3", Bump.NONE, "1.2.3"),
        ("0.2.3", Bump.MAJOR, "0.3.0"),
        ("2.0.0-rc.1", Bump.MAJOR, "2.0.0"),
        ("1.0", Bump.MAJOR, ""),
    ],
)
def test_the_next_version_is_suggested(version: str, bump: Bump, expected: str) -> None:
    assert next_version(version, bump) == expected


@given(st.text())
def test_any_text_is_a_version_or_none(text: str) -> None:
    assert read_version(text) is None or next_version(text, Bump.MAJOR)


def test_the_table_of_the_guide_is_read_and_names_rules() -> None:
    page = (Path(__file__).parents[1] / "docs" / "commands.md").read_text(encoding="utf-8")
    _, _, said = page.partition("### Comparisons\n")
    text = "\n".join(line.removeprefix("    ") for line in said.splitlines() if line.startswith("    "))
    value = tomllib.loads(text)["tool"]["eventwright"]["diff"]
    problems: list[tuple[Fault, str, int]] = []
    settings = diff_settings(value, lambda table, key, count: Place("pyproject.toml"), problems)
    policy = policy_of(settings)
    assert problems == []
    assert [said.rule for said in policy.accepted] == ["property-removed-optional", ""]
    assert set(policy.severities) == {"channel-removed", "enum-value-added"}
