"""The benchmark scripts still run and print what they promise; how long anything takes is not asserted."""

from pathlib import Path
from typing import Any

import pytest
from tests.support import same, script


@pytest.fixture(scope="module")
def decode() -> Any:
    return script("decode")


@pytest.fixture(scope="module")
def generate() -> Any:
    return script("generate")


def test_the_decode_benchmark_prints_a_table_for_each_shown_event(
    decode: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    decode.main(["--number", "1", "--batch", "2", "--repeats", "1"])
    known, unknown = capsys.readouterr().out.strip().split("\n\n")
    for name, part in zip(decode.SHOWN, (known, unknown), strict=True):
        lines = part.splitlines()
        assert lines[0].startswith(name)
        assert lines[-1].startswith("bar: ours")
        numbers = [float(cell) for line in lines[2:-1] for cell in line.split()[-3:]]
        assert len(numbers) == 3 * (len(lines) - 3) and all(number > 0 for number in numbers)
    assert decode.EnumKind.CLOSED in known and decode.EnumKind.CLOSED not in unknown


def test_every_collected_event_has_a_line(decode: Any) -> None:
    lines = decode.all_samples(number=1, repeats=1).splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(decode.samples())
    assert {line.rpartition("  ")[2] for line in lines[1:]} <= {"met", "NOT met"}


def test_the_candidates_decode_to_the_same_values(decode: Any) -> None:
    body = decode.samples()[decode.SHOWN[0]]
    found = {name: read(body) for name, read in decode.candidates(body).items()}
    ours = found[decode.OURS]
    for kind in decode.EnumKind:
        peer = found[kind]
        assert peer.message.direction == ours.message.direction
        assert (type(peer.message.direction) is str) is (kind is decode.EnumKind.TEXT)
        assert peer.conversation.created_datetime == ours.conversation.created_datetime
        assert peer.model_extra == ours.extras
    assert same(ours.to_dict(), found[decode.UNIT])


def test_the_events_of_a_batch_differ_in_their_ids_alone(decode: Any) -> None:
    body = decode.samples()[decode.SHOWN[0]]
    batch = decode.batch_of(body, 3)
    assert len(set(batch)) == 3 and {len(each) for each in batch} == {len(body)}


def test_the_generate_benchmark_compares_three_runs(
    generate: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = generate.table({generate.OURS: 0.5, generate.PEER: 1.0}).splitlines()
    assert lines[2].split()[-2:] == ["1.00", "2.00"]
    assert all(str(tmp_path) in " ".join(command) for command in generate.commands(tmp_path).values())
    # An environment variable would choose another output for the child.
    monkeypatch.delenv("EVENTWRIGHT_OUTPUT", raising=False)
    generate.main(["--repeats", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines[1:]] == [generate.OURS, generate.PEER, generate.PEER_QUICK]


def test_the_diff_benchmark_tells_ten_changes_and_shows_those_that_break(
    capsys: pytest.CaptureFixture[str],
) -> None:
    diff = script("diff")
    diff.main(["--messages", "20", "--repeats", "1"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines[-2:]] == ["bar", "bar"]
    _, found = diff.costs(*diff.documents(20))
    told = [change for change in found.changes if not change.rule.startswith("code-")]
    assert len(told) == len(diff.EDITS) == 10
    breaking = [change for change in told if "breaking" in change.severities]
    assert all(change.witness for change in breaking)
    assert len(breaking) == 8
