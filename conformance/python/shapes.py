"""What a value of a botocore shape must and must not hold, beyond what botocore itself checks."""

from botocore.model import ListShape, MapShape, StructureShape
from botocore.validate import ParamValidator


def invalid(shape, value):
    """Required members, types, lower bounds. Botocore applies it to requests; it reads answers as well."""
    report = ParamValidator().validate(value, shape)
    return report.generate_report().split("\n") if report.has_errors() else []


def beyond(shape, value, path=""):
    """Enumerations and upper bounds, which botocore leaves to the service."""
    most = shape.metadata.get("max")
    size = len(value) if isinstance(value, (str, list, dict)) else value
    if most is not None and isinstance(size, (int, float)) and size > float(most):
        yield f"{path}: {size} is more than {most}"
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        for name, each in value.items():
            if name in shape.members:
                yield from beyond(shape.members[name], each, f"{path}.{name}")
    elif isinstance(shape, ListShape) and isinstance(value, list):
        for index, each in enumerate(value):
            yield from beyond(shape.member, each, f"{path}[{index}]")
    elif isinstance(shape, MapShape) and isinstance(value, dict):
        for name, each in value.items():
            yield from beyond(shape.value, each, f"{path}.{name}")
    else:
        allowed = getattr(shape, "enum", [])
        if allowed and value not in allowed:
            yield f"{path} = {value!r} is not one of {', '.join(allowed[:8])}"


def unknown_json(shape, value, path=""):
    """Members of JSON that a parser drops in silence, and nulls."""
    if isinstance(shape, StructureShape) and isinstance(value, dict):
        for name, each in value.items():
            if name not in shape.members:
                yield f"{path}.{name} is not in the model"
            elif each is None:
                yield f"{path}.{name} is null"
            else:
                yield from unknown_json(shape.members[name], each, f"{path}.{name}")
    elif isinstance(shape, ListShape) and isinstance(value, list):
        for each in value:
            yield from unknown_json(shape.member, each, f"{path}[]")
    elif isinstance(shape, MapShape) and isinstance(value, dict):
        for each in value.values():
            yield from unknown_json(shape.value, each, f"{path}{{}}")


def local_name(element):
    return element.tag.split("}")[-1]


def is_flattened(shape):
    return isinstance(shape, (ListShape, MapShape)) and bool(shape.serialization.get("flattened"))


def element_name(name, shape):
    """How XML calls a member: a flattened list's elements may be named by its items."""
    if is_flattened(shape) and isinstance(shape, ListShape):
        return shape.serialization.get("name") or shape.member.serialization.get("name") or name
    return shape.serialization.get("name", name)


def in_body(shape):
    """Members of a structure that are written into its XML or JSON; others are headers, labels and query parameters."""
    return {name: member for name, member in shape.members.items() if "location" not in member.serialization}


def unknown_xml(shape, element, path=""):
    """Elements that a parser drops in silence, members given twice, items of another name, and what is no boolean."""
    if isinstance(shape, StructureShape):
        names = {element_name(name, member): member for name, member in in_body(shape).items()}
        seen = {}
        for child in element:
            name = local_name(child)
            seen[name] = seen.get(name, 0) + 1
            if name not in names:
                yield f"{path}/{name} is not in the model"
            elif is_flattened(names[name]):
                yield from unknown_xml(names[name].member, child, f"{path}/{name}")
            else:
                yield from unknown_xml(names[name], child, f"{path}/{name}")
        for name, count in seen.items():
            if count > 1 and name in names and not is_flattened(names[name]):
                yield f"{path}/{name} occurs {count} times"
    elif isinstance(shape, ListShape):
        item = shape.member.serialization.get("name", "member")
        for child in element:
            if local_name(child) != item:
                yield f"{path}/{local_name(child)} is not {item}"
            yield from unknown_xml(shape.member, child, f"{path}[]")
    elif shape.type_name == "boolean" and element.text not in ("true", "false"):
        yield f"{path} = {element.text!r} is no boolean"


def scalar(shape, text):
    """A text of the wire as the validator wants it; what cannot be read stays a text, and the validator says so."""
    try:
        if shape.type_name in ("integer", "long"):
            return int(text)
        if shape.type_name in ("double", "float"):
            return float(text)
    except ValueError:
        return text
    if shape.type_name == "boolean":
        return {"true": True, "false": False}.get(text, text)
    return text


def read_xml(shape, element):
    if isinstance(shape, StructureShape):
        value = {}
        for name, member in in_body(shape).items():
            found = [child for child in element if local_name(child) == element_name(name, member)]
            if found and is_flattened(member):
                value[name] = [read_xml(member.member, child) for child in found]
            elif found:
                value[name] = read_xml(member, found[0])
        return value
    if isinstance(shape, ListShape):
        return [read_xml(shape.member, child) for child in element]
    return scalar(shape, element.text or "")
