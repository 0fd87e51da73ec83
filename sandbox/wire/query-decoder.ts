import { ApiError } from './api-error';
import type { QueryNode } from './query-tree';
import { memberShapes, requiredMembers, type Shape } from './sdk-codec';

/**
 * The inverse of the SDK's EC2 query serializer, which has no decoder: a member is written under its
 * ec2QueryName or its capitalised xmlName, lists are numbered from one without a name of their own.
 * https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
 */
export function decodeQueryStructure(node: QueryNode, shape: Shape): Record<string, unknown> {
  if (node.value !== undefined) throw unknownParameter(node);
  const members = [...memberShapes(shape)].map(([name, member]) => ({
    name,
    member,
    key: queryName(name, member),
  }));
  const decoded: Record<string, unknown> = {};
  for (const [key, child] of node.children) {
    const target = members.find((candidate) => candidate.key === key);
    if (target === undefined) throw unknownParameter(child);
    decoded[target.name] = decodeValue(child, target.member);
  }
  const missing = requiredMembers(shape).find((name) => !Object.hasOwn(decoded, name));
  if (missing !== undefined) {
    const key = members.find((candidate) => candidate.name === missing)?.key ?? missing;
    throw missingParameter(node.path === '' ? key : `${node.path}.${key}`);
  }
  return decoded;
}

function queryName(name: string, member: Shape): string {
  const { ec2QueryName, xmlName } = member.getMergedTraits();
  if (typeof ec2QueryName === 'string') return ec2QueryName;
  const key = typeof xmlName === 'string' ? xmlName : name;
  return key.charAt(0).toUpperCase() + key.slice(1);
}

function decodeValue(node: QueryNode, shape: Shape): unknown {
  if (shape.isStructSchema()) return decodeQueryStructure(node, shape);
  if (shape.isListSchema()) return decodeList(node, shape.getValueSchema());
  if (node.value === undefined || node.children.size > 0) throw unknownParameter(node);
  return decodeScalar(node.path, node.value, shape);
}

function decodeList(node: QueryNode, item: Shape): unknown[] {
  if (node.value !== undefined) throw unknownParameter(node);
  const numbered = [...node.children].map(([index, child]) => {
    if (!/^[1-9]\d*$/.test(index)) throw unknownParameter(child);
    return { index: Number(index), child };
  });
  return numbered.sort((a, b) => a.index - b.index).map(({ child }) => decodeValue(child, item));
}

function decodeScalar(path: string, text: string, shape: Shape): unknown {
  if (shape.isStringSchema()) return text;
  if (shape.isBooleanSchema()) {
    if (text !== 'true' && text !== 'false') throw invalidValue(path, text, 'true or false');
    return text === 'true';
  }
  if (shape.isNumericSchema()) {
    if (!/^-?\d+(\.\d+)?$/.test(text)) throw invalidValue(path, text, 'a number');
    return Number(text);
  }
  if (shape.isTimestampSchema()) {
    const date = new Date(text);
    if (Number.isNaN(date.getTime())) throw invalidValue(path, text, 'an ISO 8601 timestamp');
    return date;
  }
  if (shape.isBlobSchema()) return Uint8Array.from(Buffer.from(text, 'base64'));
  throw new Error(
    `no query decoding for ${shape.getName(true) ?? path}; EC2 sends structures, lists and scalars`,
  );
}

function unknownParameter(node: QueryNode): ApiError {
  return new ApiError('UnknownParameter', `The parameter ${node.path} is not recognized`);
}

export function missingParameter(name: string): ApiError {
  return new ApiError('MissingParameter', `The request must contain the parameter ${name}`);
}

function invalidValue(path: string, text: string, expected: string): ApiError {
  return new ApiError(
    'InvalidParameterValue',
    `Value (${text}) for parameter ${path} is invalid. Expected ${expected}.`,
  );
}
