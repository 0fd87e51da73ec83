import fc from 'fast-check';
import {
  AGGREGATION_INTERVALS,
  complianceTypeOf,
  DESTINATION_TYPES,
  FILE_FORMATS,
  type FlowLog,
  type Judgement,
  judge,
  parseParameters,
  printParameters,
  RECORD_FIELDS,
  type RuleParameters,
  TRAFFIC_TYPES,
  type Vpc,
} from '../../policy';
import { destinationTypeOf, type ScopeTags } from '../../policy/kinds';
import { ACCOUNT_ID, BUCKET, flowLog, LOG_GROUP, PLACE, STREAM, VPC_ID, vpc } from './builders';
import { hostileText } from './hostile-text';

const DESTINATIONS = [BUCKET, `${BUCKET}/team`, `${BUCKET}-2`, LOG_GROUP, STREAM];
const FIELDS = ['vpc-id', 'srcaddr', 'flow-direction'];

/** Few values of each kind, so that two of them often agree. */
const anyFlowLog: fc.Arbitrary<FlowLog> = fc.record({
  flowLogId: fc.constantFrom('fl-1', 'fl-2', 'fl-3', 'fl-4'),
  resourceId: fc.constantFrom(VPC_ID, VPC_ID, VPC_ID, 'vpc-0123456789abcdef1', 'subnet-0123456789abcdef0'),
  trafficType: fc.constantFrom(...TRAFFIC_TYPES, undefined),
  flowLogStatus: fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', undefined),
  deliverLogsStatus: fc.constantFrom('SUCCESS', 'SUCCESS', undefined, 'FAILED'),
  deliverLogsErrorMessage: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, hostileText),
  destinationType: fc.constantFrom(...DESTINATION_TYPES),
  destination: fc.constantFrom(...DESTINATIONS, undefined),
  fields: fc.subarray(FIELDS),
  maxAggregationInterval: fc.constantFrom(...AGGREGATION_INTERVALS),
  fileFormat: fc.constantFrom(...FILE_FORMATS, undefined),
});

/** Flow logs as DescribeFlowLogs lists them: one id names one flow log. */
const flowLogs = fc.uniqueArray(anyFlowLog, { selector: ({ flowLogId }) => flowLogId, maxLength: 4 });

const tagKey = fc.constantFrom('exempt', 'Environment', '__proto__', 'constructor', '例外');
const tags: fc.Arbitrary<Vpc['tags']> = fc
  .array(fc.tuple(tagKey, fc.oneof(hostileText, fc.constantFrom('2026-06-20', '2026-01-01', 'prod'))), {
    maxLength: 3,
  })
  .map((entries) => Object.fromEntries(entries));

const anyVpc: fc.Arbitrary<Vpc> = fc.record({
  vpcId: fc.constant(VPC_ID),
  ownerId: fc.constantFrom(ACCOUNT_ID, ACCOUNT_ID, ACCOUNT_ID, '999988887777'),
  isDefault: fc.boolean(),
  tags,
});

const TAG_TEXT = 'abcXYZäß例09 +-.:/@_'.split('');
const tagText = (maxLength: number) =>
  fc
    .string({ unit: fc.constantFrom(...TAG_TEXT), minLength: 1, maxLength })
    .filter((text) => text === text.trim());

const scopeTags: fc.Arbitrary<ScopeTags> = fc
  .uniqueArray(
    fc.tuple(
      fc.oneof(tagText(128), fc.constantFrom('__proto__', 'toString', '1')),
      fc.uniqueArray(
        tagText(64).map((text) => text.toLowerCase()),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    { selector: ([key]) => key, maxLength: 3 },
  )
  .map((entries) => Object.fromEntries(entries));

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });

