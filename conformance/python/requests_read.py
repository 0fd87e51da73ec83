"""Requests, read as the service would read them: the operation, its parameters, and what no model knows."""

import json
import re
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.etree import ElementTree

import botocore.session
from botocore.model import ListShape, MapShape, StructureShape
from shapes import in_body, read_xml, scalar, unknown_json, unknown_xml

SESSION = botocore.session.get_session()
MODELS = {}


def service_model(request):
    """By the scope of the signature, which names each service as botocore does."""
    scope = re.search(r"Credential=[^/]+/\d{8}/[^/]+/([^/]+)/aws4_request", request["headers"].get("authorization", ""))
    if scope is None:
        raise ValueError("a request that is not signed")
    name = scope.group(1)
    if name not in MODELS:
        MODELS[name] = SESSION.get_service_model(name)
    return MODELS[name]


def read_request(model, request):
    """(operation model, parameters, problems)"""
    match model.protocol:
        case "ec2" | "query":
            return read_query(model, request)
        case "json":
            operation = model.operation_model(request["headers"]["x-amz-target"].split(".")[-1])
            params = json.loads(request["body"] or "{}")
            return operation, params, list(unknown_json(operation.input_shape, params))
        case "rest-xml" | "rest-json":
            return read_rest(model, request)
        case other:
            raise ValueError(f"no reading of the protocol {other}")


def read_query(model, request):
    pairs = dict(parse_qsl(request["body"], keep_blank_values=True))
    operation = model.operation_model(pairs.pop("Action"))
    problems = [] if pairs.pop("Version", None) == model.metadata["apiVersion"] else ["Version is not the model's"]
    params = QueryReader(model.protocol == "ec2", pairs).read(operation.input_shape, "") if operation.input_shape else {}
    return operation, params or {}, problems + [f"parameter {key} is not in the model" for key in pairs]


class QueryReader:
    """Takes what a shape knows out of the pairs; what is left is unknown."""

    def __init__(self, is_ec2, pairs):
        self.is_ec2 = is_ec2
        self.pairs = pairs

    def key(self, name, shape):
        given = shape.serialization
        if not self.is_ec2:
            return given.get("name", name)
        name = given.get("name", name)
        return given.get("queryName") or name[0].upper() + name[1:]

    def read(self, shape, prefix):
        if isinstance(shape, StructureShape):
            value = {}
            for name, member in shape.members.items():
                each = self.read(member, ".".join(filter(None, [prefix, self.key(name, member)])))
                if each is not None:
                    value[name] = each
            return value or None
        if isinstance(shape, ListShape):
            if not self.is_ec2 and not shape.serialization.get("flattened"):
                prefix = f"{prefix}.{shape.member.serialization.get('name', 'member')}"
            items = []
            while (each := self.read(shape.member, f"{prefix}.{len(items) + 1}")) is not None:
                items.append(each)
            return items or None
        if isinstance(shape, MapShape):
            raise ValueError(f"{prefix}: no map of a query has been read yet")
        text = self.pairs.pop(prefix, None)
        return None if text is None else scalar(shape, text)


def read_rest(model, request):
    url = urlsplit(request["path"])
    query = dict(parse_qsl(url.query, keep_blank_values=True))
    operation, labels = rest_operation(model, request["method"], url.path, query)
    given = {key: value for key, value in query.items() if key != "x-id" and key not in static_query(operation)}
    shape = operation.input_shape
    params, problems = {}, []
    for name, member in shape.members.items() if shape else ():
        location, key = member.serialization.get("location"), member.serialization.get("name", name)
        if location == "uri":
            params[name] = scalar(member, labels[key])
        elif location == "querystring" and key in given:
            params[name] = scalar(member, given.pop(key))
        elif location == "header" and key.lower() in request["headers"]:
            params[name] = scalar(member, request["headers"][key.lower()])
    problems += [f"query parameter {key} is not in the model" for key in given]
    if shape:
        read_body(model, shape, request["body"], params, problems)
    return operation, params, problems


def read_body(model, shape, body, params, problems):
    payload = shape.serialization.get("payload")
    target = shape.members[payload] if payload else shape
    if payload and not isinstance(target, StructureShape):
        if body:
            params[payload] = body
        return
    if not body or not (payload or in_body(shape)):
        return
    if model.protocol == "rest-xml":
        root = ElementTree.fromstring(body)
        problems += unknown_xml(target, root)
        value = read_xml(target, root)
    else:
        value = json.loads(body)
        problems += unknown_json(target, value)
    params.update({payload: value} if payload else value)


def static_query(operation):
    return dict(parse_qsl(urlsplit(operation.http["requestUri"]).query, keep_blank_values=True))


def rest_operation(model, method, path, query):
    """The operation whose method, path and fixed query parameters fit: of several, the one with most of these."""
    fitting = []
    for name in model.operation_names:
        operation = model.operation_model(name)
        fixed = static_query(operation)
        labels = labels_in(urlsplit(operation.http["requestUri"]).path, path)
        fits = all(key in query and value in ("", query[key]) for key, value in fixed.items() if key != "x-id")
        if operation.http["method"] == method and labels is not None and fits:
            by_id = query.get("x-id") == name
            fitting.append((by_id, len(fixed), -len(labels), name, operation, labels))
    if not fitting:
        raise ValueError(f"no operation of {model.service_name} is {method} {path}")
    *_, operation, labels = max(fitting, key=lambda each: each[:4])
    return operation, labels


def labels_in(template, path):
    names = re.findall(r"\{(\w+)\+?\}", template)
    pattern = "".join(
        ("(.+)" if part.endswith("+}") else "([^/]+)") if part.startswith("{") else re.escape(part)
        for part in re.split(r"(\{\w+\+?\})", template.rstrip("/"))
    )
    found = re.fullmatch(pattern, path.rstrip("/"))
    return dict(zip(names, map(unquote, found.groups()))) if found else None
