import { showValue, type Verdict } from '../policy';
import type { ConfigEvent } from './config-event';
import { type EvaluationSink, TEST_TOKEN } from './put-evaluations';
import type { RemediationExceptions } from './remediation-exceptions';
import type { RememberedVerdicts } from './remembered-results';
import { reportWithCap } from './report-with-cap';
import { isVpcId } from './resource-types';

/** What became of a notification. */
export interface JudgedNotification {
  readonly verdicts: readonly Verdict[];
  /** What Config showed before; of a sweep only. */
  readonly remembered?: RememberedVerdicts;
}

export interface Sinks {
  readonly evaluations: EvaluationSink;
  readonly exceptions: (configRuleName: string) => RemediationExceptions;
}

export interface Reported {
  /** How many evaluations Config accepted; without a result token there is nobody to report to. */
  readonly reported: number;
  readonly waiting?: number;
}

/** @throws Error before anything is reported when a verdict is on no VPC */
export async function report(
  { verdicts, remembered }: JudgedNotification,
  { notification, resultToken, configRuleName }: ConfigEvent,
  { evaluations, exceptions }: Sinks,
  { cap, now }: { readonly cap: number | undefined; readonly now: Date },
): Promise<Reported> {
  if (resultToken === undefined) return { reported: 0 };
  const stray = verdicts.find(({ vpcId }) => !isVpcId(vpcId));
  if (stray) throw new Error(`a verdict on ${showValue(stray.vpcId)}, which is no VPC: nothing was reported`);
  const { orderingTimestamp } = notification;
  const given = { verdicts, orderingTimestamp, resultToken };
  const reported = verdicts.length;
  if (cap === undefined || !remembered || resultToken === TEST_TOKEN) {
    await evaluations.put(given);
    return { reported };
  }
  const capped = { cap, remembered, now };
  const waiting = await reportWithCap(given, evaluations, exceptions(configRuleName), capped);
  return { reported, waiting };
}
