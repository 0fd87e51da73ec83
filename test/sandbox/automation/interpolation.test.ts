import { interpolate, interpolateText, UnresolvedReference } from '../../../sandbox/automation/interpolation';

const references = {
  parameters: { VpcId: 'vpc-1', Braces: '{{ VpcId }}', Dollars: '$& $1' },
  system: { 'automation:EXECUTION_ID': 'execution-1' },
  outputs: { 'Judge.Payload': '"DECISION {{ VpcId }}"' },
};

describe('references in a document', () => {
  test.each([
    ['{{ VpcId }}', 'vpc-1'],
    ['{{VpcId}}', 'vpc-1'],
    ['a {{ VpcId }} and {{ automation:EXECUTION_ID }}', 'a vpc-1 and execution-1'],
    ['no reference', 'no reference'],
    ['{ VpcId }', '{ VpcId }'],
    [`\${version} \${vpc-id}`, `\${version} \${vpc-id}`],
  ])('%s becomes %s', (text, expected) => {
    expect(interpolateText(text, references)).toBe(expected);
  });

  test.each([
    ['a parameter', '{{ Braces }}', '{{ VpcId }}'],
    ['an output', '{{ Judge.Payload }}', '"DECISION {{ VpcId }}"'],
    ['a parameter with a replacement pattern', '{{ Dollars }}', '$& $1'],
  ])('in the value of %s are not read again', (_, text, expected) => {
    expect(interpolateText(text, references)).toBe(expected);
  });

  test.each(['{{ Nobody }}', '{{ Judge.Other }}', '{{ toString }}', '{{ constructor }}'])(
    'that name nothing are an error that names them: %s',
    (text) => {
      expect(() => interpolateText(text, references)).toThrow(UnresolvedReference);
      expect(() => interpolateText(text, references)).toThrow(text);
    },
  );

  test('are replaced at any depth, in values and not in names', () => {
    expect(
      interpolate(
        { '{{ VpcId }}': ['{{ VpcId }}', { Deep: '{{ VpcId }}' }], Count: 600, Flag: false, None: null },
        references,
      ),
    ).toEqual({ '{{ VpcId }}': ['vpc-1', { Deep: 'vpc-1' }], Count: 600, Flag: false, None: null });
  });
});
