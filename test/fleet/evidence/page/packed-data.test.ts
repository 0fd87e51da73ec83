import fc from 'fast-check';
import { sampleEvidence } from '../../../../bench/sample-evidence';
import { dataBlock } from '../../../../fleet/evidence/page/data/data-block';
import { embed, readEmbedded } from '../../../../fleet/evidence/page/data/embedded';
import { pack } from '../../../../fleet/evidence/page/data/pack';
import { unpackItem } from '../../../../fleet/evidence/page/data/unpack';

const unpacked = (items: readonly unknown[]): readonly unknown[] => {
  const packed = JSON.parse(pack(items));
  return packed.items.map((item: Parameters<typeof unpackItem>[1]) => unpackItem(packed, item));
};

/** Texts as they occur: around identifiers, times and what is nearly one, and anything at all. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'fl-0c5efe033033ad357 captures ALL to arn:aws:s3:::central',
    'vpc-0c5efe033033ad357',
    'arn:aws:iam::111122223333:role/x',
    '2026-11-21T09:46:58.000Z',
    '2026-11-21T09:46:58.123Z',
    '2026-02-31T09:46:58.123Z',
    '2026-11-21T09:46:58Z',
    '',
    'two\nlines',
  ),
);
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    texts,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
    fc.array(texts),
    fc.array(tie('value')),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie('value')).map((members) => ({ ...members })),
  ),
})).value;

describe('what is embedded in the page', () => {
  test('is, once it is read, what it was made of', () => {
    fc.assert(
      fc.property(fc.array(values, { maxLength: 6 }), (items) => {
        expect(unpacked(items)).toEqual(items);
      }),
      { numRuns: 300 },
    );
  });

  test('is the evidence, Region by Region', () => {
    const evidence = sampleEvidence(200);
    const { generatedAt, regions } = readEmbedded(JSON.parse(embed(evidence)));
    expect({ generatedAt, regions }).toEqual({
      generatedAt: evidence.generatedAt,
      regions: evidence.regions,
    });
  });

  test('leaves out members that are undefined, as JSON does', () => {
    expect(unpacked([{ name: undefined, id: 'vpc-1' }])).toEqual([{ id: 'vpc-1' }]);
  });

  test('holds a text that several VPCs have once', () => {
    const annotation = 'owned by another account, which alone can see and create its flow logs';
    const block = pack(Array.from({ length: 50 }, (_, index) => ({ id: `vpc-${index}`, annotation })));
    expect(block.split(annotation)).toHaveLength(2);
  });

  test('takes less than 800 bytes for a VPC with all that is known of it', () => {
    const bytesOf = (vpcs: number): number => Buffer.byteLength(embed(sampleEvidence(vpcs)));
    expect((bytesOf(1_500) - bytesOf(500)) / 1_000).toBeLessThan(800);
  });
});

test.each(['</script>', '<!--', 'a\u2028b'])('no text of the evidence ends its element: %j', (text) => {
  const block = pack([{ name: text, list: [text, text], around: `vpc-0c5efe033033ad357 ${text}` }]);
  expect(block).not.toMatch(/[<>&\u2028\u2029]/);
  expect(unpacked([text])).toEqual([text]);
});

describe('a data block', () => {
  test.each([
    ['the end of a script', '</script><script>alert(1)</script>'],
    ['the end of a script in capitals', '</SCRIPT >'],
    ['the beginning of a comment', '<!-- <script>'],
    ['the end of a CDATA section', ']]>'],
    ['an entity', '&lt;/script&gt;'],
    ['separators of lines and of paragraphs', 'a\u2028b\u2029c'],
    ['half a character', '\ud800'],
  ])('cannot be left by %s, and parses to the same', (_, text) => {
    const block = dataBlock({ name: text });
    expect(block).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(block)).toEqual({ name: text });
  });
});
