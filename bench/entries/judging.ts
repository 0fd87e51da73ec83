/** The policy alone: facts in, verdicts out. Reading the facts is done when it is loaded and is not measured. */
import { toFlowLog } from '../../inventory/flow-log-fact';
import { toVpc } from '../../inventory/vpc-fact';
import { type FlowLog, judge, parseParameters, printIssues, type RuleParameters } from '../../policy';
import { estateOf } from '../estate';
import { PLACE } from '../place';

const VPCS = 10_000;

const estate = estateOf(VPCS);
const vpcs = estate.vpcs.map(toVpc);
const flowLogsByVpc = new Map<string, FlowLog[]>(vpcs.map(({ vpcId }) => [vpcId, []]));
for (const listed of estate.flowLogs) {
  const flowLog = toFlowLog(listed, PLACE);
  flowLogsByVpc.get(flowLog.resourceId)?.push(flowLog);
}
const parameters = defaultParameters();
const now = new Date();

function defaultParameters(): RuleParameters {
  const parsed = parseParameters({});
  if (!parsed.ok) throw new Error(printIssues(parsed.issues));
  return parsed.value;
}

/** @returns how many VPCs are covered, that no verdict be for nothing */
export function handler(): number {
  let covered = 0;
  for (const vpc of vpcs) {
    const flowLogs = flowLogsByVpc.get(vpc.vpcId) ?? [];
    if (judge({ vpc, flowLogs, place: PLACE, parameters, now }).reason === 'covered') covered += 1;
  }
  return covered;
}
