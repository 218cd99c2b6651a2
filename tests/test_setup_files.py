"""The files that `init` writes: what was in them stays, byte by byte, and what is added is read back."""

import tomllib
from itertools import pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from eventwright.configuration import Settings
from eventwright.options import HandlerStyle, Models
from eventwright.setup.configuration import configured
from eventwright.setup.pre_commit import with_hook
from eventwright.setup.workflow import workflow

SETTINGS = Settings(spec="spec/a.yaml", output="generated/a", handlers_file="handlers.py")
VALUES = {"spec": "spec/a.yaml", "output": "generated/a", "handlers_file": "handlers.py"}

TAKES_A_TABLE = {
    "an empty file": b"",
    "a comment": b"# Mine.\n",
    "no line end": b'[project]\nname = "a"  # here',
    "carriage returns": b'[project]\r\nname = "a"\r\n',
    "a byte order mark": b'\xef\xbb\xbf[project]\nname = "a"\n',
    "other tools": b"[tool.ruff]\nline-length = 99\n[tool.ruff.lint]\nselect = ['E']\n",
    "a tool in two places": b"[tool.a]\nx=1\n\n[project]\nname='a'\n\n[tool.b]\ny = 2\n\n\n",
    "a table for all tools": b"[tool]\n[tool.a]\nx = 1\n",
    "a list of tables": b'[[tool.uv.index]]\nname = "a"\n[[tool.uv.index]]\nname = "b"\n',
    "odd spaces": b"  [ tool . 'a' ]\n\tx   =   1   # odd\n\n\n",
    "dotted keys": b"tool.a.x = 1\n",
}
TAKES_NONE = {
    "a table on one line": b"tool = {a = {x = 1}}\n",
    "a text": b'tool = "a"\n',
    "no TOML": b"[tool\n",
    "no UTF-8": b"# \xff\n",
}


@pytest.mark.parametrize("data", TAKES_A_TABLE.values(), ids=TAKES_A_TABLE)
def test_a_table_is_added_behind_all_that_is_there(data: bytes) -> None:
    change = configured(SETTINGS, data)
    assert change.path == "pyproject.toml"
    assert change.after is not None and change.after.startswith(data)
    added = change.after[len(data) :].decode()
    assert tomllib.loads(change.after.decode("utf-8-sig"))["tool"]["eventwright"] == VALUES
    assert "[tool.eventwright]" in added.splitlines()
    assert added.count("\r") == (added.count("\n") if b"\r" in data else 0)


@pytest.mark.parametrize("data", TAKES_NONE.values(), ids=TAKES_NONE)
def test_what_can_take_no_table_is_left_alone(data: bytes) -> None:
    change = configured(SETTINGS, data)
    assert (change.path, change.before) == ("eventwright.toml", None)


def test_without_a_pyproject_the_file_is_our_own() -> None:
    change = configured(SETTINGS, None)
    assert change.path == "eventwright.toml"
    assert change.after is not None and tomllib.loads(change.after.decode()) == VALUES


def test_what_else_was_said_is_written_too() -> None:
    said = Settings(
        spec="a.yaml",
        output="a",
        ref_root=".",
        allow_remote=True,
        handler_style=HandlerStyle.SYNC,
        models=Models.PYDANTIC,
    )
    after = configured(said, None).after or b""
    assert tomllib.loads(after.decode()) == {
        "spec": "a.yaml",
        "output": "a",
        "ref_root": ".",
        "allow_remote": True,
        "handler_style": "sync",
        "models": "pydantic",
    }


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@settings(deadline=None)
@given(texts)
def test_a_path_is_read_back_as_it_was_and_is_never_more_than_a_value(path: str) -> None:
    for data in (None, b"[project]\nname = 'a'\n"):
        after = configured(Settings(spec=path, output="a"), data).after or b""
        value = tomllib.loads(after.decode())
        assert (value if data is None else value["tool"]["eventwright"]) == {"spec": path, "output": "a"}


ENTRY = b"- repo: local\n  hooks:\n  - id: eventwright-check\n"
TAKES_A_HOOK = {
    "one hook": b"repos:\n- repo: https://a\n  rev: v1\n  hooks:\n  - id: a\n",
    "indented": b"repos:\n    - repo: https://a\n      rev: v1\n      hooks:\n        - id: a\n",
    "no line end": b"repos:\n  - repo: https://a\n    rev: v1\n    hooks:\n      - id: a",
    "comments": b"# top\nrepos:  # all\n  # one\n  - repo: a  # x\n    hooks: [{id: a}]  # y\n# end\n",
    "something behind": b"repos:\n- repo: a\n  hooks:\n  - id: a\n\n# more\nci:\n  skip: [a]\n",
    "a block of text": b"repos:\n- repo: local\n  hooks:\n  - entry: |\n      one\n      two\nexclude: x\n",
    "a list on several lines": b"repos:\n- repo: a\n  hooks: [\n    {id: a},\n  ]\nfail_fast: true\n",
    "carriage returns": b"repos:\r\n- repo: a\r\n  hooks:\r\n  - id: a\r\n",
    "a byte order mark": b"\xef\xbb\xbfrepos:\n- repo: a\n  hooks:\n  - id: a\n",
}
TAKES_NO_HOOK = {
    "an empty list": b"repos: []\n",
    "a list on one line": b"repos: [{repo: a, hooks: [{id: a}]}]\n",
    "no list": b"fail_fast: true\n",
    "no YAML": b"repos: [\n",
    "nothing": b"",
    "a text": b"a\n",
    "no UTF-8": b"repos:\n- repo: '\xff'\n",
}