const pattern = fc
  .tuple(
    fc.constantFrom('aws', 'aws-cn', 'aws-us-gov', '*'),
    fc.constantFrom(
      's3:::',
      'logs:*:*:log-group:',
      'logs:eu-west-1:111122223333:log-group:',
      'firehose:*:1111*:deliverystream/',
    ),
    fc.string({ unit: fc.constantFrom(...'abc019.-*'), minLength: 1, maxLength: 20 }),
  )
  .map(([partition, head, name]) => `arn:${partition}:${head}${name}`);

/** Everything that the table allows, without the contradictions. */
const anyParameters: fc.Arbitrary<RuleParameters> = fc
  .record({
    trafficType: fc.constantFrom(...TRAFFIC_TYPES),
    destinationTypes: fc.uniqueArray(fc.constantFrom(...DESTINATION_TYPES)),
    destinations: fc.uniqueArray(fc.oneof(pattern, fc.constantFrom(...DESTINATIONS)), { maxLength: 4 }),
    maxAggregationInterval: fc.constantFrom(...AGGREGATION_INTERVALS),
    requiredFields: fc.oneof(fc.subarray(FIELDS), fc.uniqueArray(fc.constantFrom(...RECORD_FIELDS))),
    fileFormat: fc.constantFrom(...FILE_FORMATS, undefined),
    includeDefaultVpcs: fc.boolean(),
    scopeTags,
    exemptTagKey: fc.option(fc.oneof(tagKey, tagText(128)), { nil: undefined }),
    maxExemptionDays: fc.integer({ min: 1, max: 3650 }),
    exemptVpcIds: fc.uniqueArray(
      fc.oneof(hex(8), hex(17)).map((id) => `vpc-${id}`),
      { maxLength: 3 },
    ),
    acceptSubnetCoverage: fc.boolean(),
    maxRemediationsPerSweep: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
  })
  .map((parameters) => {
    const { destinationTypes: types, destinations, fileFormat } = parameters;
    if (types.length === 0) return parameters;
    return {
      ...parameters,
      destinations: destinations.filter((each) => types.some((type) => type === destinationTypeOf(each))),
      fileFormat: types.includes('s3') ? fileFormat : undefined,
    };
  });

const NOW = new Date('2026-06-15T12:00:00Z');

/** Parameters under which the VPC is judged, and that some of these flow logs meet. */
const judged: fc.Arbitrary<RuleParameters> = anyParameters.map((parameters) => ({
  ...parameters,
  includeDefaultVpcs: true,
  scopeTags: {},
  destinations: parameters.destinations.filter((each) => DESTINATIONS.includes(each)),
  requiredFields: parameters.requiredFields.filter((each) => FIELDS.includes(each)),
}));

const world = (parameters: RuleParameters, logs: readonly FlowLog[], facts: Vpc = vpc()): Judgement => ({
  vpc: facts,
  flowLogs: logs,
  place: PLACE,
  parameters,
  now: NOW,
});

const isCovered = (parameters: RuleParameters, logs: readonly FlowLog[]): boolean =>
  judge(world(parameters, logs)).reason === 'covered';

