"""Holds credentials against what 1EdTech and W3C published of Open Badges 3.0: prints a list of findings for each.

The credentials, payloads of VC-JWTs, come as a JSON array on the input; the one argument is the folder of the source package of
openbadgeslib. That package carries the published files as they were served, and their licence (1EdTech's allows its registered users alone
to pass them on) keeps them out of this repository:

- https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json, captured 2026-07-04
- https://www.w3.org/ns/credentials/v2; W3C's recommendation states the same digest
- https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json and …/extensions.json
"""

import json
import sys
from hashlib import sha256
from pathlib import Path

from jsonschema import Draft201909Validator
from pyld import jsonld

SCHEMA = "tests/fixtures/ob_schemas/ob_v3p0_achievementcredential_schema.json"
CONTEXTS = {
    "https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "ob-v3p0-context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "ob-v3p0-extensions.json",
}
DIGESTS = {
    "ob_v3p0_achievementcredential_schema.json": "b7358e895f492e74055dc6bfc7ffc420d0e497f90c4579fb83d9519b86d393ea",
    "credentials-v2.json": "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    "ob-v3p0-context-3.0.3.json": "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    "ob-v3p0-extensions.json": "87c06c81bc2317663bf288d740d94fddd2818c4342b186270ff6371dfaa63f93",
}

# Registered claims of the JWT (RFC 7519): no terms of the credential, which says the same in its own.
CLAIMS = {"iss", "jti", "sub", "nbf", "exp"}

# Where terms go that no context defines.
NOWHERE = "urn:undefined:"

package = Path(sys.argv[1])


def published(file):
    content = file.read_bytes()
    assert sha256(content).hexdigest() == DIGESTS[file.name], f"{file.name} is another one"
    return json.loads(content)


def load(url, _options):
    # A context that is not here is an error: nothing is fetched.
    document = published(package / "openbadgeslib/ob3/contexts" / CONTEXTS[url])
    return {"contextUrl": None, "documentUrl": url, "document": document, "contentType": "application/ld+json"}


def undefined(node):
    """The terms in an expanded document, properties and types, that no context defines."""
    if isinstance(node, list):
        for one in node:
            yield from undefined(one)
    elif isinstance(node, dict):
        types = node.get("@type", [])
        for name in [*node, *([types] if isinstance(types, str) else types)]:
            if name.startswith(NOWHERE):
                yield name.removeprefix(NOWHERE)
        for value in node.values():
            yield from undefined(value)


# Formats are asserted: without the checker, a date may be any text.
schema = Draft201909Validator(published(package / SCHEMA), format_checker=Draft201909Validator.FORMAT_CHECKER)


def findings(credential):
    for error in schema.iter_errors(credential):
        yield f"schema {error.json_path} {error.message}"
    terms = {name: value for name, value in credential.items() if name not in CLAIMS}
    terms["@context"] = [*terms["@context"], {"@vocab": NOWHERE}]
    for term in sorted(set(undefined(jsonld.expand(terms, {"documentLoader": load})))):
        yield f"undefined {term}"


print(json.dumps([list(findings(credential)) for credential in json.load(sys.stdin)]))
