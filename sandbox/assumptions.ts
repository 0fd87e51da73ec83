/**
 * Behaviours of AWS that we found no source for; `docs/assumptions.md` lists them. The sandbox plays either answer.
 */
export interface Assumptions {
  /** What an existing flow log must share with a new one for CreateFlowLogs to answer FlowLogAlreadyExists. */
  readonly alreadyExistsCompares: 'destination' | 'configuration';
  /** Whether a destination that cannot be delivered to is a thrown error or an entry in `Unsuccessful`. */
  readonly badDestinationIs: 'unsuccessful' | 'thrown';
  /** Whether aws:invokeLambdaFunction fails its step when the function threw. */
  readonly functionErrorFailsStep: boolean;
  /** Whether the configuration item of a deleted flow log still holds its configuration. */
  readonly deletedItemKeepsConfiguration: boolean;
  /** Whether configurationItemDiff names what changed, relationships among it; otherwise it is null in every event. */
  readonly diffNamesRelationships: boolean;
  /** Whether an item that is handed over again, to a new rule, still carries the diff of when it was recorded. */
  readonly reevaluationCarriesDiff: boolean;
}

export const LIKELY_ASSUMPTIONS: Assumptions = {
  alreadyExistsCompares: 'destination',
  badDestinationIs: 'unsuccessful',
  functionErrorFailsStep: false,
  deletedItemKeepsConfiguration: false,
  diffNamesRelationships: true,
  reevaluationCarriesDiff: false,
};

/** Delays in seconds. AWS publishes none of them: they are long enough that nothing may rely on their being short. */
export interface Delays {
  /** From a change until Config records it. */
  readonly recording: number;
  /** From CreateFlowLogs until DescribeFlowLogs shows the flow log. */
  readonly flowLogVisible: number;
  /** From creation until EC2 reports whether records arrive. */
  readonly firstDelivery: number;
  /** From a non-compliant evaluation until Config starts a round of remediation. */
  readonly remediation: number;
}

export const USUAL_DELAYS: Delays = {
  recording: 60,
  flowLogVisible: 10,
  firstDelivery: 600,
  remediation: 60,
};
