/**
 * Every answer that the sandbox can play to the questions about AWS that no source settles, the likely one first. The rows
 * that they belong to are in `assumption-rows.ts`.
 */
export const ANSWERS = {
  /** What an existing flow log must share with a new one for CreateFlowLogs to answer FlowLogAlreadyExists. */
  alreadyExistsCompares: ['destination', 'configuration'],
  /** Whether a destination that cannot be delivered to is a thrown error or an entry in `Unsuccessful`. */
  badDestinationIs: ['unsuccessful', 'thrown'],
  /** Whether aws:invokeLambdaFunction fails its step when the function threw. */
  functionErrorFailsStep: [false, true],
  /** Whether the configuration item of a deleted flow log still holds its configuration. */
  deletedItemKeepsConfiguration: [false, true],
  /** What Config does with an evaluation whose ordering timestamp is older than the stored one. */
  olderEvaluation: ['dropped', 'stored'],
  /** Whether Systems Manager names the execution when it assumes a role for Config: aws:SourceArn, aws:SourceAccount. */
  automationNamesItsSource: [true, false],
  /** How a percentage of resources becomes a number of executions. */
  ratesRound: ['down', 'up'],
  /** When Config tries a failed remediation again: with the next round, or hours later. */
  failedRemediationRetries: ['soon', 'late'],
  /** Whether a remediation that succeeded counts as an attempt of MaximumAutomaticAttempts. */
  succeededRemediationCounts: [false, true],
  /** Whether CreateFlowLogs to S3 needs s3:GetBucketPolicy. */
  creationReadsBucketPolicy: [false, true],
  /** Whether Config records a VPC in the accounts that it is shared with. */
  participantRecordsSharedVpcs: [false, true],
  /** When EC2 reports that a new flow log cannot deliver. */
  failedDeliveryReported: ['later', 'at once'],
  /** Whether a step's output Payload is the JSON text of a string, quotes and all. */
  payloadKeepsQuotes: [true, false],
  /** Whether a text of InputPayload that is JSON reaches the function as what it describes. */
  inputPayloadTextsParsed: [false, true],
  /** When a new rule with both triggers runs first. */
  newRuleRuns: ['at once', 'with its first schedule'],
  /** Whether ForAllValues holds when the request has no such key. */
  absentKeyMeetsAllValues: [true, false],
  /** Whether CloudFormation keeps numbers and booleans in the API inputs of a document as they are. */
  documentKeepsTypes: [true, false],
  /** Whether CreateFlowLogs to S3 needs logs:DeleteLogDelivery. */
  creationDeletesLogDelivery: [false, true],
  /** When DescribeVpcs shows a new VPC. */
  newVpcShown: ['at once', 'after Config recorded it'],
  /** Whether Config starts a remediation again that succeeded, while the result that it was for stands. */
  succeededRemediationRepeats: [false, true],
  /** Whether configurationItemDiff names what changed, relationships among it; otherwise it is null in every event. */
  diffNamesRelationships: [true, false],
  /** Whether an item that is handed over again, to a new rule, still carries the diff of when it was recorded. */
  reevaluationCarriesDiff: [false, true],
  /** Whether the flow logs of a subnet stay when it is deleted. */
  deletedSubnetKeepsFlowLogs: [true, false],
  /** Whether an answer of EC2 without any items holds the empty list. */
  ec2AnswersEmptyLists: [true, false],
  /** The same of Config. */
  configAnswersEmptyLists: [true, false],
  /** Whether each result of GetComplianceDetailsByConfigRule has its ordering timestamp. */
  resultsHaveOrderingTimestamp: [true, false],
  /** Whether a result token takes evaluations of other resources than the one that its event told of. */
  tokenTakesOtherResources: [true, false],
  /** What Config does with an evaluation whose ordering timestamp is that of the stored one. */
  equalEvaluation: ['stored', 'dropped'],
  /** Whether a result token takes a call while another one is under way. */
  tokenTakesCallsAtOnce: [true, false],
  /** Whether log delivery sends the header x-amz-acl to a bucket without ACLs. */
  deliverySendsAcl: [true, false],
  /** When Config remediates by itself what a remediation exception kept from it, once that has ended. */
  endedExceptionRemediates: ['by itself', 'with the next evaluation'],
  /** For how long DescribeFlowLogs lists a flow log that was deleted. */
  deletedFlowLogListed: ['not at all', 'for minutes'],
  /** Whether CreateFlowLogs refuses a Firehose stream that is not ACTIVE or not Direct PUT. */
  creationChecksStream: [true, false],
  /** What EC2 reports of a flow log to a stream that is gone or has lost its tag. */
  closedStreamReported: ['Access error', 'Unknown error'],
  /** Whether CreateFlowLogs tries what the delivery role may do, or only whether it can be assumed. */
  creationTriesDeliveryRole: [false, true],
  /** Whether delivery to CloudWatch Logs needs DescribeLogGroups and DescribeLogStreams. */
  deliveryDescribesLogs: [true, false],
  /** Whether CreateFlowLogs tries the customer key of a bucket. */
  creationTriesBucketKey: [false, true],
  /** Whether the session of an execution of Automation has the execution's id in its name. */
  automationSessionNamesExecution: [true, false],
  /** Whether CloudTrail finds the creation of a flow log by the id of its VPC. */
  trailNamesVpcOfFlowLog: [true, false],
  /** When Security Hub archives the finding of a VPC that is gone. */
  findingOfGoneVpcArchived: ['with the next check', 'days later'],
  /** What of a control finding a check renews that finds nothing new. */
  unchangedFindingUpdated: [true, false],
  /** Whether a log group takes no new records once CloudWatch Logs may not use its key. */
  closedKeyStopsLogs: [true, false],
} as const satisfies Readonly<Record<string, readonly [unknown, unknown]>>;

export type Question = keyof typeof ANSWERS;

export type Assumptions = { readonly [Each in Question]: (typeof ANSWERS)[Each][number] };

export const LIKELY_ASSUMPTIONS = Object.fromEntries(
  Object.entries(ANSWERS).map(([question, [likely]]) => [question, likely]),
) as unknown as Assumptions;

/** Delays in seconds. Where AWS publishes none, they are long enough that nothing may rely on their being short. */
export interface Delays {
  /** From a change until Config records it. */
  readonly recording: number;
  /** From CreateFlowLogs until DescribeFlowLogs shows the flow log. */
  readonly flowLogVisible: number;
  /** From creation until EC2 reports whether records arrive. */
  readonly firstDelivery: number;
  /** From a non-compliant evaluation until Config starts a round of remediation. */
  readonly remediation: number;
  /** From CreateDeliveryStream until the stream is ACTIVE. */
  readonly streamActive: number;
  /** From a call until LookupEvents shows it: about 5 minutes on average, and no guarantee. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html */
  readonly eventVisible: number;
  /** From Security Hub's being enabled until its first checks: most within 25 minutes, all within two hours. https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-standards-schedule.html */
  readonly firstControlCheck: number;
  /** Between two periodic checks: 12 or 24 hours, by the same page. */
  readonly controlCheck: number;
}

export const USUAL_DELAYS: Delays = {
  recording: 60,
  flowLogVisible: 10,
  firstDelivery: 600,
  remediation: 60,
  streamActive: 60,
  eventVisible: 300,
  firstControlCheck: 1500,
  controlCheck: 43_200,
};
