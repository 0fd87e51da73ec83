import { type FlowLog, isVerdict, judgeScope, notApplicable, type Verdict } from '../policy';
import { judgeCoverages } from './captures';
import type { JudgeContext } from './judge-context';

export interface LiveJudgement {
  readonly verdict: Verdict;
  /** What EC2 shows of the VPC; undefined when the verdict needed no flow logs. */
  readonly shown:
    | {
        readonly flowLogs: readonly FlowLog[];
        readonly subnetIds: readonly string[];
        readonly sawTold: boolean;
      }
    | undefined;
}

/** Judges a VPC by what EC2 says now, never by a configuration item: that holds no flow logs and may be old. */
export async function judgeLive(vpcId: string, context: JudgeContext): Promise<LiveJudgement> {
  const vpc = await context.inventory.vpc(vpcId);
  if (!vpc) return { verdict: goneVerdict(vpcId), shown: undefined };
  const scope = judgeScope(vpc, context);
  if (isVerdict(scope)) return { verdict: scope, shown: undefined };
  const { verdicts, captured, sawTold } = await judgeCoverages([scope], context, 'asked by id');
  const [verdict] = verdicts;
  if (!verdict) throw new Error(`no verdict on ${vpcId}, though its flow logs were read`);
  return {
    verdict,
    shown: {
      flowLogs: captured.flatMap(({ flowLogs }) => flowLogs),
      subnetIds: captured.flatMap(({ subnetIds }) => subnetIds),
      sawTold,
    },
  };
}

export const goneVerdict = (vpcId: string): Verdict =>
  notApplicable(vpcId, 'gone', 'the VPC does not exist any more');
