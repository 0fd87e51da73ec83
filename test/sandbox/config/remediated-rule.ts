import { type ComplianceType, PutEvaluationsCommand } from '@aws-sdk/client-config-service';
import type { AwsApiAnswer } from '../../../sandbox/automation/aws-api';
import type { RemediationConfiguration } from '../../../sandbox/config/state';
import { addAutomationRole, addDocument, ROLE } from '../automation/played';
import { call, documentOf, sleep } from '../automation/steps';
import { openEndpoint } from '../endpoint';
import { ruleWithToken } from './rule';

/** Seconds from a non-compliant result to a round, and that an execution of the document takes. */
export const DELAY = 60;
export const EXECUTION = 12;

const CONFIGURATION: RemediationConfiguration = {
  arn: 'arn:aws:config:eu-central-1:111122223333:remediation-configuration/abc',
  documentName: 'Repair',
  parameters: {
    VpcId: { kind: 'resource-id' },
    AutomationAssumeRole: { kind: 'static', values: [ROLE] },
  },
  automatic: true,
  maximumAutomaticAttempts: 3,
  retryAttemptSeconds: 3600,
  concurrentExecutionRatePercentage: 100,
  errorPercentage: 100,
};

const REFUSED: AwsApiAnswer = { error: { name: 'Refused', message: 'as told' } };

/** A rule whose remediation calls an API and sleeps; the call fails for the VPCs in `refused`. */
export async function remediatedRule(others: Partial<RemediationConfiguration> = {}) {
  const opened = await openEndpoint({ delays: { remediation: DELAY } });
  const { sandbox, config } = opened;
  const { world, home } = sandbox;
  const refused = new Set<string>();
  const called: string[] = [];
  world.connect({
    functionHost: { kill: () => undefined, invoke: () => Promise.reject(new Error('no function is played')) },
    awsApi: {
      call: ({ input }) => {
        const id = String(input['VpcId']);
        called.push(id);
        return Promise.resolve(refused.has(id) ? REFUSED : { output: {} });
      },
    },
  });
  addAutomationRole(world);
  const inputs = { Service: 'ec2', Api: 'DeleteVpc', VpcId: '{{ VpcId }}' };
  const parameters = { VpcId: { type: 'String' }, AutomationAssumeRole: { type: 'String' } };
  addDocument(home, 'Repair', { ...documentOf(sleep('Settle'), call('Repair', { inputs })), parameters });
  const { rule, token } = ruleWithToken(sandbox);
  rule.remediation = { ...CONFIGURATION, ...others };
  const judge = async (ComplianceType: ComplianceType, ...ids: readonly string[]): Promise<void> => {
    const Evaluations = ids.map((ComplianceResourceId) => ({
      ComplianceResourceType: 'AWS::EC2::VPC',
      ComplianceResourceId,
      ComplianceType,
      OrderingTimestamp: world.scheduler.now(),
    }));
    await config.send(new PutEvaluationsCommand({ Evaluations, ResultToken: token }));
  };
  const executions = () => [...home.executions.values()];
  const advance = (seconds: number): Promise<void> => sandbox.advance(seconds);
  return { ...opened, rule, judge, refused, called, executions, advance };
}

export const vpcs = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `vpc-${index}`);
