import { complianceTypeOf, judge, notApplicable, type Reason } from '../../policy';
import { type Case, expectAnnotation, flowLog, judgeCase, PLACE, requirement, VPC_ID, vpc } from './builders';

type Row = readonly [sentence: string, given: Case, reason: Reason, annotation?: string | RegExp];

function checks(rows: readonly Row[]): void {
  for (const [sentence, given, reason, annotation = /./] of rows)
    it(sentence, () => {
      const verdict = judgeCase(given);
      expect(verdict).toMatchObject({ vpcId: given.vpc?.vpcId ?? VPC_ID, reason });
      expectAnnotation(verdict, annotation);
    });
}

describe('who owns the VPC', () => {
  checks([
    ['its own account: judged', {}, 'no-flow-log'],
    [
      'another account, through RAM: a participant cannot see its flow logs, so nothing is claimed',
      { vpc: { ownerId: '999988887777' } },
      'shared',
      'owned by account 999988887777, which alone can see and create its flow logs',
    ],
    [
      'another account, though a flow log is listed',
      { vpc: { ownerId: '999988887777' }, flowLogs: [flowLog()] },
      'shared',
    ],
  ]);
});

describe('default VPCs', () => {
  const includeDefaultVpcs = false;
  checks([
    ['are judged when nothing is written, as EC2.6 does', { vpc: { isDefault: true } }, 'no-flow-log'],
    [
      'are not judged when excluded',
      { vpc: { isDefault: true }, required: { includeDefaultVpcs } },
      'default-vpc',
      'default VPC, excluded by includeDefaultVpcs',
    ],
    ['other VPCs are judged all the same', { required: { includeDefaultVpcs } }, 'no-flow-log'],
  ]);
});

describe('scopeTags', () => {
  const required = { scopeTags: 'Environment=prod|Production' };
  const tagged = (Environment: string, more: Readonly<Record<string, string>> = {}): Case => ({
    vpc: { tags: { Environment, ...more } },
    required,
  });
  checks([
    ['one of the values will do', tagged('prod'), 'no-flow-log'],
    ['values ignore case on both sides', tagged('PRODUCTION'), 'no-flow-log'],
    [
      'another value is out of scope',
      tagged('dev'),
      'out-of-scope',
      'out of scope: scopeTags asks for Environment=prod|production',
    ],
    ['part of a value is out of scope', tagged('prod-eu'), 'out-of-scope'],
    ['an empty value is out of scope', tagged(''), 'out-of-scope'],
    ['an untagged VPC is out of scope', { required }, 'out-of-scope'],
    ['keys keep their case', { vpc: { tags: { environment: 'prod' } }, required }, 'out-of-scope'],
    [
      'all keys are needed',
      { ...tagged('prod'), required: { scopeTags: 'Environment=prod,Tier=web,Team=net' } },
      'out-of-scope',
      'out of scope: scopeTags asks for Tier=web and Team=net',
    ],
    ['other tags do not matter', tagged('prod', { Name: 'x' }), 'no-flow-log'],
    [
      'a key that every object has is a key like another',
      { required: { scopeTags: 'constructor=x' } },
      'out-of-scope',
    ],
    [
      'a key that objects treat specially is a key like another',
      { required: { scopeTags: '__proto__=x' } },
      'out-of-scope',
    ],
  ]);

  it('ignores case also where the parameters did not come from the parser', () => {
    const parameters = { ...requirement(), scopeTags: { Environment: ['Prod'] } };
    const facts = { vpc: vpc({ tags: { Environment: 'pROD' } }), flowLogs: [], place: PLACE };
    expect(judge({ ...facts, parameters, now: new Date(0) }).reason).toBe('no-flow-log');
  });
});

describe('exempt ids', () => {
  const exempt = { exemptVpcIds: [VPC_ID] };
  checks([
    // aws-config-rules answers COMPLIANT here. Nothing was found to be in order, so nothing is said to be.
    [
      'a listed VPC is not applicable, never compliant',
      { required: exempt },
      'exempt-id',
      'exempt by exemptVpcIds',
    ],
    [
      'a listed VPC is not applicable though its flow log fails',
      { required: exempt, flowLogs: [flowLog({ deliverLogsStatus: 'FAILED' })] },
      'exempt-id',
    ],
    ['another VPC is judged', { vpc: { vpcId: 'vpc-0123456789abcdef1' }, required: exempt }, 'no-flow-log'],
  ]);
});

