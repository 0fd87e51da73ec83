import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DECISIONS, DESTINATION_TYPES, type PARAMETERS, REASONS } from '../../policy';
import { decide, printDecision } from '../../policy/decision';
import { FAIL_SCRIPT } from '../../runbook';
import { fillOperatorRunbook } from '../../tools/operator-runbook';
import { deployed, resourcesOf } from '../lib/deployed';
import {
  BUCKET,
  type Case,
  flowLog,
  STREAM as JUDGED_STREAM,
  judgeCase,
  LOG_GROUP,
  toLogGroup,
  toStream,
  VPC_ID,
} from '../policy/builders';
import { documentOf, STREAM } from '../runbook/builders';
import { chapter, headingsOf, PAGE, ROOT, sectionOf, slugsOf } from './operator-runbook';

const verdicts = chapter('Verdicts');
const executions = chapter('Executions');

const CAP: keyof typeof PARAMETERS = 'maxRemediationsPerSweep';

describe('verdicts', () => {
  test('every reason has its heading, and no heading is of another reason', () => {
    expect(headingsOf(verdicts)).toEqual(Object.keys(REASONS));
  });

  test.each(Object.entries(REASONS))('%s is told with its verdict, %s', (reason, type) => {
    expect(sectionOf(verdicts, reason).trimStart()).toMatch(new RegExp(`^${type}: `));
  });

  /** One world for each annotation that the page quotes. */
  const worlds: readonly (readonly [keyof typeof REASONS, Case])[] = [
    ['covered', { flowLogs: [flowLog()] }],
    [
      'subnets-covered',
      {
        subnetIds: ['subnet-1'],
        flowLogs: [flowLog({ resourceId: 'subnet-1' })],
        required: { acceptSubnetCoverage: true },
      },
    ],
    ['no-flow-log', {}],
    ['inactive', { flowLogs: [flowLog({ flowLogStatus: 'DELETED' })] }],
    [
      'delivery-failed',
      { flowLogs: [flowLog({ deliverLogsStatus: 'FAILED', deliverLogsErrorMessage: 'Access error' })] },
    ],
    ['traffic-type', { flowLogs: [flowLog({ trafficType: 'REJECT' })] }],
    ['destination-type', { flowLogs: [toStream()], required: { destinationTypes: 's3' } }],
    ['destination', { flowLogs: [flowLog()], required: { destinations: `${BUCKET}-2` } }],
    ['aggregation-interval', { flowLogs: [flowLog()], required: { maxAggregationInterval: 60 } }],
    ['log-format', { flowLogs: [flowLog()], required: { requiredFields: 'vpc-id' } }],
    ['file-format', { flowLogs: [flowLog()], required: { fileFormat: 'parquet' } }],
    ['shared', { vpc: { ownerId: '999988887777' } }],
    ['default-vpc', { vpc: { isDefault: true }, required: { includeDefaultVpcs: false } }],
    ['out-of-scope', { required: { scopeTags: 'a=b' } }],
    ['exempt-id', { required: { exemptVpcIds: VPC_ID } }],
    ['exempt-tag', { vpc: { tags: { a: '2026-06-20' } }, required: { exemptTagKey: 'a' } }],
  ];

  test.each(worlds)('the annotation of %s is quoted as Config shows it', (reason, world) => {
    const verdict = judgeCase(world);
    expect(verdict.reason).toBe(reason);
    expect(quoted(sectionOf(verdicts, reason))).toContainEqual(matcherOf(verdict.annotation));
  });

  test.each([
    ['gone', 'lambda/live-judgement.ts'],
    ['not-recorded', 'lambda/change.ts'],
  ])('the annotation of %s, which %s gives, is quoted as well', (reason, file) => {
    const source = readFileSync(join(ROOT, file), 'utf8');
    const shown = quoted(/Shows as .*$/m.exec(sectionOf(verdicts, reason))?.[0] ?? '');
    expect(shown).not.toEqual([]);
    expect(shown.filter((text) => !source.includes(`'${text}'`))).toEqual([]);
  });
});

