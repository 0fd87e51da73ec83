/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: log formats are written so */
import { DEFAULT_FIELDS, parseLogFormat, printLogFormat, RECORD_FIELDS } from '../../policy';

const DEFAULT_FORMAT =
  '${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}';

it.each<readonly [string, string | undefined, readonly string[]]>([
  ['no format is the default one', undefined, DEFAULT_FIELDS],
  ['an empty format is the default one', '', DEFAULT_FIELDS],
  ['a blank format is the default one', ' \n', DEFAULT_FIELDS],
  ['EC2 returns the default format written out', DEFAULT_FORMAT, DEFAULT_FIELDS],
  ['fields keep their order', '${end} ${start}', ['end', 'start']],
  ['fields of tomorrow are kept', '${version} ${a-field-of-tomorrow}', ['version', 'a-field-of-tomorrow']],
  ['whatever stands between fields does not matter', '${version},${start}', ['version', 'start']],
  ['spaces around a name do not matter', '${ version } ${start }', ['version', 'start']],
  ['names without ${} are no fields', 'version start', []],
])('%s', (_, format, fields) => expect(parseLogFormat(format)).toEqual(fields));

it('a printed format is read back', () => {
  expect(printLogFormat(DEFAULT_FIELDS)).toBe(DEFAULT_FORMAT);
  expect(parseLogFormat(printLogFormat(RECORD_FIELDS))).toEqual(RECORD_FIELDS);
});

it('each field is known once, under a name that stands unescaped in a list', () => {
  expect(new Set(RECORD_FIELDS).size).toBe(RECORD_FIELDS.length);
  for (const field of RECORD_FIELDS) expect(field).toMatch(/^[a-z][a-z0-9-]*[a-z0-9]$/);
});

// https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
it.each([
  ['3', 'tcp-flags'],
  ['4', 'sublocation-id'],
  ['5', 'traffic-path'],
  ['7', 'ecs-task-id'],
  ['8', 'reject-reason'],
  ['9', 'resource-id'],
  ['10', 'encryption-status'],
  ['11', 'next-hop-interface-type'],
])('version %s brought %s', (_, field) => {
  expect(RECORD_FIELDS).toContain(field);
  expect(DEFAULT_FIELDS).not.toContain(field);
});

// A published sample format has it; EC2 would refuse the whole flow log.
it('timestamp is no field', () => expect(RECORD_FIELDS).not.toContain('timestamp'));
