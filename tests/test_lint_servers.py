"""The rules about servers, their variables and what they ask for."""

import pytest
from tests.linted import PUBLISH, channel, codes, messages, told


def test_servers_of_channels_have_to_exist() -> None:
    found = told(
        "servers: {production: {url: a, protocol: mqtt}}\n"
        f"channels: {{orders: {{servers: [production, prodution], {PUBLISH}}}}}\n"
    )
    assert messages(found) == [("unknown-server", "the server 'prodution' is not in 'servers'")]
    assert found[0].hint == "did you mean 'production'?"


@pytest.mark.parametrize(
    ("url", "variables", "expected"),
    [
        ("a.example.com", "{}", []),
        ("a:{port}", "{port: {default: '1'}}", []),
        ("a:{port}", "{}", ["undeclared-variable"]),
        ("a:{port}", "{port: {}, path: {}}", ["unused-variable"]),
        ("a", "{port: {}}", ["needless-declaration"]),
        ("a:{port}", "{port: {enum: ['1', '2'], default: '2', examples: ['1']}}", []),
        ("a:{port}", "{port: {enum: ['1', '2'], default: '3'}}", ["variable-not-in-enum"]),
        ("a:{port}", "{port: {enum: ['1', '2'], examples: ['1', '3']}}", ["variable-not-in-enum"]),
    ],
)
def test_a_server_and_its_variables(url: str, variables: str, expected: list[str]) -> None:
    assert codes(f"servers: {{a: {{url: {url!r}, protocol: mqtt, variables: {variables}}}}}\n") == expected


SCHEMES = """\
components:
  securitySchemes:
    password: {type: userPassword}
    connect: {type: openIdConnect, openIdConnectUrl: https://example.com}
    login:
      type: oauth2
      flows:
        implicit: {authorizationUrl: https://example.com, scopes: {read: Read.}}
        clientCredentials: {tokenUrl: https://example.com, scopes: {write: Write.}}
"""


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("{password: []}", []),
        ("{login: []}", []),
        ("{login: [read, write]}", []),
        ("{connect: [anything]}", []),
        ("{login: [red]}", ["unknown-scope"]),
        ("{pasword: []}", ["unknown-security-scheme"]),
        ("{x-key: []}", ["unknown-security-scheme"]),
        ("{password: [read]}", ["scopes-not-empty"]),
    ],
)
@pytest.mark.parametrize("owner", ["server", "operation", "trait"])
def test_a_security_requirement_names_what_there_is(
    requirement: str, expected: list[str], owner: str
) -> None:
    security = f"security: [{requirement}]"
    text = {
        "server": f"servers: {{a: {{url: a, protocol: mqtt, {security}}}}}\n",
        "operation": f"channels: {{a: {{publish: {{{security}, message: {{payload: true}}}}}}}}\n",
        "trait": f"channels: {{a: {{publish: {{traits: [{{{security}}}], message: {{payload: true}}}}}}}}\n",
    }[owner]
    found = set(codes(text + SCHEMES)) - {"unused-component"}
    assert found == set(expected)


def test_a_security_scheme_that_no_requirement_names_is_unused() -> None:
    text = channel("orders") + SCHEMES + "servers: {a: {url: a, protocol: mqtt, security: [{login: []}]}}\n"
    assert [problem.message for problem in told(text)] == [
        "nothing refers to 'password' in 'securitySchemes' of the components",
        "nothing refers to 'connect' in 'securitySchemes' of the components",
    ]
