"""The rules about addresses, their parameters and channels."""

import json

import pytest
from tests.linted import PUBLISH, channel, codes, told


@pytest.mark.parametrize(
    ("address", "parameters", "expected"),
    [
        ("orders", "", []),
        ("orders/{id}", "{id: {}}", []),
        ("orders/{id}/{line}", "{line: {}, id: {}}", []),
        ("orders/{id}", "", ["undeclared-parameter"]),
        ("orders/{id}/{line}", "{id: {}}", ["undeclared-parameter"]),
        ("orders/{id}", "{id: {}, line: {}}", ["unused-parameter"]),
        ("orders/{id}", "{Id: {}}", ["undeclared-parameter", "unused-parameter"]),
        ("orders", "{id: {}}", ["needless-declaration"]),
        ("{id}/{id}", "{id: {}}", ["repeated-parameter"]),
        ("orders?state={state}", "{state: {}}", ["address-with-query"]),
        ("orders#all", "", ["address-with-query"]),
    ],
)
def test_an_address_and_its_parameters(address: str, parameters: str, expected: list[str]) -> None:
    assert codes(channel(address, parameters)) == expected


def test_a_parameter_that_is_written_differently_gets_a_hint() -> None:
    found = told(channel("orders/{orderId}", "{orderid: {}}"))
    assert [(problem.code, problem.hint) for problem in found] == [
        ("undeclared-parameter", "did you mean 'orderid'?"),
        ("unused-parameter", "did you mean 'orderId'?"),
    ]


def test_an_undeclared_parameter_is_told_at_the_address() -> None:
    (found,) = told(channel("orders/{id}"))
    assert found.place is not None
    assert (found.place.line, found.place.column, found.place.pointer) == (4, 3, "/channels/orders~1{id}")


def test_the_parameters_of_a_channel_in_another_file_count() -> None:
    found = told(
        "channels:\n  'orders/{id}': {$ref: 'orders.yaml#/orders'}\n",
        {"orders.yaml": "orders: {parameters: {id: {}, line: {}}, publish: {message: {payload: true}}}"},
    )
    (problem,) = found
    assert problem.place is not None
    assert (problem.code, problem.place.file) == ("unused-parameter", "orders.yaml")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("a/{id}", "a/{number}", True),
        ("a/{id}", "b/{id}", False),
        ("a/{id}", "a/all", False),
        ("a/{id}", "a/{id}/b", False),
    ],
)
def test_addresses_that_match_the_same_are_told(first: str, second: str, same: bool) -> None:
    text = "channels:\n"
    for address in (first, second):
        names = [part[1:-1] for part in address.split("/") if part.startswith("{")]
        text += f"  {address!r}: {{parameters: {json.dumps({name: {} for name in names})}, {PUBLISH}}}\n"
    assert codes(text) == (["same-address"] if same else [])


def test_a_channel_without_operations_is_told_of() -> None:
    assert codes("channels: {orders: {}, invoices: {description: none yet}}\n") == ["empty-channel"] * 2
