import { fitAnnotation } from './annotation';
import { isSameDestination } from './arn';
import { deliveryFailureOf, hasDeliveryFailure } from './coverage';
import type { DestinationType, FlowLog } from './facts';
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

/**
 * @param destination where the remediation would deliver to
 * @param deliveryRoleArn by which role, to CloudWatch Logs
 */
export function decide(
  verdict: Verdict,
  flowLogs: readonly FlowLog[],
  destination: string,
  deliveryRoleArn?: string,
): Decision {
  const prose = `${verdict.vpcId}: ${verdict.annotation}`;
  switch (complianceTypeOf(verdict)) {
    case 'COMPLIANT':
      return { word: DECISIONS.covered, prose };
    case 'NOT_APPLICABLE':
      return { word: DECISIONS.nothingToDo, prose };
    case 'NON_COMPLIANT': {
      const failing = flowLogsOf(verdict.vpcId, flowLogs).find((flowLog) =>
        wouldFailAlike(flowLog, destination, deliveryRoleArn),
      );
      return failing
        ? { word: DECISIONS.refuse, prose: refusal(failing, destination) }
        : { word: DECISIONS.create, prose };
    }
  }
}

/**
 * A second flow log to a destination that already fails would fail the same way, and be paid for; but not where another
 * delivers to the same log group by a role of its own.
 */
const wouldFailAlike = (
  flowLog: FlowLog,
  destination: string,
  deliveryRoleArn: string | undefined,
): boolean =>
  hasDeliveryFailure(flowLog) &&
  flowLog.destination !== undefined &&
  isSameDestination(flowLog.destination, destination) &&
  (!flowLog.deliveryRoleArn || !deliveryRoleArn || flowLog.deliveryRoleArn === deliveryRoleArn);

/** Long names are cut, so that what to do about it is always said. */
function refusal(failing: FlowLog, destination: string): string {
  const { resourceId, flowLogId, destinationType } = failing;
  const place = fitAnnotation(destination, 120);
  const cause = fitAnnotation(deliveryFailureOf(failing), 80);
  const remedy = destinationType ? REMEDIES[destinationType] : 'repair the permissions of the destination';
  return `${resourceId}: ${flowLogId} already delivers to ${place} and fails: ${cause}; nothing was created, ${remedy}`;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html */
const REMEDIES: Readonly<Record<DestinationType, string>> = {
  s3: "repair the bucket's policy, or its key's",
  'cloud-watch-logs':
    "see that the group exists, and repair the delivery role's trust or its policy on the group's :*",
  'kinesis-data-firehose': 'see that the stream is active and tagged LogDeliveryEnabled=true',
};

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
