/** An element of a document, its text without that of its children. Namespaces are not looked at. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export class MalformedXml extends Error {}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

const TOKEN =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;

/** Reads what API clients send: no document type, no entities but the five and numbers. */
export function parseXml(source: string): XmlElement {
  const root: OpenElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open: OpenElement[] = [root];
  TOKEN.lastIndex = 0;
  for (let end = 0; end < source.length; end = TOKEN.lastIndex) {
    const token = TOKEN.exec(source);
    if (!token) throw new MalformedXml(`no XML at character ${end + 1}`);
    const [, cdata, slash, name, attributes = '', selfClosing, text] = token;
    const current = open.at(-1) ?? root;
    if (cdata !== undefined) current.text += cdata;
    else if (text !== undefined) current.text += decodeEntities(text);
    else if (name !== undefined && slash === '/') closeElement(open, name);
    else if (name !== undefined) {
      const element = {
        name: localName(name),
        attributes: readAttributes(attributes),
        children: [],
        text: '',
      };
      current.children.push(element);
      if (selfClosing !== '/') open.push(element);
    }
  }
  const [document, other] = root.children;
  if (!document || other || open.length > 1 || root.text.trim() !== '')
    throw new MalformedXml('a document is one element');
  return document;
}

function closeElement(open: OpenElement[], name: string): void {
  const closed = open.length > 1 ? open.pop() : undefined;
  if (closed?.name !== localName(name)) throw new MalformedXml(`</${name}> closes nothing`);
}

const localName = (name: string): string => name.replace(/^.*:/, '');

const readAttributes = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
      ([, name = '', double, single = '']) => [name, decodeEntities(double ?? single)],
    ),
  );

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));|&/gi, (entity, hex, decimal, name) => {
    const known = ENTITIES.get(name);
    if (known !== undefined) return known;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (!(code <= 0x10ffff)) throw new MalformedXml(`${entity} is no entity`);
    return String.fromCodePoint(code);
  });
}
