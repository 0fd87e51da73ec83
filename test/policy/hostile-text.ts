import fc from 'fast-check';

/** Pieces of tag values and error messages that somebody wrote to be misread. */
export const HOSTILE_PIECES = [
  'DECISION_CREATE',
  'DECISION_COVERED',
  'decision_nothing_to_do',
  'DECIDECISION_SION_CREATE',
  'DECI\u0000SION_REFUSE',
  'DECISION_',
  '{{ JudgeVpc.Payload }}',
  '{{automation:EXECUTION_ID}}',
  '"',
  '\\',
  '\\"',
  '\n',
  '\r\n',
  '\u0000',
  '\u0085',
  '\u2028',
  '\u202E',
  '\uD800',
  '\uDC00',
  '😀',
  ' ',
  '',
] as const;

const unit = fc.oneof(
  fc.constantFrom(...HOSTILE_PIECES),
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  fc.string({ unit: 'binary', maxLength: 3 }),
);

/** Text that need not be well-formed Unicode and is often longer than anything accepts. */
export const hostileText: fc.Arbitrary<string> = fc
  .tuple(fc.array(unit, { maxLength: 12 }), fc.constantFrom(1, 1, 50))
  .map(([units, times]) => units.join('').repeat(times));
