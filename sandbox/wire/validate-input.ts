import { inputShape } from './sdk-codec';
import type { OperationSchema } from './services';
import { type Expected, type Reading, type ShapeProblem, shapeProblems } from './shape-problems';

// An explicit None is a value to boto3, and a wrong one; dates may be text or seconds.
const boto3: Reading = {
  isAbsent: () => false,
  isTimestamp: (value) => isDate(value),
  isBlob: (value) => typeof value === 'string' || value instanceof Uint8Array,
};

const pythonTypes: Readonly<Record<Expected, string>> = {
  structure: "<class 'dict'>",
  map: "<class 'dict'>",
  list: "<class 'list'>, <class 'tuple'>",
  string: "<class 'str'>",
  number: "<class 'int'>",
  boolean: "<class 'bool'>",
  timestamp: "<class 'datetime.datetime'>, timestamp-string",
  blob: "<class 'bytes'>, <class 'bytearray'>, file-like object",
};

/**
 * What boto3 refuses before it sends, in its own sentences; [] when fine. Lengths and ranges, which boto3 checks
 * too, are not in the SDK's schemas; its aliases (`Filters` for EC2's `Filter`) are refused, as not every runtime
 * has them. See botocore/validate.py.
 */
export function validateInput(schema: OperationSchema, input: unknown): string[] {
  return shapeProblems(inputShape(schema), input, boto3).map(sentence);
}

function sentence(problem: ShapeProblem): string {
  const where = problem.path === '' ? 'input' : problem.path.replace(/^\./, '');
  switch (problem.kind) {
    case 'missing':
      return `Missing required parameter in ${where}: "${problem.name}"`;
    case 'unknown':
      return `Unknown parameter in ${where}: "${problem.name}", must be one of: ${problem.allowed.join(', ')}`;
    case 'type':
      return (
        `Invalid type for parameter ${where}, value: ${pythonText(problem.value)}, ` +
        `type: ${pythonType(problem.value)}, valid types: ${pythonTypes[problem.expected]}`
      );
  }
}

function pythonType(value: unknown): string {
  if (value === null || value === undefined) return "<class 'NoneType'>";
  if (Array.isArray(value)) return "<class 'list'>";
  switch (typeof value) {
    case 'string':
      return "<class 'str'>";
    case 'boolean':
      return "<class 'bool'>";
    case 'number':
      return Number.isInteger(value) ? "<class 'int'>" : "<class 'float'>";
    default:
      return "<class 'dict'>";
  }
}

function pythonText(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isDate(value: unknown): boolean {
  if (typeof value === 'string') return !Number.isNaN(Date.parse(value));
  return value instanceof Date || (typeof value === 'number' && Number.isFinite(value));
}
