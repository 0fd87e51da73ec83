import { isJudgeRequest, JUDGE_ACTION, type JudgeRequest, parseJudgeRequest } from '../../policy';
import { BUCKET, LOG_GROUP, VPC_ID } from './builders';

const request: JudgeRequest = {
  action: JUDGE_ACTION,
  vpcId: VPC_ID,
  ruleParameters: '{}',
  logDestination: BUCKET,
};

it.each<readonly [string, unknown, boolean]>([
  ['a judge request', request, true],
  ['one whose members are missing: it is answered with what is wrong', { action: JUDGE_ACTION }, true],
  ['a Config event', { invokingEvent: '{}', ruleParameters: '{}', resultToken: 'x' }, false],
  ['another action', { ...request, action: 'judge' }, false],
  ['null', null, false],
  ['a text', JUDGE_ACTION, false],
])('%s is told from a Config event', (_, event, expected) => expect(isJudgeRequest(event)).toBe(expected));

const settings = (event: Readonly<Record<string, unknown>>) => {
  const parsed = parseJudgeRequest(event);
  return parsed.ok ? [] : parsed.issues.map(({ setting }) => setting);
};

it('a complete request is read as it was written', () =>
  expect(parseJudgeRequest({ ...request })).toEqual({ ok: true, value: request }));

it('a request to a log group names the role as well', () => {
  const toLogGroup = {
    ...request,
    logDestination: LOG_GROUP,
    deliveryRoleArn: 'arn:aws:iam::111122223333:role/delivery',
  };
  expect(parseJudgeRequest(toLogGroup)).toEqual({ ok: true, value: toLogGroup });
});

// Documents and functions of different versions meet while a stack is updated.
it('the action that documents ask for keeps its name', () => expect(JUDGE_ACTION).toBe('judge-flow-logs'));

it('every member that is missing is named at once, with what is allowed', () => {
  const missing = { got: 'undefined', remedy: 'correct the Automation document' };
  expect(parseJudgeRequest({ action: JUDGE_ACTION })).toEqual({
    ok: false,
    issues: [
      { ...missing, setting: 'vpcId', allowed: 'a VPC id' },
      { ...missing, setting: 'ruleParameters', allowed: 'the rule parameters as a JSON text' },
      { ...missing, setting: 'logDestination', allowed: 'the ARN of a log destination' },
    ],
  });
});

it.each<readonly [keyof JudgeRequest, unknown]>([
  ['vpcId', ''],
  ['vpcId', 'subnet-0123456789abcdef0'],
  ['vpcId', `${VPC_ID}\n`],
  ['vpcId', ` ${VPC_ID}`],
  ['vpcId', '{{ VpcId }}'],
  ['vpcId', [VPC_ID]],
  ['ruleParameters', {}],
  ['ruleParameters', '[]'],
  ['ruleParameters', '[{}]'],
  ['ruleParameters', ''],
  ['logDestination', 'org-logs'],
  ['logDestination', `to ${BUCKET}`],
  ['logDestination', ''],
  ['deliveryRoleArn', 'delivery'],
  ['deliveryRoleArn', ''],
  ['deliveryRoleArn', null],
])('%s %j is refused by name', (member, value) =>
  expect(settings({ ...request, [member]: value })).toEqual([member]),
);
