import type { ConfigRule } from '../config/state';
import { structuresOf, textOf } from '../operation';
import type { RegionState } from '../region-state';
import { ScenarioError } from '../scenarios/only-rule';
import { type Asked, askedBy } from './asked';

/** What the deployed document creates. */
export interface Remedy {
  readonly documentName: string;
  readonly trafficType: string;
  readonly destinationType: string;
  readonly destination: string;
  /** Of a flow log to CloudWatch Logs. */
  readonly roleArn: string | undefined;
}

/** A deployed rule, what it asks for and what its remediation creates. */
export interface Requirement extends Asked {
  /** As its flow logs are tagged. */
  readonly name: string;
  readonly rule: ConfigRule;
  readonly remedy: Remedy;
}

/** Tags of the flow logs that the product creates. */
export const REQUIREMENT_TAG = 'vpc-flow-logs-compliance:requirement';
export const EXECUTION_TAG = 'vpc-flow-logs-compliance:execution';

export const requirementsOf = (region: RegionState): readonly Requirement[] =>
  [...region.config.rules.values()].map((rule) => requirementOf(region, rule));

function requirementOf({ documents }: RegionState, rule: ConfigRule): Requirement {
  const documentName = rule.remediation?.documentName ?? '';
  const creation = documents
    .get(documentName)
    ?.content.steps.find(({ inputs }) => inputs['Api'] === 'CreateFlowLogs')?.inputs;
  if (!creation) throw new ScenarioError(`chaos is about rules with a remediation; ${rule.name} has none`);
  const tags = structuresOf(creation, 'TagSpecifications').flatMap((each) => structuresOf(each, 'Tags'));
  const named = tags.find((tag) => textOf(tag, 'Key') === REQUIREMENT_TAG);
  return {
    ...askedBy(JSON.parse(rule.inputParameters || '{}'), rule.name),
    name: (named && textOf(named, 'Value')) ?? rule.name,
    rule,
    remedy: {
      documentName,
      trafficType: textOf(creation, 'TrafficType') ?? '',
      destinationType: textOf(creation, 'LogDestinationType') ?? '',
      destination: textOf(creation, 'LogDestination') ?? '',
      roleArn: textOf(creation, 'DeliverLogsPermissionArn'),
    },
  };
}