describe('flow logs', () => {
  it('more of them never make a covered VPC uncovered', () =>
    fc.assert(
      fc.property(judged, flowLogs, anyFlowLog, (parameters, logs, added) => {
        fc.pre(isCovered(parameters, logs));
        expect(isCovered(parameters, [...logs, { ...added, flowLogId: 'fl-9' }])).toBe(true);
      }),
    ));

  it('one that covers alone covers beside any others', () =>
    fc.assert(
      fc.property(judged, flowLogs, anyFlowLog, (parameters, logs, given) => {
        const covering = { ...given, flowLogId: 'fl-0', resourceId: VPC_ID };
        fc.pre(isCovered(parameters, [covering]));
        expect(isCovered(parameters, [...logs, covering])).toBe(true);
      }),
    ));

  it('without a healthy one that meets all but the traffic type, a VPC is never covered', () =>
    fc.assert(
      fc.property(judged, flowLogs, (parameters, logs) => {
        const alone = logs.filter((log) =>
          isCovered({ ...parameters, trafficType: log.trafficType ?? 'ALL' }, [log]),
        );
        if (isCovered(parameters, logs)) expect(alone).not.toEqual([]);
        expect(isCovered(parameters, alone)).toBe(isCovered(parameters, logs));
      }),
    ));

  it('their order, duplicates and those of other resources never matter', () =>
    fc.assert(
      fc.property(
        anyParameters,
        anyVpc,
        flowLogs,
        fc.infiniteStream(fc.nat()),
        (parameters, facts, logs, random) => {
          const unrelated = { ...flowLog({ flowLogId: 'fl-8' }), resourceId: 'vpc-0123456789abcdef2' };
          const noise = [unrelated, ...logs, ...logs]
            .map((log) => ({ log: { ...log }, at: random.next().value }))
            .sort((left, right) => left.at - right.at)
            .map(({ log }) => log);
          expect(judge(world(parameters, noise, facts))).toEqual(judge(world(parameters, logs, facts)));
        },
      ),
    ));

  it('that capture ALL are at least as good as those that capture ACCEPT or REJECT', () =>
    fc.assert(
      fc.property(judged, flowLogs, fc.nat(3), (parameters, logs, index) => {
        fc.pre(isCovered(parameters, logs));
        const widened = logs.map((log, at) => (at === index ? { ...log, trafficType: 'ALL' as const } : log));
        expect(isCovered(parameters, widened)).toBe(true);
      }),
    ));

  it('that meet a requirement meet every weaker one', () =>
    fc.assert(
      fc.property(judged, flowLogs, fc.constantFrom(...TRAFFIC_TYPES), (parameters, logs, trafficType) => {
        fc.pre(isCovered({ ...parameters, trafficType: 'ALL' }, logs));
        const weaker = {
          trafficType,
          destinationTypes: [],
          destinations: [],
          requiredFields: [],
          fileFormat: undefined,
          maxAggregationInterval: 600,
        };
        expect(isCovered({ ...parameters, ...weaker }, logs)).toBe(true);
      }),
    ));
});

describe('judge', () => {
  it('never throws, and its annotation is 1 to 256 characters of well-formed Unicode on one line', () =>
    fc.assert(
      fc.property(
        anyParameters,
        fc.record({ vpcId: fc.constant(VPC_ID), ownerId: hostileText, isDefault: fc.boolean(), tags }),
        fc.array(
          fc.tuple(anyFlowLog, hostileText, hostileText).map(([log, id, text]) => ({
            ...log,
            flowLogId: id,
            destination: text,
            flowLogStatus: text,
          })),
        ),
        fc.boolean(),
        fc.date({ noInvalidDate: false }),
        (parameters, facts, logs, shared, now) => {
          const owned = shared ? facts : { ...facts, ownerId: ACCOUNT_ID };
          const verdict = judge({ ...world(parameters, logs, owned), now });
          expect(verdict.annotation.length).toBeGreaterThanOrEqual(1);
          expect(verdict.annotation.length).toBeLessThanOrEqual(256);
          expect(verdict.annotation).not.toMatch(/[\p{Cs}\p{Cc}\p{Zl}\p{Zp}]/u);
          expect(['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE']).toContain(complianceTypeOf(verdict));
        },
      ),
    ));

  it('never exempts by a tag without exemptTagKey, whatever the tags hold', () =>
    fc.assert(
      fc.property(judged, tags, (parameters, given) => {
        const verdict = judge(world({ ...parameters, exemptTagKey: undefined }, [], vpc({ tags: given })));
        expect(['no-flow-log', 'exempt-id']).toContain(verdict.reason);
      }),
    ));

  it('exempts by the tag exactly from today to maxExemptionDays on', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: 4000 }),
        fc.integer({ min: 1, max: 3650 }),
        fc.nat(86_399_999),
        (days, maxExemptionDays, time) => {
          const today = Date.parse('2026-06-15T00:00:00Z');
          const end = new Date(today + days * 86_400_000).toISOString().slice(0, 10);
          const parsed = parseParameters({ exemptTagKey: 'exempt', maxExemptionDays });
          if (!parsed.ok) throw new Error('these parameters are right');
          const given = world(parsed.value, [], vpc({ tags: { exempt: end } }));
          const { reason } = judge({ ...given, now: new Date(today + time) });
          expect(reason).toBe(days >= 0 && days <= maxExemptionDays ? 'exempt-tag' : 'no-flow-log');
        },
      ),
    ));
});

