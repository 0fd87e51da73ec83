import { CreateVpcCommand } from '@aws-sdk/client-ec2';
import { deploy } from '../../../sandbox/cloudformation/deployment';
import type { SandboxOptions } from '../../../sandbox/sandbox';
import { openEndpoint } from '../endpoint';
import { nodeFunction, role, smallStack } from '../small-stack';

const RECORDING = 60;

interface Rule extends Partial<SandboxOptions> {
  readonly messageTypes?: readonly string[];
  /** Of a schedule, when there is one. */
  readonly frequency?: string;
}

const resources = ({ messageTypes = ['ConfigurationItemChangeNotification'], frequency }: Rule) => ({
  Role: role('lambda.amazonaws.com'),
  Function: nodeFunction(),
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Function' },
      Principal: 'config.amazonaws.com',
    },
  },
  Rule: {
    Type: 'AWS::Config::ConfigRule',
    DependsOn: 'Permission',
    Properties: {
      Scope: { ComplianceResourceTypes: ['AWS::EC2::VPC', 'AWS::EC2::FlowLog'] },
      Source: {
        Owner: 'CUSTOM_LAMBDA',
        SourceIdentifier: { 'Fn::GetAtt': ['Function', 'Arn'] },
        SourceDetails: [
          ...messageTypes.map((MessageType) => ({ EventSource: 'aws.config', MessageType })),
          ...(frequency
            ? [
                {
                  EventSource: 'aws.config',
                  MessageType: 'ScheduledNotification',
                  MaximumExecutionFrequency: frequency,
                },
              ]
            : []),
        ],
      },
    },
  },
});

/** An account whose one VPC is recorded, and what a rule is told; `told` empties itself with every reading. */
export async function recorded({ messageTypes, frequency, ...options }: Rule) {
  const opened = await openEndpoint({ delays: { recording: RECORDING }, ...options });
  const { sandbox, ec2 } = opened;
  const events: any[] = [];
  sandbox.world.connect({
    awsApi: sandbox.world.awsApi,
    functionHost: {
      kill: () => undefined,
      invoke: (_target, event: any) => {
        events.push(JSON.parse(event.invokingEvent));
        return Promise.resolve({ payload: 'null', functionError: undefined, logLines: [] });
      },
    },
  });
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  await sandbox.advance(RECORDING);
  const rule = resources({ ...(messageTypes ? { messageTypes } : {}), ...(frequency ? { frequency } : {}) });
  return {
    ...opened,
    VpcId: Vpc?.VpcId ?? '',
    addRule: () => void deploy(sandbox.world, sandbox.home, smallStack(rule, new Map([['code.zip', '.']]))),
    ruleName: () => [...sandbox.home.config.rules.keys()][0] ?? '',
    told: () => events.splice(0),
    advance: (seconds: number) => sandbox.advance(seconds),
  };
}
