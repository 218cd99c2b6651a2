"""The rows of security schemes, whose fields depend on their `type`."""

from typing import Final

from eventwright.grammar.forms import URI
from eventwright.grammar.kinds import Field, Named, Row, Text, Thing, When

_PLAIN = ("userPassword", "apiKey", "X509", "symmetricEncryption", "asymmetricEncryption")
_WEB = ("httpApiKey", "http", "oauth2", "openIdConnect")
_SASL = ("plain", "scramSha256", "scramSha512", "gssapi")

_HTTP = When("type", ("http",))
_OPEN_ID = When("type", ("openIdConnect",))

_URL = Text(URI)
_SCOPES = Field("scopes", Named(Text()), required=True)
_AUTHORIZATION = Field("authorizationUrl", _URL, required=True)
_TOKEN = Field("tokenUrl", _URL, required=True)
_REFRESH = Field("refreshUrl", _URL)

ROWS: Final = (
    Row(
        "security scheme",
        "a security scheme",
        (
            Field("type", Text(choices=(*_PLAIN, *_WEB, *_SASL)), required=True, since=(2, 1)),
            Field("type", Text(choices=(*_PLAIN, *_WEB)), required=True, until=(2, 0)),
            Field("description", Text()),
            Field("name", Text(), required=True, when=(When("type", ("httpApiKey",)),)),
            Field("in", Text(choices=("user", "password")), required=True, when=(When("type", ("apiKey",)),)),
            Field(
                "in",
                Text(choices=("query", "header", "cookie")),
                required=True,
                when=(When("type", ("httpApiKey",)),),
            ),
            Field("scheme", Text(), required=True, when=(_HTTP,)),
            Field("bearerFormat", Text(), when=(_HTTP, When("scheme", ("bearer",)))),
            Field("flows", Thing("flows"), required=True, when=(When("type", ("oauth2",)),)),
            Field("openIdConnectUrl", _URL, required=True, when=(_OPEN_ID,)),
        ),
    ),
    Row(
        "flows",
        "'flows'",
        (
            Field("implicit", Thing("implicit flow")),
            Field("password", Thing("flow with a token")),
            Field("clientCredentials", Thing("flow with a token")),
            Field("authorizationCode", Thing("flow with an authorization code")),
        ),
    ),
    Row("implicit flow", "an implicit flow", (_AUTHORIZATION, _REFRESH, _SCOPES)),
    Row("flow with a token", "a flow of this kind", (_TOKEN, _REFRESH, _SCOPES)),
    Row(
        "flow with an authorization code",
        "a flow of this kind",
        (_AUTHORIZATION, _TOKEN, _REFRESH, _SCOPES),
    ),
)
