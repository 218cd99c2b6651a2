"""Configuration files: which one is read, what it says, where it is wrong, and the targets made of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwright.configuration import Configuration, Settings, read_configuration, read_decode
from eventwright.configuration.settings import decode_text
from eventwright.options import (
    PRESETS,
    Constraints,
    DecodeOptions,
    Enums,
    HandlerStyle,
    JsonLibrary,
    Nulls,
    Perspective,
    Unknown,
)
from eventwright.problems import Place, UnreadableError
from eventwright.reading import Source, read, source_of
from eventwright.report.mending import generate_command
from eventwright.target import planned, targets

ONE = """\
[project]
name = "shop"

[tool.eventwright]
spec = "spec/orders.yaml"
output = "generated/orders"
perspective = "client"
handler_style = "sync"
decode = "strict"
json = "orjson"
ref_root = "spec"
"""
TWO = """\
decode = "strict"

[[target]]
spec = "orders.yaml"

[[target]]
spec = "invoices.yaml"
output = "billing"
decode = {preset = "strict", unknown = "keep"}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(text: str, name: str = "eventwright.toml") -> Configuration:
    Path(name).write_text(text)
    found = read_configuration(Path.cwd())
    assert found is not None
    return found


def wrong(text: str, name: str = "eventwright.toml") -> list[tuple[str, Place | None, str]]:
    Path(name).write_text(text)
    with pytest.raises(UnreadableError) as caught:
        read_configuration(Path.cwd())
    return [(problem.code, problem.place, problem.hint) for problem in caught.value.problems]


def test_one_target_may_stand_at_the_top() -> None:
    expected = Settings(
        spec="spec/orders.yaml",
        output="generated/orders",
        ref_root="spec",
        perspective=Perspective.CLIENT,
        handler_style=HandlerStyle.SYNC,
        decode=PRESETS["strict"],
        json=JsonLibrary.ORJSON,
    )
    assert written(ONE, "pyproject.toml") == Configuration("pyproject.toml", Settings(), (expected,))


def test_settings_beside_several_targets_hold_for_each() -> None:
    orders, invoices = written(TWO).targets
    assert orders == Settings(spec="orders.yaml", decode=PRESETS["strict"])
    assert invoices.decode == DecodeOptions(enums=Enums.CLOSED, nulls=Nulls.STRICT, unknown=Unknown.KEEP)


def test_paths_are_relative_to_the_file_and_shown_from_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("pyproject.toml").write_text(ONE)
    (folder / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(folder / "deep" / "down")
    found = read_configuration(Path.cwd())
    assert found is not None
    assert found.file == "../../pyproject.toml"
    assert (found.targets[0].spec, found.targets[0].output) == (
        "../../spec/orders.yaml",
        "../../generated/orders",
    )


def test_the_nearest_file_with_our_table_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(ONE, "pyproject.toml")
    (folder / "near").mkdir()
    (folder / "near" / "pyproject.toml").write_text('[project]\nname = "eventwright-user"\n')
    monkeypatch.chdir(folder / "near")
    found = read_configuration(Path.cwd())
    assert found is not None
    assert found.file == "../pyproject.toml"


def test_our_own_file_counts_before_the_shared_one_beside_it() -> None:
    Path("pyproject.toml").write_text(ONE)
    assert written(TWO).file == "eventwright.toml"


def test_a_broken_shared_file_that_is_not_about_us_is_passed_by() -> None:
    Path("pyproject.toml").write_text("[project\n")
    assert read_configuration(Path.cwd()) is None


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "hint"),
    [
        ('spec = "a.yaml"\nouput = "x"\n', "configuration-unknown-key", 2, 1, "did you mean 'output'?"),
        ('spec = "a.yaml"\ndecode = "strickt"\n', "configuration-value", 2, 1, "did you mean 'strict'?"),
        (
            'decode = {enmus = "open"}\n',
            "configuration-unknown-key",
            1,
            11,
            "did you mean 'enums'?",
        ),
        ("[decode]\nconstraints = true\n", "configuration-value", 2, 1, "write one of on, off, as text"),
        ("spec = 7\n", "configuration-value", 1, 1, "write a path as text, relative to this file"),
        ('spec = "a\\u0000"\n', "configuration-value", 1, 1, "write a path as text, relative to this file"),
        (
            'tell_apart = "type"\n',
            "configuration-value",
            1,
            1,
            'write tell_apart = { "/channel" = "type" }, a property, a JSON Pointer or a header for each',
        ),
        (
            "[tell_apart]\nc = 1\n",
            "configuration-value",
            2,
            1,
            'write tell_apart = { "/channel" = "type" }, a property, a JSON Pointer or a header for each',
        ),
        ('json = "orjsn"\n', "configuration-value", 1, 1, "did you mean 'orjson'?"),
        ("target = 1\n", "configuration-value", 1, 1, "write [[target]] above each target"),
        ('output = "x"\n[[target]]\nspec = "a"\n', "configuration-value", 1, 1, "move it below [[target]]"),
        ('[[targets]]\nspec = "a"\n', "configuration-unknown-key", 1, 3, "did you mean 'target'?"),
        (
            '[[target]]\nspec = "a"\n[[target]]\nspec = "b"\nperspektive = "client"\n',
            "configuration-unknown-key",
            5,
            1,
            "did you mean 'perspective'?",
        ),
        ("spec = \n", "configuration-unreadable", 1, 8, "correct the file"),
    ],
)
def test_a_mistake_has_a_place_and_a_hint(text: str, code: str, line: int, column: int, hint: str) -> None:
    assert wrong(text) == [(code, Place("eventwright.toml", line, column), hint)]


