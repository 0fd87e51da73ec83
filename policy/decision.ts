import { fitAnnotation } from './annotation';
import { isSameDestination } from './arn';
import { deliveryFailureOf, hasDeliveryFailure } from './coverage';
import type { FlowLog } from './facts';
import { complianceTypeOf, type Verdict } from './judge';
import { flowLogsOf } from './resource-coverage';

/**
 * What the remediation is told to do. The Automation document reads the answer with `Contains`, so each word starts
 * with a prefix that no other part of the answer can hold.
 */
export const DECISION_PREFIX = 'DECISION_';
export const DECISIONS = {
  covered: `${DECISION_PREFIX}COVERED`,
  nothingToDo: `${DECISION_PREFIX}NOTHING_TO_DO`,
  create: `${DECISION_PREFIX}CREATE`,
  refuse: `${DECISION_PREFIX}REFUSE`,
} as const;

export type DecisionWord = (typeof DECISIONS)[keyof typeof DECISIONS];

export interface Decision {
  readonly word: DecisionWord;
  readonly prose: string;
}

/** @param destination where the remediation would deliver to */
export function decide(verdict: Verdict, flowLogs: readonly FlowLog[], destination: string): Decision {
  const prose = `${verdict.vpcId}: ${verdict.annotation}`;
  switch (complianceTypeOf(verdict)) {
    case 'COMPLIANT':
      return { word: DECISIONS.covered, prose };
    case 'NOT_APPLICABLE':
      return { word: DECISIONS.nothingToDo, prose };
    case 'NON_COMPLIANT':
      return decideUncovered(verdict.vpcId, prose, flowLogs, destination);
  }
}

/** A second flow log to a destination that already fails would fail the same way, and be paid for. */
function decideUncovered(
  vpcId: string,
  prose: string,
  flowLogs: readonly FlowLog[],
  destination: string,
): Decision {
  const failing = flowLogsOf(vpcId, flowLogs).find(
    (flowLog) =>
      hasDeliveryFailure(flowLog) &&
      flowLog.destination &&
      isSameDestination(flowLog.destination, destination),
  );
  if (!failing) return { word: DECISIONS.create, prose };
  const cause = deliveryFailureOf(failing);
  return {
    word: DECISIONS.refuse,
    prose: `${vpcId}: ${failing.flowLogId} already delivers to ${destination} and fails: ${cause}; repair the destination's permissions, nothing was created`,
  };
}

/**
 * Below every limit that Automation documents for a string (512 characters, aws:updateVariable and parameter values);
 * quotes, braces and the prefix cannot occur in prose.
 */
const PROSE_LIMIT = 440;

export const printDecision = ({ word, prose }: Decision): string => `${word} ${safeProse(prose)}`;

/**
 * Text from tags and error messages that Automation can embed: the prefix would be read as a decision, double braces
 * as a reference to an output, and quotes end the JSON string.
 */
export const safeProse = (text: string): string =>
  fitAnnotation(
    text.replace(new RegExp(DECISION_PREFIX, 'gi'), 'decision ').replace(/["\\{}]/g, "'"),
    PROSE_LIMIT,
  );
