"""Handlers with parameters beside the message: what their stubs look like and import."""

from dataclasses import replace

import pytest
from tests.test_handlers_file import SPEC, asked

from eventwright.code import Code, parameters, respelled
from eventwright.names import identifier
from eventwright.package import Handler
from eventwright.scaffold.edit import Asked, scaffolded

PLAIN = "(self, message: OrderPlaced, *, day: date | None)"
LONG = (
    "(\n        self,\n        message: OrderPlaced,\n        shop_of_the_order: str,\n        *,\n"
    "        customer_who_orders: OrderPlaced | None,\n    )"
)


def with_signature(signature: str) -> Asked:
    """A package with one handler, which has this signature."""
    found = asked(SPEC.read_bytes())
    handler = replace(found.package.handlers[0], signature=Code(signature))
    package = replace(found.package, handlers=(handler,))
    return replace(found, package=package)


def text_of(signature: str, before: bytes | None = None) -> str:
    after = scaffolded(before, with_signature(signature)).after
    assert after is not None
    return after.decode()


def test_a_stub_hands_its_parameters_on() -> None:
    text = text_of(PLAIN)
    assert f"    async def order_placed{PLAIN} -> None:\n" in text
    assert "        await super().order_placed(message, day=day)\n" in text
    assert (
        "from datetime import date\n\nfrom generated.orders import (\n    Handlers,\n    OrderPlaced,\n)\n"
        in text
    )


def test_a_long_signature_and_its_call_have_lines_for_each_parameter() -> None:
    text = text_of(LONG)
    assert f"    async def order_placed{LONG} -> None:\n" in text
    assert "await super().order_placed(\n            message, shop" not in text
    assert (
        "        await super().order_placed(\n            message,\n            shop_of_the_order,\n"
        "            customer_who_orders=customer_who_orders,\n        )\n"
    ) in text
    assert not scaffolded(text.encode(), with_signature(LONG)).changed


@pytest.mark.parametrize(
    ("imports", "type_of_day", "added"),
    [
        ("from datetime import date\n", "date", ""),
        ("from datetime import date as day_of\n", "day_of", ""),
        ("import datetime\n", "date", "\nfrom datetime import date\n"),
        ("date = 1\n", "date_", "from datetime import date as date_\n"),
    ],
)
def test_what_the_standard_library_has_is_imported_from_there(
    imports: str, type_of_day: str, added: str
) -> None:
    before = (
        f"{imports}from generated.orders import Handlers, OrderPlaced\n\n\nclass Shop(Handlers):\n    x = 1\n"
    )
    text = text_of(PLAIN, before.encode())
    assert f"day: {type_of_day} | None" in text
    assert added in text


def test_a_signature_is_taken_apart() -> None:
    first, second, third = parameters(Code("(self, a: A, b: list[A.B] = [], *, c: 'A' | B)"))
    assert (first.name, first.annotation, first.default, first.keyword_only) == ("a", "A", None, False)
    assert (second.annotation, second.default, second.types) == ("list[A.B]", "[]", ("list", "A"))
    assert (third.keyword_only, third.types) == (True, ("B",))
    assert respelled(second, {identifier("A"): Code("events.A")}) == "list[events.A.B]"
    assert respelled(third, {identifier("A"): Code("C"), identifier("B"): Code("üb.B")}) == "'A' | üb.B"


def test_what_is_no_signature_of_ours_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="'message' has no annotation"):
        parameters(Code("(self, message)"))


def test_each_handler_of_a_package_can_be_taken_apart() -> None:
    found: tuple[Handler, ...] = asked(SPEC.read_bytes()).package.handlers
    assert [parameters(each.signature)[0].types for each in found] == [(each.message,) for each in found]
