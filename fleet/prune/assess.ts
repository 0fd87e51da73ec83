import type { TaggedFlowLog } from '../aws/tagged-flow-logs';
import { byAge } from './age';
import type { Chosen } from './chosen';
import type { Estate, VpcEstate } from './estate';
import { ownershipOf } from './ownership';
import { type Standing, standingOf } from './standing';

export interface Assessment {
  readonly flowLogId: string;
  readonly vpcId: string;
  /** As it is tagged. */
  readonly requirement: string;
  readonly destination: string | undefined;
  readonly createdAt: Date | undefined;
  readonly standing: Standing;
  /** Why, for a person. */
  readonly reason: string;
}

/** Every flow log with our tag that is asked for, the oldest of a VPC first: each as if those before it were gone. */
export const assess = (estate: Estate, chosen: Chosen, now: Date): readonly Assessment[] =>
  estate.vpcs.flatMap((each) => assessVpc(estate, each, chosen, now));

function assessVpc(
  { place, deployed, copied }: Estate,
  estate: VpcEstate,
  chosen: Chosen,
  now: Date,
): readonly Assessment[] {
  const [doubt] = deployed.doubts;
  const gone = new Set<TaggedFlowLog>();
  const assessments: Assessment[] = [];
  for (const flowLog of [...estate.flowLogs].sort(byAge)) {
    const ownership = ownershipOf(flowLog, copied);
    if (!ownership || !isAskedFor(ownership.requirement, estate.vpcId, chosen)) continue;
    const { fact, createdAt } = flowLog;
    const about = {
      flowLogId: fact.flowLogId,
      vpcId: estate.vpcId,
      requirement: ownership.requirement,
      destination: fact.destination,
      createdAt,
    };
    if (ownership.notOurs !== undefined) {
      assessments.push({ ...about, standing: 'not-ours', reason: ownership.notOurs });
    } else if (doubt) {
      assessments.push({ ...about, standing: 'unknown', reason: `rule ${doubt.ruleName}: ${doubt.problem}` });
    } else {
      const left = estate.flowLogs.filter((each) => !gone.has(each));
      const judged = standingOf(
        { flowLog, requirement: ownership.requirement },
        { estate, left, requirements: deployed.requirements, chosen, copied, circumstances: { place, now } },
      );
      if (judged.standing === 'superseded') gone.add(flowLog);
      assessments.push({ ...about, ...judged });
    }
  }
  return assessments;
}

const isAskedFor = (requirement: string, vpcId: string, chosen: Chosen): boolean =>
  (chosen.requirement === undefined || chosen.requirement === requirement) &&
  (chosen.vpcIds.length === 0 || chosen.vpcIds.includes(vpcId));
