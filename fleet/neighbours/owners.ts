import type { TaggedFlowLog } from '../aws/tagged-flow-logs';
import { ownershipOf } from '../prune/ownership';
import { isOfTelemetryRule } from './telemetry';

/** Who seems to have created a flow log: anybody can write a tag. */
export interface Owner {
  readonly kind: 'ours' | 'telemetry-rule' | 'automation' | 'unknown';
  /** `ours, for all-traffic`, `Landing Zone Accelerator on AWS`. */
  readonly text: string;
}

/**
 * Tags and names by which an automation is known. Landing Zone Accelerator tags what it deploys with its prefix
 * (https://github.com/awslabs/landing-zone-accelerator-on-aws); Automated Security Response names the log group after the VPC,
 * and its newer releases tag flow logs
 * (https://github.com/aws-solutions/automated-security-response-on-aws/blob/main/source/remediation_runbooks/scripts/common/tag_resource.py).
 */
const AUTOMATIONS: readonly {
  readonly text: string;
  readonly made: (flowLog: TaggedFlowLog) => boolean;
}[] = [
  {
    text: 'Automated Security Response on AWS',
    made: ({ tags, fact }) =>
      tags['Solutions:SolutionName'] === 'automated-security-response-on-aws' ||
      (fact.destination?.endsWith(`:log-group:VPCFlowLogs/${fact.resourceId}`) ?? false),
  },
  { text: 'Landing Zone Accelerator on AWS', made: ({ tags }) => tags['Accelerator'] !== undefined },
];

/** CloudFormation writes it on what it creates: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html */
const STACK_TAG = 'aws:cloudformation:stack-name';

/** @param copied executions that several flow logs of the Region name */
export function ownerOf(flowLog: TaggedFlowLog, copied: ReadonlySet<string>): Owner {
  const ownership = ownershipOf(flowLog, copied);
  if (ownership && ownership.notOurs === undefined)
    return { kind: 'ours', text: `ours, for ${ownership.requirement}` };
  if (isOfTelemetryRule(flowLog))
    return { kind: 'telemetry-rule', text: 'a telemetry enablement rule of CloudWatch' };
  const automation = AUTOMATIONS.find(({ made }) => made(flowLog));
  if (automation) return { kind: 'automation', text: automation.text };
  const { [STACK_TAG]: stack, Name: name } = flowLog.tags;
  if (stack !== undefined) return { kind: 'automation', text: `CloudFormation stack ${stack}` };
  return { kind: 'unknown', text: name ? `no known owner, named ${name}` : 'no known owner' };
}
