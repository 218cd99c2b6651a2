"""Remarks as a JUnit report, which most CI systems read; what is remarked on is decided elsewhere."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from eventwright.report.remarks import Kind, Remark
from eventwright.report.visible import visible


def junit_text(command: str, remarks: Sequence[Remark]) -> str:
    """Return a suite with a test for each remark, which fails where it is an error.

    Without any remark there is one test, as what reads the report takes an empty suite for a fault.
    """
    failures = sum(remark.kind is Kind.ERROR for remark in remarks)
    counts = f'tests="{max(1, len(remarks))}" failures="{failures}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites {counts}>",
        f"  <testsuite name={quoteattr(f'eventwright {command}')} {counts}>",
        *(line for remark in remarks for line in _case(command, remark)),
        *([] if remarks else [f'    <testcase classname="eventwright" name={quoteattr(command)}/>']),
        "  </testsuite>",
        "</testsuites>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _case(command: str, remark: Remark) -> Iterator[str]:
    where = "" if remark.spot is None else visible(remark.spot.text)
    file = command if remark.spot is None else visible(remark.spot.file)
    name = f"{remark.rule} {where}".rstrip()
    text = visible(f"{remark.text}: {remark.accepted}" if remark.accepted else remark.text)
    yield f"    <testcase classname={quoteattr(file)} name={quoteattr(name)}>"
    if remark.kind is Kind.ERROR:
        lines = "\n".join(visible(line) for line in (where, *remark.details) if line)
        kind = f"type={quoteattr(remark.rule)} message={quoteattr(text)}"
        yield f"      <failure {kind}>{escape(lines)}</failure>"
    else:
        yield f"      <system-out>{escape(f'{remark.kind}: {text}')}</system-out>"
    yield "    </testcase>"
