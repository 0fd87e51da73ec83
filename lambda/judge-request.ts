import { type Decision, decide, type JudgeRequest, parseJudgeRequest, type Verdict } from '../policy';
import { type JsonObject, readJson } from './json-members';
import type { JudgeContext } from './judge-context';
import { judgeLive } from './live-judgement';
import { RefusedEventError } from './refused-event';
import { readParameters } from './rule-parameters';

export interface Judged {
  readonly verdict: Verdict;
  readonly decision: Decision;
}

/** What the Automation document should do about one VPC, by what EC2 says now. */
export async function decideRequest(
  event: JsonObject,
  context: Omit<JudgeContext, 'parameters'>,
): Promise<Judged> {
  const { vpcId, ruleParameters, logDestination, deliveryRoleArn } = readJudgeRequest(event);
  const parameters = readParameters(readJson(ruleParameters, 'ruleParameters'));
  const { verdict, shown } = await judgeLive(vpcId, { ...context, parameters });
  const decision = decide(verdict, shown?.flowLogs ?? [], logDestination, deliveryRoleArn);
  return { verdict, decision };
}

function readJudgeRequest(event: JsonObject): JudgeRequest {
  const parsed = parseJudgeRequest(event);
  if (!parsed.ok) throw new RefusedEventError(parsed.issues);
  return parsed.value;
}
