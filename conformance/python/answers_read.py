"""Answers, by what the model lets an operation say: botocore's parser reads them, and we look at what it lets pass."""

import json
from xml.etree import ElementTree

from botocore import parsers
from botocore.model import StructureShape
from shapes import beyond, invalid, local_name, unknown_json, unknown_xml


def answer_problems(model, operation, answer):
    shape = operation.output_shape
    response = {
        "status_code": answer["status"],
        "headers": {name.lower(): value for name, value in answer["headers"].items()},
        "body": answer["body"].encode(),
    }
    parsed = parsers.create_parser(model.protocol).parse(response, shape)
    if answer["status"] >= 300:
        yield from error_problems(model, operation, parsed, response)
        return
    if not parsed.get("ResponseMetadata", {}).get("RequestId"):
        yield "no request id"
    members = {name: value for name, value in parsed.items() if name != "ResponseMetadata"}
    yield from unread(model, operation, answer["body"])
    if shape is not None:
        yield from beyond(shape, members)
        yield from invalid(shape, members)


# Answers of the sandbox itself: it says what it does not play.
OUR_OWN = "NotModelled"


def error_problems(model, operation, parsed, response):
    code = parsed.get("Error", {}).get("Code")
    declared = [code_of(shape) for shape in operation.error_shapes]
    if not code:
        yield "an error without a code"
    elif code == OUR_OWN:
        yield f"{OUR_OWN}: {parsed['Error'].get('Message')}"
    # EC2 declares no errors and S3 few; of the others, those that every operation may have are not declared.
    elif model.protocol not in ("ec2", "rest-xml") and code not in declared and code not in COMMON:
        yield f"error {code} is not declared ({', '.join(declared)})"


# https://docs.aws.amazon.com/config/latest/APIReference/CommonErrors.html, and the same list of the other services
COMMON = {
    *("AccessDenied", "AccessDeniedException", "ExpiredTokenException", "IncompleteSignature", "InternalFailure"),
    *("InvalidClientTokenId", "MalformedQueryString", "MissingParameter", "NotAuthorized", "OptInRequired"),
    *("RequestEntityTooLargeException", "RequestExpired", "SerializationException", "ServiceUnavailable"),
    *("Throttling", "ThrottlingException", "UnknownOperationException", "UnrecognizedClientException"),
    *("ValidationError", "ValidationException"),
}


def code_of(shape):
    return shape.metadata.get("error", {}).get("code", shape.name)


def unread(model, operation, body):
    """What botocore's parser leaves aside without a word."""
    shape = operation.output_shape
    match model.protocol:
        case "ec2":
            yield from unread_ec2(operation, body)
        case "query":
            yield from unread_query(operation, body)
        case "rest-xml":
            payload = shape and shape.serialization.get("payload")
            target = shape.members[payload] if payload else shape
            if body and isinstance(target, StructureShape):
                yield from unknown_xml(target, ElementTree.fromstring(body))
        case _:
            if body and shape is not None and not shape.serialization.get("payload"):
                yield from unknown_json(shape, json.loads(body))


def unread_ec2(operation, body):
    root = ElementTree.fromstring(body)
    if local_name(root) != f"{operation.name}Response":
        yield f"root element {local_name(root)}"
    for child in [each for each in root if local_name(each) == "requestId"][:1]:
        root.remove(child)
    if operation.output_shape is not None:
        yield from unknown_xml(operation.output_shape, root)


def unread_query(operation, body):
    root = ElementTree.fromstring(body)
    if local_name(root) != f"{operation.name}Response":
        yield f"root element {local_name(root)}"
    shape = operation.output_shape
    wrapper = shape and shape.serialization.get("resultWrapper")
    for child in root:
        if local_name(child) == wrapper:
            yield from unknown_xml(shape, child)
        elif local_name(child) != "ResponseMetadata":
            yield f"{local_name(child)} is not in the model"