def test_all_mistakes_are_told_at_once() -> None:
    assert len(wrong('a_a = 1\njson = 2\n[[target]]\noutput = "x"\n')) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lenient", PRESETS["lenient"]),
        ("strict", PRESETS["strict"]),
        ("enums=closed", DecodeOptions(enums=Enums.CLOSED)),
        ("strict,constraints=off", DecodeOptions(
            enums=Enums.CLOSED, nulls=Nulls.STRICT, unknown=Unknown.FORBID, constraints=Constraints.OFF
        )),
    ],
)  # fmt: skip
def test_a_flag_says_a_preset_and_changes_to_it(text: str, expected: DecodeOptions) -> None:
    assert read_decode(text) == expected


@pytest.mark.parametrize("text", ["", "strickt", "strict,", "enums=shut", "strict,enmus=open"])
def test_a_flag_that_says_nothing_known_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="'"):
        read_decode(text)


@given(
    st.builds(
        DecodeOptions,
        enums=st.sampled_from(Enums),
        nulls=st.sampled_from(Nulls),
        unknown=st.sampled_from(Unknown),
        constraints=st.sampled_from(Constraints),
    )
)
def test_every_decoding_can_be_written_as_a_flag(options: DecodeOptions) -> None:
    assert read_decode(decode_text(options)) == options


def test_flags_overrule_the_file() -> None:
    asked = Settings(perspective=Perspective.CLIENT, decode=PRESETS["lenient"])
    found = targets(asked, written(TWO))
    assert [target.settings.perspective for target in found] == [Perspective.CLIENT] * 2
    assert [target.settings.decode for target in found] == [PRESETS["lenient"]] * 2
    assert [target.output for target in found] == ["orders", "billing"]


def test_a_configured_document_that_is_named_is_made_as_configured() -> None:
    (found,) = targets(Settings(spec="./invoices.yaml"), written(TWO))
    assert (found.output, found.configured) == ("billing", True)


def test_what_tells_messages_apart_is_a_table() -> None:
    text = 'spec = "a.yaml"\n[tell_apart]\n"/b" = "/head/type"\n"/a" = "type"\n'
    [target] = written(text).targets
    assert target.options().tell_apart == (("/a", "type"), ("/b", "/head/type"))
    assert target.options().values()["tell_apart"] == {"/a": "type", "/b": "/head/type"}
    assert "tell_apart" not in Settings().options().values()


def test_another_document_takes_only_the_settings_that_hold_for_all() -> None:
    (found,) = targets(Settings(spec="other-events.yaml"), written(TWO))
    assert (found.output, found.configured) == ("other_events", False)
    assert found.settings.decode == PRESETS["strict"]


@pytest.mark.parametrize(
    ("asked", "text", "code"),
    [
        (Settings(), None, "configuration-missing"),
        (Settings(), 'decode = "strict"\n', "configuration-missing"),
        (Settings(output="x"), TWO, "output-shared"),
        (Settings(), TWO.replace("billing", "orders"), "output-shared"),
        (Settings(spec="a.yaml", ref_root="spec"), None, "spec-outside-root"),
    ],
)
def test_targets_that_cannot_be_are_refused(asked: Settings, text: str | None, code: str) -> None:
    configuration = None if text is None else written(text)
    with pytest.raises(UnreadableError) as caught:
        targets(asked, configuration)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_reference_root_that_is_not_there_is_told() -> None:
    with pytest.raises(UnreadableError) as caught:
        source_of("spec/a.yaml", "nowhere")
    assert caught.value.problems[0].message == "the folder 'nowhere' does not exist"


