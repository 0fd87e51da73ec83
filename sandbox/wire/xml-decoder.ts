import { memberShapes, requiredMembers, type Shape } from './sdk-codec';
import { InvalidText, readText } from './text-scalars';
import { MalformedXml, type XmlElement } from './xml-tree';

const nameOf = (shape: Shape, otherwise: string): string => {
  const { xmlName } = shape.getMergedTraits();
  return typeof xmlName === 'string' ? xmlName : otherwise;
};

const isFlat = (shape: Shape): boolean => Boolean(shape.getMergedTraits().xmlFlattened);

/**
 * A structure as its element says it: https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
 *
 * @throws MalformedXml
 */
export function decodeXmlStructure(element: XmlElement, shape: Shape): Record<string, unknown> {
  const decoded: Record<string, unknown> = {};
  const read = new Set<XmlElement>();
  for (const [name, member] of memberShapes(shape)) {
    const key = nameOf(member, name);
    const attribute = element.attributes.get(key);
    if (member.getMergedTraits().xmlAttribute) {
      if (attribute !== undefined) decoded[name] = scalar(member, key, attribute);
      continue;
    }
    const found = element.children.filter((child) => child.name === key);
    for (const child of found) read.add(child);
    if (found.length > 0) decoded[name] = decodeMember(found, member);
  }
  const unknown = element.children.find((child) => !read.has(child));
  if (unknown) throw new MalformedXml(`${element.name} has no ${unknown.name}`);
  const missing = requiredMembers(shape).find((name) => !Object.hasOwn(decoded, name));
  if (missing !== undefined) throw new MalformedXml(`${element.name} lacks ${missing}`);
  return decoded;
}

function decodeMember(found: readonly XmlElement[], shape: Shape): unknown {
  const [first, other] = found;
  if (isFlat(shape)) return decodeCollection(found, shape);
  if (!first || other) throw new MalformedXml(`${other?.name} is given more than once`);
  return decodeValue(first, shape);
}

function decodeValue(element: XmlElement, shape: Shape): unknown {
  if (shape.isStructSchema()) return decodeXmlStructure(element, shape);
  if (shape.isListSchema() || shape.isMapSchema()) {
    const itemName = shape.isListSchema() ? nameOf(shape.getValueSchema(), 'member') : 'entry';
    const unknown = element.children.find(({ name }) => name !== itemName);
    if (unknown) throw new MalformedXml(`${element.name} has no ${unknown.name}`);
    return decodeCollection(element.children, shape);
  }
  if (element.children.length > 0) throw new MalformedXml(`${element.name} is text`);
  return scalar(shape, element.name, element.text);
}

function decodeCollection(items: readonly XmlElement[], shape: Shape): unknown {
  if (shape.isListSchema()) return items.map((item) => decodeValue(item, shape.getValueSchema()));
  const keyName = nameOf(shape.getKeySchema(), 'key');
  const valueName = nameOf(shape.getValueSchema(), 'value');
  const entries = items.map((item) => {
    const key = item.children.find(({ name }) => name === keyName);
    const value = item.children.find(({ name }) => name === valueName);
    if (!key || !value || item.children.length > 2) throw new MalformedXml(`${item.name} is no entry`);
    return [key.text, decodeValue(value, shape.getValueSchema())] as const;
  });
  return Object.fromEntries(entries);
}

function scalar(shape: Shape, name: string, text: string): unknown {
  try {
    return readText(shape, text, 'date-time');
  } catch (error) {
    if (error instanceof InvalidText) throw new MalformedXml(`${name}: ${error.message}`);
    throw error;
  }
}
