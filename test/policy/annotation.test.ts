import fc from 'fast-check';
import { ANNOTATION_LIMIT, fitAnnotation } from '../../policy/annotation';
import { hostileText } from './hostile-text';

const PAIR = '😀';

describe('an annotation', () => {
  it.each<readonly [string, string, string]>([
    ['stays as it is when Config accepts it', 'no flow log', 'no flow log'],
    ['of 256 characters stays as it is', 'a'.repeat(256), 'a'.repeat(256)],
    ['of 257 characters is cut, and shows it', 'a'.repeat(257), `${'a'.repeat(255)}…`],
    ['is never empty', '', '-'],
    ['is never blank', ' \n\t ', '-'],
    ['holds no control characters', 'a\u0000b\u001Bc\u007Fd\u009Fe', 'a b c d e'],
    ['is one line', 'a\r\n\r\nb\u2028c\u2029d', 'a b c d'],
    ['cannot turn the direction of its own text', 'a\u202Eb\u2066c', 'a b c'],
    ['has no space at its ends', '\n a b \t', 'a b'],
    ['keeps pairs of surrogates', PAIR, PAIR],
    ['replaces a high surrogate alone', 'a\uD83Db', 'a\uFFFDb'],
    ['replaces a low surrogate alone', 'a\uDE00b', 'a\uFFFDb'],
    ['replaces surrogates in the wrong order', '\uDE00\uD83D', '\uFFFD\uFFFD'],
    ['is cut before a pair that would be split', `${'a'.repeat(254)}${PAIR}aa`, `${'a'.repeat(254)}…`],
    ['keeps a pair that just fits', `${'a'.repeat(253)}${PAIR}aa`, `${'a'.repeat(253)}${PAIR}…`],
    [
      'that ends in a pair at the limit stays as it is',
      `${'a'.repeat(254)}${PAIR}`,
      `${'a'.repeat(254)}${PAIR}`,
    ],
  ])('%s', (_, text, fitted) => expect(fitAnnotation(text)).toBe(fitted));

  it('is 1 to 256 characters of well-formed Unicode on one line, whatever it is made of', () =>
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: ANNOTATION_LIMIT }), (text, limit) => {
        const fitted = fitAnnotation(text, limit);
        expect(fitted.length).toBeGreaterThanOrEqual(1);
        expect(fitted.length).toBeLessThanOrEqual(limit);
        expect(fitted).not.toMatch(/[\p{Cs}\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(fitAnnotation(fitted, limit)).toBe(fitted);
      }),
    ));
});
