import type { AssemblyStack } from '../cloudformation/assembly';
import type { ConfigRule, RemediationConfiguration } from '../config/state';
import type { Sandbox } from '../sandbox';
import { ScenarioError } from '../scenarios/only-rule';
import type { Bucket, Role } from '../world';

/** Where the remediation of a requirement delivers to, and who lets records in. */
export type Delivery =
  | {
      readonly kind: 'bucket';
      readonly bucket: Bucket;
      /** Whether it is the stack's own, and not somebody's who pastes what the stack puts out. */
      readonly isOurs: boolean;
    }
  | { readonly kind: 'log group'; readonly groupArn: string; readonly role: Role }
  | { readonly kind: 'stream'; readonly streamArn: string };

/** One requirement of the stack: its rule, and what remediates it. */
export class RehearsedRequirement {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly stack: AssemblyStack,
    readonly rule: ConfigRule,
  ) {}

  get remediation(): RemediationConfiguration {
    return there(this.rule.remediation, 'remediation');
  }

  get automationRole(): Role {
    const parameter = this.remediation.parameters['AutomationAssumeRole'];
    return this.role(parameter?.kind === 'static' ? parameter.values[0] : undefined);
  }

  /** The call by which the document creates a flow log: references are not resolved yet. */
  get creation(): Readonly<Record<string, unknown>> {
    const document = this.sandbox.home.documents.get(this.remediation.documentName);
    const step = document?.content.steps.find(({ inputs }) => inputs['Api'] === 'CreateFlowLogs');
    const { Service, Api, ...input } = there(step, 'creation').inputs;
    return input;
  }

  get delivery(): Delivery {
    const { LogDestination, LogDestinationType, DeliverLogsPermissionArn } = this.creation;
    const arn = String(LogDestination);
    switch (LogDestinationType) {
      case 'cloud-watch-logs':
        return { kind: 'log group', groupArn: arn, role: this.role(String(DeliverLogsPermissionArn)) };
      case 'kinesis-data-firehose':
        return { kind: 'stream', streamArn: arn };
      default:
        return { kind: 'bucket', ...this.bucketAt(arn) };
    }
  }

  /** Tags by which a VPC is in its scope. */
  get scopeTags(): Readonly<Record<string, string>> {
    const parameters: unknown = JSON.parse(this.rule.inputParameters);
    const isMap = typeof parameters === 'object' && parameters !== null && 'scopeTags' in parameters;
    const pairs = isMap ? String(parameters.scopeTags).split(',') : [];
    return Object.fromEntries(
      pairs.map((pair) => {
        const [key = '', values = ''] = pair.split('=');
        return [key, values.split('|')[0] ?? ''];
      }),
    );
  }

  private bucketAt(logDestination: string): { readonly bucket: Bucket; readonly isOurs: boolean } {
    const { world } = this.sandbox;
    const bucket = there(world.bucket(logDestination.split('/')[0] ?? ''), 'bucket');
    const isOurs = Object.values(this.stack.template.Resources).some(
      ({ Type }) => Type === 'AWS::S3::Bucket',
    );
    return { bucket, isOurs };
  }

  private role(arn: string | undefined): Role {
    return there(this.sandbox.world.role(arn ?? ''), 'role');
  }
}

function there<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new ScenarioError(`the scenarios need a ${what}: the stack has none`);
  return found;
}
