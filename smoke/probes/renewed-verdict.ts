import type { EvaluationResult } from '@aws-sdk/client-config-service';
import { DescribeFlowLogsCommand, type FlowLog } from '@aws-sdk/client-ec2';
import { secondsBetween, until } from '../clock';
import { history, isSameSecond, orderingTimestamp, verdictOn } from '../config-reads';
import { executionsAbout, hasEnded } from '../executions';
import { asPlayed, type Finding, notSettled, otherwise } from '../finding';
import type { Ground } from '../ground';
import { REQUIREMENT_TAG } from '../names';
import type { Probe } from '../probe';

const RENEWED = { atMost: 1200, every: 15 };
/** A remediation that is repeated would begin within that time. */
const ROUND_SECONDS = 300;

/** After a remediation: does the new flow log's item renew the verdict on the VPC, and what does Config do until then? */
export const renewedVerdict: Probe = {
  rows: [20, 28],
  needs: ['recorder', 'automatic remediation'],
  async run(ground) {
    const { id: vpcId, at } = await ground.own.vpc();
    const first = (await executionsAbout(ground, vpcId, at)).find(hasEnded);
    const flowLog = await remedyOf(ground, vpcId);
    const endedAt = first?.ExecutionEndTime;
    if (!endedAt || first?.AutomationExecutionStatus !== 'Success' || !flowLog)
      return renewedVerdict.rows.map((row) => notSettled(row, `${vpcId} was not remediated`));
    const flowLogId = flowLog.FlowLogId ?? '';
    const renewed = await until(ground.clock, RENEWED, async () => {
      const verdict = await verdictOn(ground, vpcId);
      return verdict?.ComplianceType === 'COMPLIANT' ? verdict : undefined;
    });
    const [item] = await history(ground.clients, 'AWS::EC2::FlowLog', flowLogId);
    const capturedAt = item?.configurationItemCaptureTime;
    const later = (await executionsAbout(ground, vpcId, at)).slice(1);
    return [
      repeated(endedAt, renewed?.ResultRecordedTime ?? ground.clock.now(), later),
      byItem(flowLogId, capturedAt, renewed),
    ];
  },
};

/** The flow log that the remediation created. */
async function remedyOf({ clients: { ec2 } }: Ground, vpcId: string): Promise<FlowLog | undefined> {
  const Filter = [
    { Name: 'resource-id', Values: [vpcId] },
    { Name: 'tag-key', Values: [REQUIREMENT_TAG] },
  ];
  return (await ec2.send(new DescribeFlowLogsCommand({ Filter }))).FlowLogs?.[0];
}

interface Started {
  readonly AutomationExecutionId?: string | undefined;
  readonly ExecutionStartTime?: Date | undefined;
}

export function repeated(endedAt: Date, renewedAt: Date, executions: readonly Started[]): Finding {
  const again = executions.find(
    ({ ExecutionStartTime: start }) => start !== undefined && start > endedAt && start < renewedAt,
  );
  const seconds = secondsBetween(endedAt, renewedAt);
  const evidence = `${seconds} s between ${endedAt.toISOString()} and the next evaluation`;
  if (again) return otherwise(20, `execution ${again.AutomationExecutionId} followed`, evidence);
  if (seconds < ROUND_SECONDS) return notSettled(20, `the next evaluation came ${seconds} s later`, evidence);
  return asPlayed(20, evidence);
}

export function byItem(
  flowLogId: string,
  capturedAt: Date | undefined,
  renewed: EvaluationResult | undefined,
): Finding {
  if (!capturedAt) return notSettled(28, `Config recorded no item of ${flowLogId}`);
  const item = `item of ${flowLogId} at ${capturedAt.toISOString()}`;
  if (!renewed) return otherwise(28, "the flow log's item did not renew the verdict on its VPC", item);
  const ordered = orderingTimestamp(renewed);
  if (!ordered) return notSettled(28, 'the verdict has no ordering timestamp', item);
  const evidence = `${item}, verdict as of ${ordered.toISOString()}`;
  return isSameSecond(capturedAt, ordered)
    ? asPlayed(28, `${evidence}; several in one call, and a rule for flow logs alone, are not seen`)
    : notSettled(28, 'something else renewed the verdict', evidence);
}
