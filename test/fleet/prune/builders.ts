import type { TaggedFlowLog } from '../../../fleet/aws/tagged-flow-logs';
import type { DeployedRequirement } from '../../../fleet/deployed/deployed-requirement';
import { readDocument } from '../../../fleet/deployed/documented-flow-log';
import { type Assessment, assess } from '../../../fleet/prune/assess';
import type { Chosen } from '../../../fleet/prune/chosen';
import type { Estate, VpcEstate } from '../../../fleet/prune/estate';
import { copiedExecutions } from '../../../fleet/prune/ownership';
import type { FlowLog } from '../../../policy';
import { flowLog, PLACE, requirement as parametersOf, VPC_ID, vpc } from '../../policy/builders';
import { documentOf } from '../../runbook/builders';

export const NOW = new Date('2026-06-15T12:00:00Z');
/** Of each flow log its own, as executions are. */
export const executionOf = (flowLogId: string): string =>
  `11111111-2222-3333-4444-${Buffer.from(flowLogId).toString('hex').slice(-12).padStart(12, '0')}`;
export const TAGS = {
  requirement: 'vpc-flow-logs-compliance:requirement',
  execution: 'vpc-flow-logs-compliance:execution',
};

type Parameters = Readonly<Record<string, unknown>>;

/** A requirement as it is read from AWS, with the document that our runbook makes of it. */
export function deployed(
  name: string,
  {
    parameters = {},
    destination = {},
    mode = 'automatic',
  }: {
    readonly parameters?: Parameters;
    readonly destination?: Parameters;
    readonly mode?: 'automatic' | 'observe';
  } = {},
): DeployedRequirement {
  const document = readDocument(JSON.stringify(documentOf({ name, parameters, destination })));
  return {
    name,
    ruleName: `rule-${name}`,
    ruleArn: `arn:aws:config:eu-west-1:111122223333:config-rule/${name}`,
    parameters: parametersOf(parameters),
    functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:rule',
    remediation:
      mode === 'observe'
        ? { mode }
        : {
            mode,
            documentName: `document-${name}`,
            automationRoleArn: undefined,
            maximumAutomaticAttempts: 3,
            retryAttemptSeconds: 600,
            document,
          },
  };
}

/** Where the requirement's document delivers to. */
export function destinationOf({ remediation }: DeployedRequirement): string {
  if (remediation.mode === 'observe' || 'unreadable' in remediation.document) throw new Error('no document');
  return remediation.document.logDestination;
}

/** Created on that day of May; of nobody until it is tagged. */
export const logged = (
  flowLogId: string,
  day: number,
  fact: Partial<FlowLog> = {},
  tags: Readonly<Record<string, string>> = {},
): TaggedFlowLog => ({
  fact: flowLog({ flowLogId, ...fact }),
  createdAt: new Date(Date.UTC(2026, 4, day)),
  tags,
});

/** Created by an execution for the requirement, in a former format's folder unless told otherwise. */
export const ours = (
  flowLogId: string,
  day: number,
  fact: Partial<FlowLog> = {},
  name = 'all-traffic',
): TaggedFlowLog =>
  logged(
    flowLogId,
    day,
    { destination: `arn:aws:s3:::org-logs/${name}/00000000/`, ...fact },
    { [TAGS.requirement]: name, [TAGS.execution]: executionOf(flowLogId) },
  );

/** What the document of the requirement creates today. */
export function present(
  flowLogId: string,
  day: number,
  requirement: DeployedRequirement,
  fact: Partial<FlowLog> = {},
): TaggedFlowLog {
  const { remediation } = requirement;
  if (remediation.mode === 'observe' || 'unreadable' in remediation.document) throw new Error('no document');
  const { trafficType, maxAggregationInterval, fields, logDestination, destinationType } =
    remediation.document;
  const shape = { trafficType, maxAggregationInterval, fields, destination: logDestination, destinationType };
  return ours(flowLogId, day, { ...shape, ...fact }, requirement.name);
}

export interface Case {
  readonly requirements: readonly DeployedRequirement[];
  readonly flowLogs: readonly TaggedFlowLog[];
  readonly estate?: Partial<VpcEstate>;
  readonly chosen?: Partial<Chosen>;
  readonly doubts?: Estate['deployed']['doubts'];
}

export const assessCase = ({
  requirements,
  flowLogs,
  estate,
  chosen,
  doubts = [],
}: Case): readonly Assessment[] =>
  assess(
    {
      place: PLACE,
      deployed: { requirements, doubts },
      copied: copiedExecutions(flowLogs),
      vpcs: [{ vpcId: VPC_ID, vpc: vpc(), subnetIds: [], flowLogs, ...estate }],
    },
    { vpcIds: [], requirement: undefined, formerDestinations: [], ...chosen },
    NOW,
  );

/** Standings by id, as a table is read. */
export const standings = (given: Case): Readonly<Record<string, string>> =>
  Object.fromEntries(assessCase(given).map(({ flowLogId, standing }) => [flowLogId, standing]));