/** Texts in the page's code spans. */
const quoted = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/** Equal to a quotation in which `…` stands for whatever differs from VPC to VPC. */
function matcherOf(annotation: string): { asymmetricMatch(quotation: unknown): boolean } {
  return {
    asymmetricMatch: (quotation) =>
      new RegExp(`^${String(quotation).split('…').map(escaped).join('.+')}$`).test(annotation),
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('executions', () => {
  const documents = [
    documentOf({ destination: { type: 's3' } }),
    documentOf({ destination: { type: 'cloud-watch-logs' } }),
    documentOf({ destination: { type: 'kinesis-data-firehose', deliveryStreamArn: STREAM } }),
  ];
  const steps = documents.flatMap(({ mainSteps }) => mainSteps);
  const endings = [...new Set(steps.filter(({ isEnd }) => isEnd).map(({ name }) => name))];

  /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
  const codes = [
    'FlowLogAlreadyExists',
    'FlowLogsLimitExceeded',
    'LogDestinationNotFound',
    'LogDestinationPermissionIssue',
    'InvalidParameter',
    'UnauthorizedOperation',
    'InvalidVpcID.NotFound',
    'IdempotentParameterMismatch',
    'RequestLimitExceeded',
  ];

  /** Ends that no step gives: those of Systems Manager and of Config. */
  const outside = [
    'Fail without a decision',
    'Failed at a judge step',
    'TimedOut',
    'Cancelled',
    'Queued',
    'Not started',
    'Remediation exception',
    `Held back by ${CAP}`,
  ];

  test('every end has its heading, and no heading is of something else', () => {
    expect(endings.filter((name) => name !== 'Fail').sort()).toEqual(['EndCovered', 'EndNothingToDo']);
    expect(headingsOf(executions)).toEqual([
      'EndCovered',
      'EndNothingToDo',
      ...[...DESTINATION_TYPES]
        .sort((left, right) => ORDER.indexOf(left) - ORDER.indexOf(right))
        .map((type) => `Fail with ${DECISIONS.refuse}: ${type}`),
      `Fail with ${DECISIONS.create}`,
      'CreateFlowLog: Unsuccessful',
      ...codes.map((code) => `CreateFlowLog: ${code}`),
      ...outside,
    ]);
  });

  const ORDER = ['s3', 'cloud-watch-logs', 'kinesis-data-firehose'];

  test('every step of the documents is named', () => {
    const text = executions.map((section) => `${section.heading} ${section.text}`).join('\n');
    const introduction = PAGE.slice(PAGE.indexOf('\n## Executions'), PAGE.indexOf('### EndCovered'));
    const named = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(introduction + text);
    expect(steps.map(({ name }) => name).filter((name) => !named(name))).toEqual([]);
  });

  test.each([
    ['s3', flowLog, BUCKET],
    ['cloud-watch-logs', toLogGroup, LOG_GROUP],
    ['kinesis-data-firehose', toStream, JUDGED_STREAM],
  ] as const)(
    'the refusal of a failing flow log to %s is quoted as the judge words it',
    (type, flowLogTo, destination) => {
      const failing = flowLogTo({ deliverLogsStatus: 'FAILED', deliverLogsErrorMessage: 'Access error' });
      const decision = decide(judgeCase({ flowLogs: [failing] }), [failing], destination);
      const shown = `flow logs are not in place: "${printDecision(decision)}`;
      expect(quoted(sectionOf(executions, `Fail with ${DECISIONS.refuse}: ${type}`))).toContainEqual(
        matcherOf(shown),
      );
    },
  );

  test('the failure after a creation is quoted as the judge words it', () => {
    const decision = decide(judgeCase({}), [], BUCKET);
    const shown = `flow logs are not in place: "${printDecision(decision)}`;
    expect(quoted(sectionOf(executions, `Fail with ${DECISIONS.create}`))).toContainEqual(matcherOf(shown));
  });

  test('the exception that holds back is quoted as the function words it', () => {
    const source = readFileSync(join(ROOT, 'lambda', 'remediation-exceptions.ts'), 'utf8');
    const [, start = ''] = /^const MESSAGE = '(.+)';$/m.exec(source) ?? [];
    expect(start).not.toBe('');
    expect(sectionOf(executions, `Held back by ${CAP}`)).toContain(`\`${start}: ${CAP} releases … an hour.`);
    expect(source).toContain(`: ${CAP} releases \${cap} an hour.`);
  });

  test('every code that the sandbox refuses a creation with is among the headings', () => {
    const sources = ['flow-log-creation.ts', 'destination-problem.ts'].map((file) =>
      readFileSync(join(ROOT, 'sandbox', 'ec2', file), 'utf8'),
    );
    const thrown = sources.flatMap((source) =>
      [...source.matchAll(/new ApiError\(\s*'([\w.]+)'/g)].map(([, code = '']) => code),
    );
    expect(thrown).toContain('FlowLogAlreadyExists');
    // More than 300 VPCs in one request, of which ours has one.
    expect(thrown.filter((code) => code !== 'InvalidParameterValue' && !codes.includes(code))).toEqual([]);
  });

  test('a failure is quoted as the document raises it', () => {
    const [words = ''] = /flow logs are not in place: /.exec(FAIL_SCRIPT) ?? [];
    expect(words).not.toBe('');
    const failures = executions.filter(({ heading }) => heading.startsWith('Fail with'));
    expect(failures).toHaveLength(DESTINATION_TYPES.length + 2);
    expect(failures.filter(({ text }) => !text.includes(`\`${words}`))).toEqual([]);
  });
});

describe('alarms', () => {
  test('every alarm of the stack has its heading, and no heading is of another alarm', () => {
    const names = Object.entries(resourcesOf(deployed()))
      .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
      .map(([logicalId]) => /Alarms([A-Za-z]+)[0-9A-F]{8}$/.exec(logicalId)?.[1]);
    expect(headingsOf(chapter('Alarms'))).toEqual(names);
  });
});

describe('the page', () => {
  test('holds what the checks of doctor say (npm run docs brings it up to date)', () => {
    expect(fillOperatorRunbook(PAGE)).toBe(PAGE);
  });

  test('leads to headings that exist', () => {
    const targets = [...PAGE.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = '']) => target);
    expect(targets).not.toEqual([]);
    expect(targets.filter((target) => !slugsOf(PAGE).includes(target))).toEqual([]);
  });

  test.each([...verdicts, ...executions, ...chapter('Alarms')].map(({ heading, text }) => [heading, text]))(
    'is short, and says what to do: %s',
    (_, text) => {
      expect(text).toMatch(/^To do/m);
      expect(text.trim().split('\n').length).toBeLessThanOrEqual(7);
    },
  );
});
