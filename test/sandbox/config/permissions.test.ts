import {
  DeleteEvaluationResultsCommand,
  DeleteRemediationExceptionsCommand,
  DescribeComplianceByConfigRuleCommand,
  DescribeComplianceByResourceCommand,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
  DescribeRemediationConfigurationsCommand,
  DescribeRemediationExceptionsCommand,
  DescribeRemediationExecutionStatusCommand,
  GetComplianceDetailsByConfigRuleCommand,
  GetResourceConfigHistoryCommand,
  ListDiscoveredResourcesCommand,
  PutEvaluationsCommand,
  PutRemediationExceptionsCommand,
  StartConfigRulesEvaluationCommand,
  StartRemediationExecutionCommand,
} from '@aws-sdk/client-config-service';
import { remediatedRule } from './remediated-rule';

const ConfigRuleName = 'rule';
const ConfigRuleNames = [ConfigRuleName];
const VPC = 'AWS::EC2::VPC';
const executionKeys = [{ resourceType: VPC, resourceId: 'vpc-0' } as const];
const ResourceKeys = [{ ResourceType: VPC, ResourceId: 'vpc-0' }];

const ARN = 'arn:aws:config:eu-central-1:111122223333:';
const RULE = `${ARN}config-rule/config-rule-abc`;
const REMEDIATION = `${ARN}remediation-configuration/abc`;
const RECORDER = expect.stringMatching(`^${ARN}configuration-recorder/default/\\w+$`);

/** By https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html */
const CASES: readonly (readonly [any, unknown])[] = [
  [new DescribeConfigRulesCommand({}), '*'],
  [new DescribeComplianceByConfigRuleCommand({}), '*'],
  [new DescribeComplianceByResourceCommand({}), '*'],
  [new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName }), RULE],
  [new StartConfigRulesEvaluationCommand({ ConfigRuleNames }), RULE],
  [new DeleteEvaluationResultsCommand({ ConfigRuleName }), RULE],
  [new PutEvaluationsCommand({ Evaluations: [], ResultToken: 'token' }), '*'],
  [new DescribeRemediationConfigurationsCommand({ ConfigRuleNames }), REMEDIATION],
  [new DescribeRemediationExecutionStatusCommand({ ConfigRuleName }), REMEDIATION],
  [new StartRemediationExecutionCommand({ ConfigRuleName, ResourceKeys: executionKeys }), '*'],
  [new PutRemediationExceptionsCommand({ ConfigRuleName, ResourceKeys }), '*'],
  [new DescribeRemediationExceptionsCommand({ ConfigRuleName }), '*'],
  [new DeleteRemediationExceptionsCommand({ ConfigRuleName, ResourceKeys }), '*'],
  [new DescribeConfigurationRecordersCommand({}), RECORDER],
  [new DescribeConfigurationRecorderStatusCommand({}), RECORDER],
  [new DescribeDeliveryChannelsCommand({}), '*'],
  [new ListDiscoveredResourcesCommand({ resourceType: VPC }), '*'],
  [new GetResourceConfigHistoryCommand({ resourceType: VPC, resourceId: 'vpc-0' }), '*'],
];

const nameOf = (command: object): string => command.constructor.name.replace(/Command$/, '');

describe('Config asks for permission to', () => {
  test.each(CASES.map(([command, resource]) => [nameOf(command), command, resource] as const))(
    '%s on the resource that AWS names',
    async (name, command, resource) => {
      const { config, sandbox, judge } = await remediatedRule({ automatic: false });
      await judge('NON_COMPLIANT', 'vpc-0');
      const before = sandbox.world.trace.calls.length;
      await config.send(command).catch(() => undefined);
      const asked = sandbox.world.trace.calls.slice(before);
      expect(asked[0]).toMatchObject({ action: `config:${name}`, resource });
    },
  );

  test('pass the role of the document to Systems Manager, when somebody starts a remediation', async () => {
    const { config, sandbox, judge } = await remediatedRule({ automatic: false });
    await judge('NON_COMPLIANT', 'vpc-0');
    await config.send(new StartRemediationExecutionCommand({ ConfigRuleName, ResourceKeys: executionKeys }));
    expect(sandbox.world.trace.calls).toContainEqual(
      expect.objectContaining({
        action: 'iam:PassRole',
        resource: 'arn:aws:iam::111122223333:role/Automation',
      }),
    );
  });
});
