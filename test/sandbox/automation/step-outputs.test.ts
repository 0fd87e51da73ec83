import { InvalidDocument } from '../../../sandbox/automation/document';
import { OutputFailure, parseStepOutputs, readOutputs } from '../../../sandbox/automation/step-outputs';

const output = (Type: string | undefined, Selector = '$.value') =>
  parseStepOutputs([{ Name: 'Out', Selector, ...(Type === undefined ? {} : { Type }) }], 'Step');

const read = (type: string | undefined, value: unknown): unknown =>
  readOutputs(output(type), { value })['Out'];

describe('an output', () => {
  test.each<[string | undefined, unknown, unknown]>([
    [undefined, 'text', 'text'],
    [undefined, 5, '5'],
    ['String', true, 'true'],
    ['String', ['one'], 'one'],
    ['Integer', 5, 5],
    ['Integer', '5', 5],
    ['Integer', [5], 5],
    ['Boolean', true, true],
    ['Boolean', 'False', false],
    ['Boolean', [true], true],
    ['StringList', 'one', ['one']],
    ['StringList', 5, ['5']],
    ['StringList', false, ['false']],
    ['StringList', ['one', 2], ['one', '2']],
    ['StringMap', { a: 1 }, { a: 1 }],
    ['MapList', [{ a: 1 }], [{ a: 1 }]],
  ])('of type %p that selects %j is %j', (type, value, expected) => {
    expect(read(type, value)).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['String', ['one', 'two']],
    ['String', { a: 1 }],
    ['Integer', 'five'],
    ['Integer', true],
    ['Boolean', 'yes'],
    ['Boolean', 1],
    ['StringList', [{ a: 1 }]],
    ['StringMap', ['one']],
    ['MapList', ['one']],
    ['MapList', { a: 1 }],
  ])('of type %s cannot be made of %j', (type, value) => {
    expect(() => read(type, value)).toThrow(OutputFailure);
    expect(() => read(type, value)).toThrow(`cannot be converted to ${type}`);
  });

  test.each([
    ['String', ''],
    ['Integer', ''],
    ['Boolean', ''],
    ['StringList', []],
    ['MapList', []],
    ['StringMap', {}],
  ])('of type %s is empty when its selector finds nothing', (type, empty) => {
    expect(readOutputs(output(type, '$.absent'), {})['Out']).toEqual(empty);
    expect(readOutputs(output(type, '$..absent'), {})['Out']).toEqual(empty);
  });

  test.each<[string, unknown, string]>([
    ['another type', [{ Name: 'Out', Selector: '$.a', Type: 'Number' }], 'Type of Step.Out: got Number'],
    ['no selector', [{ Name: 'Out' }], 'Selector of Step.Out is missing'],
    ['no name', [{ Selector: '$.a' }], 'Name of an output of Step is missing'],
    ['another member', [{ Name: 'Out', Selector: '$.a', Default: 'x' }], 'Default'],
    ['no entry', [], 'is not a list of outputs'],
    ['no list', {}, 'is not a list of outputs'],
  ])('with %s is refused by name', (_, outputs, named) => {
    expect(() => parseStepOutputs(outputs, 'Step')).toThrow(InvalidDocument);
    expect(() => parseStepOutputs(outputs, 'Step')).toThrow(named);
  });
});