def test_a_folder_instead_of_a_document_is_shown_as_it_was_typed() -> None:
    source = source_of(".")
    assert source.shown(source.name) == "."


@pytest.mark.parametrize(
    ("spec", "ref_root", "expected", "shown"),
    [
        ("a.yaml", None, Source("", "a.yaml"), "a.yaml"),
        ("./a.yaml", None, Source(".", "a.yaml"), "./a.yaml"),
        ("spec/a.yaml", None, Source("spec", "a.yaml"), "spec/a.yaml"),
        ("/a.yaml", None, Source("/", "a.yaml"), "/a.yaml"),
        ("spec/b/a.yaml", "spec/", Source("spec/", "b/a.yaml"), "spec/b/a.yaml"),
        ("../a.yaml", "..", Source("..", "a.yaml"), "../a.yaml"),
        ("spec/a.yaml", ".", Source("", "spec/a.yaml"), "spec/a.yaml"),
    ],
)
def test_places_are_shown_as_the_path_was_typed(
    spec: str, ref_root: str | None, expected: Source, shown: str
) -> None:
    source = source_of(spec, ref_root)
    assert source == expected
    assert source.shown(source.name) == shown


@pytest.mark.parametrize(
    ("asked", "text", "force", "expected"),
    [
        (Settings(spec="a.yaml"), None, False, "eventwright generate a.yaml --output a"),
        (
            Settings(spec="my spec.yaml", output="out/x", decode=PRESETS["strict"], ref_root="."),
            None,
            True,
            "eventwright generate 'my spec.yaml' --output out/x --ref-root . --decode strict --force",
        ),
        (Settings(), TWO, False, "eventwright generate"),
        (Settings(decode=PRESETS["lenient"]), TWO, False, "eventwright generate --decode lenient"),
        (Settings(spec="invoices.yaml"), TWO, False, "eventwright generate invoices.yaml"),
        (Settings(spec="-a.yaml"), None, False, "eventwright generate ./-a.yaml --output a"),
    ],
)
def test_the_command_that_mends_says_what_was_said(
    asked: Settings, text: str | None, force: bool, expected: str
) -> None:
    found = targets(asked, None if text is None else written(text))
    assert generate_command(found[0], force=force) == expected


def test_problems_are_told_in_the_order_of_the_file() -> None:
    text = 'json = "orjsn"\nfoo = 1\nspec = "a.yaml"\nperspective = "clien"\nlimits = {nods = 1}\n'
    places = [place for _, place, _ in wrong(text)]
    assert [place and (place.line, place.column) for place in places] == [(1, 1), (2, 1), (4, 1), (5, 11)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('spec = "a.yaml"\n[tell_apart]\n"/x" = "kind"\nc = "mrk"\n', [(3, 2), (4, 1)]),
        ('tell_apart = {c = "mrk", "/x" = "kind"}\nspec = "a.yaml"\n', [(1, 15), (1, 27)]),
        (
            'tell_apart = {other = "x"}\n[[target]]\nspec = "b.yaml"\n'
            '[[target]]\nspec = "a.yaml"\n[target.tell_apart]\nx = "y"\n',
            [(7, 1)],
        ),
    ],
)
def test_the_place_of_each_address_that_tells_nothing_is_known(
    text: str, places: list[tuple[int, int]]
) -> None:
    Path("a.yaml").write_text(
        "asyncapi: 2.6.0\ninfo: {title: t, version: '1'}\nchannels:\n  c:\n    publish:\n      message:\n"
        "        oneOf: [{name: a, payload: {properties: {mark: {}}}}, {name: b}]\n"
    )
    settings = next(each for each in written(text).targets if each.spec == "a.yaml")
    with pytest.raises(UnreadableError) as caught:
        planned(read(source_of("a.yaml")), settings)
    found = [problem.place for problem in caught.value.problems]
    assert [place and (place.file, place.line, place.column) for place in found] == [
        ("eventwright.toml", *each) for each in places
    ]
