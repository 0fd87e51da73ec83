import { FLOW_LOGS_OF_A_VPC, idOf } from './estate';
import { PLACE, RULE } from './place';

type Members = Readonly<Record<string, unknown>>;

/** The VPC of the estate that changes. */
const VPC = idOf('vpc', 0);
const FLOW_LOG = idOf('fl', 0 * FLOW_LOGS_OF_A_VPC);
/** EC2 lists it no more, and only its history tells which VPC it captured. */
const DELETED_FLOW_LOG = 'fl-0dead0dead0dead00';

/** What Config sends to the function of a custom rule. */
const ruleEvent = (invokingEvent: Members): Members => ({
  version: '1.0',
  invokingEvent: JSON.stringify(invokingEvent),
  ruleParameters: JSON.stringify({ exemptTagKey: 'flow-logs-exempt-until', maxAggregationInterval: '600' }),
  resultToken: 'token-1',
  eventLeftScope: false,
  executionRoleArn: `arn:aws:iam::${PLACE.accountId}:role/config`,
  configRuleArn: `arn:aws:config:${PLACE.region}:${PLACE.accountId}:config-rule/config-rule-abcdef`,
  configRuleName: RULE,
  configRuleId: 'config-rule-abcdef',
  accountId: PLACE.accountId,
});

const change = (item: Members, configurationItemDiff?: Members): Members =>
  ruleEvent({
    configurationItemDiff: configurationItemDiff ?? null,
    configurationItem: {
      configurationItemCaptureTime: new Date().toISOString(),
      awsAccountId: PLACE.accountId,
      awsRegion: PLACE.region,
      configurationItemStatus: 'OK',
      ...item,
    },
    messageType: 'ConfigurationItemChangeNotification',
    notificationCreationTime: new Date().toISOString(),
    recordVersion: '1.3',
  });

const vpcItem = {
  resourceType: 'AWS::EC2::VPC',
  resourceId: VPC,
  configuration: { vpcId: VPC, isDefault: false },
};

export const vpcChange = (): Members => change(vpcItem);

/** Config records the VPC anew when a network interface comes or goes: https://repost.aws/knowledge-center/config-configurationitemdiff */
export const relationshipChange = (): Members =>
  change(vpcItem, {
    changeType: 'UPDATE',
    changedProperties: {
      'Relationships.0': {
        previousValue: null,
        updatedValue: {
          resourceId: 'eni-0123456789abcdef0',
          resourceName: null,
          resourceType: 'AWS::EC2::NetworkInterface',
          name: 'Contains NetworkInterface',
        },
        changeType: 'CREATE',
      },
    },
  });

export const flowLogChange = (): Members =>
  change({
    resourceType: 'AWS::EC2::FlowLog',
    resourceId: FLOW_LOG,
    configuration: { flowLogId: FLOW_LOG, resourceId: VPC },
  });

export const flowLogDeletion = (): Members =>
  change({
    resourceType: 'AWS::EC2::FlowLog',
    resourceId: DELETED_FLOW_LOG,
    configurationItemStatus: 'ResourceDeleted',
    configuration: null,
  });

export const scheduled = (): Members =>
  ruleEvent({
    awsAccountId: PLACE.accountId,
    notificationCreationTime: new Date().toISOString(),
    messageType: 'ScheduledNotification',
    recordVersion: '1.0',
  });

/** The history of a flow log that is gone, newest first: a deleted resource's own item tells nothing of it. */
export const deletedFlowLogHistory = (flowLogId: string): readonly Members[] =>
  flowLogId === DELETED_FLOW_LOG
    ? [
        { configurationItemStatus: 'ResourceDeleted', configuration: '' },
        { configurationItemStatus: 'OK', configuration: JSON.stringify({ flowLogId, resourceId: VPC }) },
      ]
    : [];
