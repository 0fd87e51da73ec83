import { AssemblyError } from '../../../sandbox/cloudformation/assembly';
import { PropertyReader } from '../../../sandbox/cloudformation/property-reader';

const reader = (values: unknown) => new PropertyReader(values, 'Rule (AWS::X)');

describe('a reader of properties', () => {
  test('refuses, by name and place, what nobody read', () => {
    const properties = reader({ Name: 'x', Colour: 'red', Part: { Known: 1, Odd: 2 } });
    properties.text('Name');
    expect(() => properties.refuseUnread()).toThrow('Rule (AWS::X): the sandbox does not model Colour, Part');
    properties.withoutEffect('Colour');
    properties.part('Part').raw('Known');
    expect(() => properties.refuseUnread()).toThrow('Rule (AWS::X).Part: the sandbox does not model Odd');
  });

  test('refuses it in the items of a list', () => {
    const properties = reader({ Items: [{}, { Odd: 1 }] });
    properties.partsOf('Items');
    expect(() => properties.refuseUnread()).toThrow('Items[1]: the sandbox does not model Odd');
  });

  test('lets pass what was read', () => {
    const properties = reader({ Name: 'x' });
    properties.raw('Name');
    properties.raw('Missing');
    expect(() => properties.refuseUnread()).not.toThrow();
  });

  test.each([
    ['5', 5],
    [5, 5],
    [undefined, undefined],
  ])('reads the number %p', (value, expected) => {
    expect(reader({ Count: value }).optionalNumber('Count', [1, 10])).toBe(expected);
  });

  test.each([0, 11, 1.5, 'five', '', true, null])(
    'refuses %p where a whole number from 1 to 10 is asked',
    (value) => {
      expect(() => reader({ Count: value }).optionalNumber('Count', [1, 10])).toThrow(
        `Rule (AWS::X).Count: got ${JSON.stringify(value)}, allowed: a whole number from 1 to 10`,
      );
    },
  );

  test.each([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    [undefined, false],
  ])('reads the flag %p', (value, expected) => {
    expect(reader({ Flag: value }).flag('Flag', false)).toBe(expected);
  });

  test.each<[string, (properties: PropertyReader) => unknown, string]>([
    ['a text', (properties) => properties.text('Value'), 'got 7, allowed: a text'],
    ['a flag', (properties) => properties.flag('Value', true), 'got 7, allowed: true or false'],
    ['a list', (properties) => properties.list('Value'), 'got 7, allowed: a list'],
    ['a part', (properties) => properties.part('Value'), 'Value is not an object'],
    ['a missing text', (properties) => properties.text('Nothing'), 'Nothing is missing'],
    ['a missing part', (properties) => properties.part('Nothing'), 'Nothing is missing'],
    ['one of two', (properties) => properties.oneOf('Text', ['a', 'b']), 'got "c", allowed: a, b'],
    ['texts', (properties) => properties.texts('List'), 'allowed: a list of texts'],
  ])('refuses another value where %s is asked', (_, read, message) => {
    expect(() => read(reader({ Value: 7, Text: 'c', List: [7] }))).toThrow(AssemblyError);
    expect(() => read(reader({ Value: 7, Text: 'c', List: [7] }))).toThrow(message);
  });
});