describe('parameters', () => {
  it('printed and read are the same, for all that the table allows', () =>
    fc.assert(
      fc.property(anyParameters, (parameters) => {
        const printed = printParameters(parameters);
        expect(parseParameters(printed)).toEqual({ ok: true, value: parameters });
        expect(parseParameters(JSON.parse(JSON.stringify(printed)))).toEqual({ ok: true, value: parameters });
      }),
    ));

  it('written as JSON are read the same', () =>
    fc.assert(
      fc.property(anyParameters, ({ scopeTags: _, ...rest }) => {
        const read = parseParameters(JSON.parse(JSON.stringify(rest)));
        expect(read).toEqual({ ok: true, value: { ...rest, scopeTags: {} } });
      }),
    ));

  const list = (item: RegExp) => (text: string) => text.split(',').every((each) => item.test(each.trim()));
  /** Independent of the table: a little more than what is right. */
  const plausible: Readonly<Record<keyof RuleParameters, (text: string) => boolean>> = {
    trafficType: (text) => /^(ALL|ACCEPT|REJECT)$/.test(text),
    destinationTypes: list(/^(s3|cloud-watch-logs|kinesis-data-firehose)$/),
    destinations: list(/^arn:[^"\\{}\s]+:[^"\\{}\s]+$/),
    maxAggregationInterval: (text) => text === '60' || text === '600',
    requiredFields: list(/^[a-z0-9-]+$/),
    fileFormat: (text) => text === 'parquet' || text === 'plain-text',
    includeDefaultVpcs: (text) => text === 'true' || text === 'false',
    scopeTags: (text) =>
      text.split(',').every((each) => /^[^=]+=[^=]/.test(each)) && !/[\p{C}"\\{}]/u.test(text),
    exemptTagKey: (text) => [...text].length <= 128 && !/[\p{C}"\\{},|]/u.test(text),
    maxExemptionDays: (text) => /^[1-9]\d{0,3}$/.test(text),
    exemptVpcIds: list(/^vpc-[0-9a-f]{8,17}$/),
    acceptSubnetCoverage: (text) => text === 'true' || text === 'false',
    maxRemediationsPerSweep: (text) => /^[1-9]\d{0,4}$/.test(text),
  };
  const nearly = fc.oneof(
    hostileText,
    fc.string(),
    anyParameters.map((parameters) => Object.values(printParameters(parameters)).join('')),
    fc
      .tuple(anyParameters, hostileText)
      .map(([parameters, text]) => `${Object.values(printParameters(parameters)).at(-1)}${text}`),
  );

  it.each(Object.entries(plausible))('%s outside the table is refused by name', (name, isPlausible) =>
    fc.assert(
      fc.property(nearly, (text) => {
        fc.pre(text.trim() !== '' && !isPlausible(text.trim()));
        expect(parseParameters({ [name]: text })).toMatchObject({ ok: false, issues: [{ setting: name }] });
      }),
    ),
  );

  it('of any JSON whatsoever are read or refused, never thrown about', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(plausible)), (value, name) => {
        expect(typeof parseParameters(value).ok).toBe('boolean');
        const named = parseParameters({ [name]: value });
        if (!named.ok) expect(named.issues.map(({ setting }) => setting)).toEqual([name]);
      }),
    ));
});
