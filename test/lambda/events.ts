/** Events as AWS Config and the Automation document send them; every builder gives a valid one. */
import { JUDGE_ACTION } from '../../policy/judge-request';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
export const PLACE = { partition: 'aws', region: REGION, accountId: ACCOUNT };
export const VPC = 'vpc-0123456789abcdef0';
export const OTHER_VPC = 'vpc-0fedcba9876543210';
export const FLOW_LOG = 'fl-0123456789abcdef0';
export const RULE = 'vpc-flow-logs';
export const CAPTURE_TIME = '2027-03-01T10:00:00.000Z';
export const SCHEDULE_TIME = '2027-03-01T12:00:00.000Z';
export const BUCKET = 'arn:aws:s3:::flow-logs';

type Members = Readonly<Record<string, unknown>>;

export const CONTEXT = {
  invokedFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:vpc-flow-logs`,
  awsRequestId: 'request-1',
  getRemainingTimeInMillis: () => 300_000,
};

/** The envelope of a rule's event around an invoking event; `undefined` removes a member. */
export const ruleEvent = (invokingEvent: unknown, members: Members = {}): Members =>
  Object.fromEntries(
    Object.entries({
      version: '1.0',
      invokingEvent: typeof invokingEvent === 'string' ? invokingEvent : JSON.stringify(invokingEvent),
      ruleParameters: '{}',
      resultToken: 'token-1',
      eventLeftScope: false,
      executionRoleArn: `arn:aws:iam::${ACCOUNT}:role/config`,
      configRuleArn: `arn:aws:config:${REGION}:${ACCOUNT}:config-rule/config-rule-abcdef`,
      configRuleName: RULE,
      configRuleId: 'config-rule-abcdef',
      accountId: ACCOUNT,
      ...members,
    }).filter(([, value]) => value !== undefined),
  );

const item = (resourceType: string, resourceId: string, members: Members): Members => ({
  configurationItemCaptureTime: CAPTURE_TIME,
  awsAccountId: ACCOUNT,
  awsRegion: REGION,
  configurationItemStatus: 'OK',
  resourceType,
  resourceId,
  ...members,
});

const change = (configurationItem: Members): Members => ({
  configurationItem,
  messageType: 'ConfigurationItemChangeNotification',
  notificationCreationTime: '2027-03-01T10:00:05.000Z',
  recordVersion: '1.3',
});

const oversized = (configurationItemSummary: Members): Members => ({
  configurationItemSummary,
  messageType: 'OversizedConfigurationItemChangeNotification',
});

export const itemChange = (resourceType: string, resourceId: string, members: Members = {}): Members =>
  change(item(resourceType, resourceId, members));

export type DiffMembers = Readonly<Record<string, unknown>>;

/** What changed since the item before: https://repost.aws/knowledge-center/config-configurationitemdiff */
export const itemDiff = (changedProperties: DiffMembers, changeType = 'UPDATE'): Members => ({
  changedProperties,
  changeType,
});

export function relationshipChange(
  resourceType: string,
  changeType = 'CREATE',
  resourceId = 'x-0a',
): Members {
  const related = { resourceId, resourceName: null, resourceType, name: 'Contains it' };
  return changeType === 'DELETE'
    ? { previousValue: related, updatedValue: null, changeType }
    : { previousValue: null, updatedValue: related, changeType };
}

export const vpcChange = (members: Members = {}): Members =>
  itemChange('AWS::EC2::VPC', VPC, { configuration: { vpcId: VPC, isDefault: false }, ...members });

export const oversizedVpcChange = (members: Members = {}): Members =>
  oversized(item('AWS::EC2::VPC', VPC, { changeType: 'UPDATE', ...members }));

export const flowLogChange = (members: Members = {}): Members =>
  itemChange('AWS::EC2::FlowLog', FLOW_LOG, {
    configuration: { flowLogId: FLOW_LOG, resourceId: VPC },
    ...members,
  });

export const oversizedFlowLogChange = (members: Members = {}): Members =>
  oversized(item('AWS::EC2::FlowLog', FLOW_LOG, { changeType: 'UPDATE', ...members }));

export const scheduled = (members: Members = {}): Members => ({
  awsAccountId: ACCOUNT,
  notificationCreationTime: SCHEDULE_TIME,
  messageType: 'ScheduledNotification',
  recordVersion: '1.0',
  ...members,
});

export const judgeRequest = (members: Members = {}): Members => ({
  action: JUDGE_ACTION,
  vpcId: VPC,
  ruleParameters: '{}',
  logDestination: BUCKET,
  ...members,
});
