import { DEFAULT_FIELDS, printLogFormat, RECORD_FIELDS } from '../../../policy';
import { KNOWN_FIELDS, listedFormat } from '../../../sandbox/ec2/log-format';

test('the sandbox and the judge, which read the documentation apart, know the same fields', () => {
  expect([...KNOWN_FIELDS].sort()).toEqual([...RECORD_FIELDS].sort());
});

test('a flow log without a format is listed with the default one', () => {
  expect(listedFormat(undefined)).toBe(printLogFormat(DEFAULT_FIELDS));
});

test.each([
  'version',
  printLogFormat(['version', 'timestamp']),
  printLogFormat(['version']).replace('}', ''),
])('a format with anything but known fields is refused: %s', (format) => {
  expect(() => listedFormat(format)).toThrow('Unknown fields provided');
});
