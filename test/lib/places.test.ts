import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FlowLogsCompliance, LogDestination, UserMistake } from '../../lib';
import { assertionsOf, deployed, functionCode, newApp, stackOf } from './deployed';

const arnIn = (region: string, accountId: string, service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;
const HERE = { region: 'eu-west-1', account: '111122223333' };
const KEY_ID = 'key/01234567-89ab-cdef-0123-456789abcdef';

/** Everything that lies in one place, of one Region and account. */
const destinationsIn = (region: string, accountId: string) => ({
  stream: LogDestination.firehose({
    deliveryStreamArn: arnIn(region, accountId, 'firehose', 'deliverystream/flow-logs'),
  }),
  group: LogDestination.cloudWatchLogs({
    logGroupArn: arnIn(region, accountId, 'logs', 'log-group:flow-logs'),
    deliveryRoleArn: arnIn('', accountId, 'iam', 'role/delivery'),
  }),
  'own-group': LogDestination.cloudWatchLogs({ kmsKeyArn: arnIn(region, accountId, 'kms', KEY_ID) }),
  bucket: LogDestination.s3({ kmsKeyArn: arnIn(region, accountId, 'kms', KEY_ID) }),
});
const requirementsIn = (region: string, accountId: string) =>
  Object.entries(destinationsIn(region, accountId)).map(([name, destination]) => ({ name, destination }));

const mistakeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof UserMistake) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
};

/** What each rule of the template compares with what, by the setting that it is about. */
const rulesOf = (template: Template) =>
  assertionsOf(template).map(({ Assert, AssertDescription }) => {
    const [{ Ref: part }, named] = Assert['Fn::Equals'];
    return [/^requirement (\S+ \S+) lies/.exec(AssertDescription)?.[1], part, named];
  });

describe('what lies in another place than the stack', () => {
  it('is refused at once where the place of the stack is known, with all of it', () => {
    const message = mistakeOf(() =>
      stackOf({ requirements: requirementsIn('us-east-1', '999988887777') }, HERE),
    );
    expect(message.split('\n').map((line) => line.replace(/: got.*allowed: /, ' | '))).toEqual([
      'flow log settings: 7 values must be corrected, nothing was synthesized',
      expect.stringMatching(
        /^- requirement stream: destination\.deliveryStreamArn \| .*Region eu-west-1.*; name a stream/,
      ),
      expect.stringMatching(
        /^- requirement stream: destination\.deliveryStreamArn \| .*account 111122223333/,
      ),
      expect.stringMatching(/^- requirement group: destination\.logGroupArn \| .*Region/),
      expect.stringMatching(/^- requirement group: destination\.logGroupArn \| .*account/),
      expect.stringMatching(/^- requirement group: destination\.deliveryRoleArn \| .*account.*; name a role/),
      expect.stringMatching(/^- requirement own-group: destination\.kmsKeyArn \| .*Region.*; name a key/),
      expect.stringMatching(/^- requirement bucket: destination\.kmsKeyArn \| .*Region/),
    ]);
  });

  it('is refused by a rule of the template where the place is not known, before anything is made', () => {
    const template = deployed({ requirements: requirementsIn('us-east-1', '999988887777') });
    expect(rulesOf(template)).toEqual([
      ['stream: destination.deliveryStreamArn', 'AWS::Region', 'us-east-1'],
      ['stream: destination.deliveryStreamArn', 'AWS::AccountId', '999988887777'],
      ['group: destination.logGroupArn', 'AWS::Region', 'us-east-1'],
      ['group: destination.logGroupArn', 'AWS::AccountId', '999988887777'],
      ['group: destination.deliveryRoleArn', 'AWS::AccountId', '999988887777'],
      ['own-group: destination.kmsKeyArn', 'AWS::Region', 'us-east-1'],
      ['bucket: destination.kmsKeyArn', 'AWS::Region', 'us-east-1'],
    ]);
  });

  it('is told in the rule, with what to do about it', () => {
    const [assertion] = assertionsOf(deployed({ requirements: requirementsIn('us-east-1', '999988887777') }));
    expect(assertion.AssertDescription).toBe(
      'requirement stream: destination.deliveryStreamArn lies in the Region us-east-1, and this stack in another; name a stream of the account and Region that the stack is deployed to',
    );
  });

  it('is refused in part where the place is known in part', () => {
    const message = mistakeOf(() =>
      stackOf({ requirements: requirementsIn('us-east-1', '999988887777') }, { region: 'eu-west-1' }),
    );
    expect(message).toContain('4 values must be corrected');
  });

  it('does not matter where remediation only observes', () => {
    const requirements = requirementsIn('us-east-1', '999988887777').map((each) => ({
      ...each,
      remediation: { mode: 'observe' as const },
    }));
    expect(rulesOf(Template.fromStack(stackOf({ requirements }, HERE)))).toEqual([]);
  });
});

it('what lies where the stack does is accepted, without a rule', () =>
  expect(rulesOf(deployed({ requirements: requirementsIn(HERE.region, HERE.account) }, HERE))).toEqual([]));

it('a bucket of another partition is refused where the partition of the stack is known', () => {
  const destination = LogDestination.s3({ bucketArn: 'arn:aws:s3:::central-flow-logs' });
  const requirements = [{ name: 'a', destination }];
  expect(mistakeOf(() => stackOf({ requirements }, { ...HERE, region: 'cn-north-1' }))).toContain(
    'requirement a: destination.bucketArn: got arn:aws:s3:::central-flow-logs, allowed: what lies in the partition aws-cn, which this stack is for; name a bucket',
  );
  expect(() => stackOf({ requirements }, HERE)).not.toThrow();
  expect(rulesOf(deployed({ requirements }))).toEqual([]);
});

it('a key of another account may be used', () => {
  const kmsKeyArn = arnIn(HERE.region, '999988887777', 'kms', KEY_ID);
  const requirements = [{ name: 'a', destination: LogDestination.s3({ kmsKeyArn }) }];
  expect(() => stackOf({ requirements }, HERE)).not.toThrow();
});

it('the rules of two instances in one stack do not clash', () => {
  const stack = new Stack(newApp(), 'Both');
  const requirements = requirementsIn(HERE.region, HERE.account);
  for (const id of ['First', 'Second']) new FlowLogsCompliance(stack, id, { functionCode, requirements });
  expect(rulesOf(Template.fromStack(stack))).toHaveLength(14);
});