def is_in_order(part: bytes, whole: bytes) -> bool:
    """Whether the whole is the part with one piece put in."""
    begin = next(
        (i for i, pair in enumerate(zip(part, whole, strict=False)) if pair[0] != pair[1]), len(part)
    )
    return whole.endswith(part[begin:]) and len(whole) >= len(part)


@pytest.mark.parametrize("data", TAKES_A_HOOK.values(), ids=TAKES_A_HOOK)
def test_a_hook_is_added_to_the_list_and_nothing_else_changes(data: bytes) -> None:
    change = with_hook(".pre-commit-config.yaml", data)
    after = change.after or b""
    assert change.changed and not change.note
    # A last line without an end gets one, which is no change of what it says.
    assert is_in_order(data, after)
    before, now = yaml.safe_load(data), yaml.safe_load(after)
    assert now["repos"][:-1] == before["repos"]
    assert now["repos"][-1]["hooks"][0]["entry"] == "eventwright check"
    assert {**now, "repos": 0} == {**before, "repos": 0}
    assert with_hook(".pre-commit-config.yaml", after).after == after
    assert after.count(b"\r") == (after.count(b"\n") if b"\r" in data else 0)


words = st.text("ab: -#'|\n\t\u2028é", max_size=8)
hooks = st.fixed_dictionaries({"id": words}, optional={"args": st.lists(words), "files": words})
repos = st.fixed_dictionaries({"repo": words, "hooks": st.lists(hooks)}, optional={"rev": words})
configurations = st.fixed_dictionaries(
    {"repos": st.lists(repos, min_size=1)}, optional={"ci": st.dictionaries(words, words), "z": words}
)


# Python's own reader of YAML takes its time.
@settings(deadline=None)
@given(
    configurations,
    st.integers(2, 6),
    st.sampled_from([False, None]),
    st.sampled_from(["\n", "\r\n"]),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["# mine", "", "    # far"])), max_size=4),
)
def test_whatever_a_configuration_holds_is_still_there(
    value: object, indent: int, flow: bool | None, end: str, between: list[tuple[int, str]]
) -> None:
    text = yaml.safe_dump(value, indent=indent, default_flow_style=flow, allow_unicode=True, sort_keys=False)
    lines = text.split("\n")
    for number, line in between:
        lines.insert(number, line)
    data = end.join(lines).encode()
    try:
        before = yaml.safe_load(data)
    except yaml.YAMLError:
        return
    change = with_hook("a", data)
    after = change.after or b""
    if change.note:
        assert not change.changed
        return
    assert is_in_order(data, after)
    now = yaml.safe_load(after)
    assert now["repos"].pop()["hooks"][0]["id"] == "eventwright-check"
    assert now == before


@pytest.mark.parametrize("data", TAKES_NO_HOOK.values(), ids=TAKES_NO_HOOK)
def test_what_can_take_no_hook_is_left_alone_and_told_of(data: bytes) -> None:
    change = with_hook(".pre-commit-config.yaml", data)
    assert not change.changed
    assert "eventwright check" in change.note


def test_aliases_that_stand_for_more_than_any_memory_take_a_hook() -> None:
    more = "".join(
        f"{name}: &{name} [{', '.join([f'*{below}'] * 9)}]\n" for below, name in pairwise("abcdefghijkl")
    )
    data = f"repos:\n- repo: a\n  hooks: []\na: &a [1]\n{more}".encode()
    change = with_hook("a", data)
    assert change.changed and is_in_order(data, change.after or b"")


def test_a_hook_that_is_there_by_another_way_is_not_added_again() -> None:
    data = (
        b"repos:\n- repo: https://example.org/eventwright\n  rev: v1\n  hooks:\n  - id: eventwright-check\n"
    )
    assert not with_hook("a", data).changed
    own = b"repos:\n- repo: local\n  hooks:\n  - {id: a, language: system, entry: eventwright check x}\n"
    assert not with_hook("a", own).changed


def test_a_workflow_of_the_users_is_left_alone_and_told_of() -> None:
    change = workflow("a.yml", ".", b"name: mine\n")
    assert not change.changed
    assert "eventwright check" in change.note
    ours = workflow("a.yml", ".", None).after or b""
    again = workflow("a.yml", ".", ours.replace(b"\n", b"\r\n"))
    assert (again.changed, again.note) == (False, "")


@settings(deadline=None)
@given(texts)
def test_a_folder_in_the_workflow_is_never_more_than_a_value(folder: str) -> None:
    plain = yaml.safe_load(workflow("a.yml", ".", None).after or b"")
    told = yaml.safe_load(workflow("a.yml", f"{folder}/x", None).after or b"")
    for job in told["jobs"].values():
        assert job.pop("defaults") == {"run": {"working-directory": f"{folder}/x"}}
    assert told == plain