describe('exemption by tag', () => {
  const until = (end: string, now?: string, more: Readonly<Record<string, unknown>> = {}): Case => ({
    vpc: { tags: { exempt: end } },
    required: { exemptTagKey: 'exempt', ...more },
    ...(now === undefined ? {} : { now }),
  });
  checks([
    ['holds until its end', until('2026-06-20'), 'exempt-tag', 'exempt until 2026-06-20 (UTC) by tag exempt'],
    ['holds on the last day', until('2026-06-15', '2026-06-15T00:00:00Z'), 'exempt-tag'],
    [
      'holds until just before midnight UTC of the last day',
      until('2026-06-15', '2026-06-15T23:59:59.999Z'),
      'exempt-tag',
    ],
    [
      'is over at midnight UTC after the last day',
      until('2026-06-15', '2026-06-16T00:00:00Z'),
      'no-flow-log',
      'no flow log; exemption ended 2026-06-15',
    ],
    [
      'counts days in UTC, wherever the clock stands',
      until('2026-06-15', '2026-06-15T23:30:00-01:00'),
      'no-flow-log',
    ],
    ['may end exactly maxExemptionDays away', until('2026-09-13', '2026-06-15T23:59:59.999Z'), 'exempt-tag'],
    [
      'exempts nothing one day further away, and says so',
      until('2026-09-14', '2026-06-15T00:00:00Z'),
      'no-flow-log',
      'no flow log; exempts nothing: 2026-09-14 is more than 90 days away, in tag exempt',
    ],
    [
      'obeys a longer maxExemptionDays',
      until('2026-09-14', '2026-06-15T00:00:00Z', { maxExemptionDays: 91 }),
      'exempt-tag',
    ],
    [
      'obeys a shorter maxExemptionDays',
      until('2026-06-17', undefined, { maxExemptionDays: '1' }),
      'no-flow-log',
    ],
    ['crosses the end of a year and a leap day', until('2028-02-29', '2027-12-31T12:00:00Z'), 'exempt-tag'],
    [
      'is opt-in: without exemptTagKey no tag exempts',
      { vpc: { tags: { exempt: '2026-06-20' } } },
      'no-flow-log',
      'no flow log',
    ],
    [
      'is opt-in: without exemptTagKey a tag named undefined exempts nothing either',
      { vpc: { tags: { undefined: '2026-06-20' } } },
      'no-flow-log',
      'no flow log',
    ],
    [
      'needs the very key',
      { vpc: { tags: { Exempt: '2026-06-20' } }, required: { exemptTagKey: 'exempt' } },
      'no-flow-log',
      'no flow log',
    ],
    [
      'does not take a key that every object has for a tag',
      { required: { exemptTagKey: 'constructor' } },
      'no-flow-log',
      'no flow log',
    ],
    [
      'is told on a covered VPC too',
      { ...until('2026-01-31'), flowLogs: [flowLog()] },
      'covered',
      /; exemption ended 2026-01-31$/,
    ],
    [
      'never exempts a VPC of another account instead of its owner',
      { ...until('2026-06-20'), vpc: { ownerId: '999988887777', tags: { exempt: '2026-06-20' } } },
      'shared',
    ],
  ]);

  // Peers take any value that is not understood for "exempt", or for "not": a mistyped date must not switch logging off.
  it.each([
    '',
    'true',
    'yes',
    '2026',
    '2026-06',
    'until=2026-06-20',
    '2026-02-30',
    '2026-02-29',
    '2026-04-31',
    '2026-06-31',
    '2026-13-01',
    '2026-00-10',
    '2026-06-00',
    '2026-6-20',
    '26-06-20',
    '20260620',
    '20-06-2026',
    '06/20/2026',
    '2026/06/20',
    '2026-06-20T00:00:00Z',
    '2026-06-20Z',
    ' 2026-06-20',
    '2026-06-20 ',
    '2026-06-20\n',
    '2026-06-20\n2026-06-21',
    '+2026-06-20',
    '+002026-06-20',
    '２０２６-06-20',
    '2026‐06‐20',
  ])('%j is not a date and exempts nothing', (value) => {
    const verdict = judgeCase(until(value, '2026-02-15T00:00:00Z'));
    expect(verdict.reason).toBe('no-flow-log');
    expect(verdict.annotation).toContain('exempts nothing');
    expect(verdict.annotation).toContain('not a date such as 2027-01-31');
  });

  it('a clock that went wrong exempts nothing', () =>
    expect(judgeCase(until('2026-06-20', 'no time at all')).reason).toBe('no-flow-log'));

  it('what it came to is said even where the rest fills the annotation', () => {
    const flowLogs = [flowLog({ destination: `arn:aws:s3:::b/${'p'.repeat(300)}`, trafficType: 'REJECT' })];
    const far = judgeCase({ ...until('2027-06-20'), flowLogs });
    expect(far.annotation).toMatch(
      /^fl-1 .*; exempts nothing: 2027-06-20 is more than 90 days away, in tag exempt$/,
    );
    const required = { exemptTagKey: 'k'.repeat(128), destinations: ['arn:aws:s3:::a'] };
    const malformed = judgeCase({
      vpc: { tags: { ['k'.repeat(128)]: 'v'.repeat(256) } },
      required,
      flowLogs,
    });
    expect(malformed.annotation).toMatch(/^fl-1 .*…; exempts nothing: "v+… is not a date such as 2027-01-31/);
    expect(malformed.annotation.length).toBeLessThanOrEqual(256);
  });
});

describe('the reason that is given when several apply', () => {
  const all: Case = {
    vpc: { ownerId: '999988887777', isDefault: true, tags: { exempt: '2026-06-20' } },
    required: { includeDefaultVpcs: false, scopeTags: 'a=b', exemptVpcIds: VPC_ID, exemptTagKey: 'exempt' },
  };
  const without = (facts: Case['vpc'], required: Case['required']): Case => ({
    vpc: { ...all.vpc, ownerId: '111122223333', ...facts },
    required: { ...all.required, ...required },
  });
  checks([
    ['shared before all', all, 'shared'],
    ['then default-vpc', without({}, {}), 'default-vpc'],
    ['then out-of-scope', without({ isDefault: false }, {}), 'out-of-scope'],
    ['then exempt-id', without({ isDefault: false }, { scopeTags: '' }), 'exempt-id'],
    ['then exempt-tag', without({ isDefault: false }, { scopeTags: '', exemptVpcIds: '' }), 'exempt-tag'],
  ]);
});

it('a verdict speaks of the VPC by its id, Name tag or not', () => {
  const required = { scopeTags: 'a=b' };
  expect(judgeCase({ required })).toEqual(judgeCase({ vpc: { tags: { Name: 'production' } }, required }));
});

it.each(['gone', 'not-recorded'] as const)('a VPC that is %s is not applicable', (reason) => {
  const verdict = notApplicable(VPC_ID, reason, '');
  expect(verdict).toEqual({ vpcId: VPC_ID, reason, annotation: '-' });
  expect(complianceTypeOf(verdict)).toBe('NOT_APPLICABLE');
});
