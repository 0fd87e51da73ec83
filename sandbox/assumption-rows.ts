import type { Question } from './assumptions';

/** A behaviour of AWS that the product relies on, or must survive, and that no page of AWS settles as far as we found. */
export interface AssumptionRow {
  readonly number: number;
  readonly behaviour: string;
  /** The answer that is likely, and played unless a test asks for the other. */
  readonly answer: string;
  readonly otherwise: string;
  /** The questions by which the sandbox plays either answer; or in what else the playing of the row consists. */
  readonly played: readonly [Question, ...Question[]] | 'one' | 'none' | 'several delays';
  /** How `npm run smoke` settles it on a real account, or why it cannot. */
  readonly smoke: { readonly settles: string } | { readonly cannot: string };
  /** What settled it: pasted from the output of smoke, or a source. @default - not settled */
  readonly settled?: string;
}

const NO_STREAM = "it takes a Firehose stream, which is nobody's to make for a test of this";
const NO_KEY = 'a KMS key costs money, and cannot be deleted before a week has passed';
const NO_DELIVERY_ROLE = 'records come with traffic only, and it takes a role of its own';
const OWN_TOKEN = 'result tokens are handed to the function only: nobody else can put evaluations';

/** Numbers are for good: a row that is settled stays, new ones go to the end. */
export const ASSUMPTION_ROWS: readonly AssumptionRow[] = [
  {
    number: 1,
    behaviour: 'What an existing flow log must share with a new one for `FlowLogAlreadyExists`',
    answer: 'resource and destination',
    otherwise:
      'The whole configuration: fewer collisions. Each requirement and format delivers to a folder of its own, and the judge decides after any answer',
    played: ['alreadyExistsCompares'],
    smoke: { settles: 'creates two flow logs of different traffic to one destination' },
  },
  {
    number: 2,
    behaviour:
      'Whether a destination that cannot be delivered to is a thrown error or an entry in `Unsuccessful`',
    answer: 'an entry',
    otherwise: 'Thrown: the step fails and goes on to the same judgement',
    played: ['badDestinationIs'],
    smoke: { settles: 'asks for a flow log to a bucket that does not exist' },
    settled:
      'an entry, with code 400: [public output](https://hashicorp.github.io/terraform-provider-aws/debugging/)',
  },
  {
    number: 3,
    behaviour: 'Whether `aws:invokeLambdaFunction` fails its step when the function threw',
    answer: 'no, `Payload` holds the error',
    otherwise: 'The step is retried twice and then fails the execution, which creates nothing',
    played: ['functionErrorFailsStep'],
    smoke: { cannot: 'the deployed document asks the function for nothing that it would refuse' },
  },
  {
    number: 4,
    behaviour: 'Whether the configuration item of a deleted flow log still holds its configuration',
    answer: 'no',
    otherwise: 'It names the VPC, and no history is read',
    played: ['deletedItemKeepsConfiguration'],
    smoke: { settles: 'deletes a flow log of its own and reads its history in Config' },
  },
  {
    number: 5,
    behaviour: 'What Config does with an evaluation whose ordering timestamp is older than the stored one',
    answer:
      'drops it, so that a change that is told just before a sweep, and read late, gives way to what the sweep read too early',
    otherwise: 'A late verdict stays until the next sweep',
    played: ['olderEvaluation'],
    smoke: { cannot: OWN_TOKEN },
  },
  {
    number: 6,
    behaviour:
      'Whether executions that Config starts carry `aws:SourceAccount` and `aws:SourceArn` when Systems Manager assumes the automation role, as others do',
    answer: 'yes',
    otherwise: 'Remediation fails at its start and says so; the trust policy would lose its conditions',
    played: ['automationNamesItsSource'],
    smoke: { settles: 'has a VPC without flow logs remediated, and looks how the execution began' },
  },
  {
    number: 7,
    behaviour:
      'When Config retries a failed automatic remediation, and how it rounds `ConcurrentExecutionRatePercentage`',
    answer: 'in rounds soon after the last; down, but at least one',
    otherwise: 'Remediation is slower or faster; the window of `RetryAttemptSeconds` leaves room',
    played: ['failedRemediationRetries', 'ratesRound'],
    smoke: { cannot: 'it takes remediations that fail, and more VPCs than an account has by default' },
  },
  {
    number: 8,
    behaviour: 'Whether `CreateFlowLogs` to a bucket whose policy is in place needs `s3:GetBucketPolicy`',
    answer: 'no, as for a bucket of another account',
    otherwise:
      'Creation is denied, as its step says, and the VPC gets an exception; the automation role would need that one read',
    played: ['creationReadsBucketPolicy'],
    smoke: { settles: 'has a VPC remediated by the automation role, which may not read the policy' },
  },
  {
    number: 9,
    behaviour: "Whether a participant's Config records a VPC that is shared with the account",
    answer: 'no, only the sweep sees it',
    otherwise: 'It is judged at its change too, and is NOT_APPLICABLE as well',
    played: ['participantRecordsSharedVpcs'],
    smoke: { cannot: 'it takes a second account that shares a subnet' },
  },
  {
    number: 10,
    behaviour: 'What EC2 reports of a flow log that has not delivered yet',
    answer: 'neither status nor error',
    otherwise: 'A failure that is reported at once makes the verdict honest sooner',
    played: ['failedDeliveryReported'],
    smoke: { settles: 'lists a flow log that is seconds old and has nothing to deliver' },
  },
  {
    number: 11,
    behaviour:
      'Whether `Payload` is the JSON text with its quotes, and `InputPayload` strings reach the function unparsed',
    answer: 'yes',
    otherwise:
      "`Contains` finds the word either way; an object in place of the parameters' text would be refused, and nothing created",
    played: ['payloadKeepsQuotes', 'inputPayloadTextsParsed'],
    smoke: { settles: 'reads the output of the first judgement in the execution of the remediation' },
  },
  {
    number: 12,
    behaviour: 'Whether a new rule with both triggers runs for recorded resources and on schedule at once',
    answer: 'yes',
    otherwise: 'The first verdicts come with the first schedule',
    played: ['newRuleRuns'],
    smoke: {
      cannot: 'it takes a rule that is new: look at the log of the function right after a deployment',
    },
  },
  {
    number: 13,
    behaviour: 'In which unit `AsyncEventAge` counts',
    answer: 'milliseconds',
    otherwise: 'In seconds the alarm would not ring; errors and the failure queue still do',
    played: 'none',
    smoke: {
      cannot: 'look at the metric of the function in CloudWatch, for which the project has no client',
    },
  },
  {
    number: 14,
    behaviour: 'Whether `ForAllValues` in a policy holds when the request has no such key',
    answer: 'yes',
    otherwise: 'Our requests always carry tags, so the condition never meets an absent key',
    played: ['absentKeyMeetsAllValues'],
    smoke: { cannot: 'it takes a role of its own, and nothing depends on it' },
  },
  {
    number: 15,
    behaviour:
      "Whether CloudFormation keeps the numbers and booleans in an Automation document's content as they are",
    answer: "yes: AWS's Automated Security Response deploys documents with booleans in API inputs that way",
    otherwise:
      '`CreateFlowLogs` is refused for the wrong type of a member, as its step says, and the VPC gets an exception',
    played: ['documentKeepsTypes'],
    smoke: { settles: 'reads the deployed document' },
  },
  {
    number: 16,
    behaviour:
      "Whether `logs:CreateLogDelivery` is all that `CreateFlowLogs` to S3 needs of CloudWatch Logs; AWS's pages list `logs:DeleteLogDelivery` beside it",
    answer: 'yes, deletion needs the other',
    otherwise:
      'Creation is denied, as its step says, and the VPC gets an exception; the automation role would need a permission to delete deliveries',
    played: ['creationDeletesLogDelivery'],
    smoke: { settles: 'has a VPC remediated by the automation role, which may create deliveries only' },
  },
  {
    number: 17,
    behaviour: 'What Config shows for an invocation that puts no evaluation, as in a Region without VPCs',
    answer: 'nothing, and it counts as no failure',
    otherwise: 'The rule would show a failed evaluation until the first VPC',
    played: 'one',
    smoke: { cannot: 'it takes a Region without VPCs: see the status of the rule there' },
  },
  {
    number: 18,
    behaviour: 'Whether Config can record a new VPC before EC2 shows it to `DescribeVpcs`',
    answer: 'no, Config reads EC2 itself',
    otherwise: 'Lambda tries again: the VPC is judged and remediated minutes later',
    played: ['newVpcShown'],
    smoke: {
      settles:
        'creates a VPC, and looks when EC2 shows it, when Config recorded it and how it is judged first',
    },
  },
  {
    number: 19,
    behaviour: 'How soon `DescribeFlowLogs` shows a flow log that Config has recorded',
    answer: "within Lambda's retries, three minutes",
    otherwise: 'The event ends in the failure queue with an alarm, and the next sweep gives the verdict',
    played: 'several delays',
    smoke: { settles: 'creates a flow log, and looks when EC2 lists it and when Config recorded it' },
  },
  {
    number: 20,
    behaviour: 'Whether Config starts a remediation again that succeeded, before there is a new evaluation',
    answer: 'no, retries follow failures only',
    otherwise:
      'The document finds the VPC covered and changes nothing, again and again until the verdict is renewed',
    played: ['succeededRemediationRepeats'],
    smoke: {
      settles:
        'counts the executions between the end of the first and the next evaluation, where that leaves time',
    },
  },
  {
    number: 21,
    behaviour:
      "Whether `configurationItemDiff` of a VPC's item names the relationships that changed, [as it does for other types](https://repost.aws/knowledge-center/config-configurationitemdiff). We rely on it to spend nothing on items that are new for relationships alone",
    answer: 'yes',
    otherwise: 'It is null, and every item of a VPC is judged: more evaluations, the same verdicts',
    played: ['diffNamesRelationships'],
    smoke: {
      settles: 'creates a subnet with an interface, and looks whether their item has the VPC judged again',
    },
  },
  {
    number: 22,
    behaviour:
      'Whether an item that Config hands over again, to a new rule or because somebody asked, still carries the diff of when it was recorded',
    answer: 'no',
    otherwise:
      'The item of a VPC that last changed by its contents is skipped, and the schedule gives the verdict',
    played: ['reevaluationCarriesDiff'],
    smoke: { cannot: 'it would have every VPC of the account evaluated, not its own alone' },
  },
  {
    number: 23,
    behaviour:
      'Whether Config makes an item of a VPC when something in it changed that its relationships do not show',
    answer: 'no',
    otherwise: 'It has an empty diff, and the VPC is judged once more',
    played: 'none',
    smoke: { cannot: 'no list of what relationships show is complete' },
  },
  {
    number: 24,
    behaviour: 'What becomes of the flow logs of a subnet that is deleted',
    answer: 'they stay',
    otherwise: 'The subnet is no longer asked about, so no verdict depends on them',
    played: ['deletedSubnetKeepsFlowLogs'],
    smoke: { settles: 'deletes a subnet that has a flow log' },
  },
  {
    number: 25,
    behaviour:
      'Whether an answer without any items holds the empty list (`<vpcSet/>`, `"FailedEvaluations": []`), as recorded ones do',
    answer: 'yes, from EC2 and from Config',
    otherwise:
      "From EC2: a VPC without flow logs gets no verdict and is not remediated. From Config: invocations end in an error, though what they put is stored. Either way the alarm rings. The SDK reads an HTML page or another operation's answer with status 200 as one without lists, so that the two must be told apart",
    played: ['ec2AnswersEmptyLists', 'configAnswersEmptyLists'],
    smoke: { settles: 'asks EC2 and Config for what there is none of' },
  },
  {
    number: 26,
    behaviour:
      "Whether CloudWatch takes metrics from a line of JSON that the function writes to its standard output, when the function logs in JSON. AWS's own metrics library writes so, and [its page](https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html) says only that the library must be new enough",
    answer: 'yes',
    otherwise: "The line is kept as a log, and there are no metrics of ours; alarms use Lambda's own",
    played: 'one',
    smoke: { cannot: 'look at the metrics in CloudWatch, for which the project has no client' },
  },
  {
    number: 27,
    behaviour:
      "Whether every result of `GetComplianceDetailsByConfigRule` has its ordering timestamp, which the API's model leaves optional",
    answer: 'yes',
    otherwise: 'Verdicts on VPCs that are gone stay until their deletion is told',
    played: ['resultsHaveOrderingTimestamp'],
    smoke: { settles: 'reads the results of the rule' },
  },
  {
    number: 28,
    behaviour:
      "Whether `PutEvaluations` takes verdicts on VPCs with the token of a flow log's item, on several, and from a rule whose scope holds flow logs only",
    answer: 'yes: the API asks for the type and id of each evaluation, and says nothing of the item',
    otherwise:
      'Verdicts after a change of a flow log fail, those after a remediation too, and the next sweep gives them',
    played: ['tokenTakesOtherResources'],
    smoke: { settles: "looks whether a new flow log's item has the verdict on its VPC renewed" },
  },
  {
    number: 29,
    behaviour:
      'Whether an evaluation with the same ordering timestamp as the stored one replaces it, as when Lambda repeats an event',
    answer: 'yes',
    otherwise: 'The first of them stays until the next sweep',
    played: ['equalEvaluation'],
    smoke: { cannot: OWN_TOKEN },
  },
  {
    number: 30,
    behaviour: 'Whether one result token takes several calls at once',
    answer: 'yes, as one after another',
    otherwise:
      'Of sweeps of more than a hundred VPCs some verdicts are not stored, and they fail, which the alarm tells',
    played: ['tokenTakesCallsAtOnce'],
    smoke: { cannot: OWN_TOKEN },
  },
  {
    number: 31,
    behaviour: 'For how long `DescribeFlowLogs` goes on listing a flow log that was deleted',
    answer: 'not at all',
    otherwise:
      'A change that is told meanwhile gives no verdict that the VPC is covered, and Lambda tries again; see the limits in the README for sweeps',
    played: ['deletedFlowLogListed'],
    smoke: { settles: 'deletes a flow log of its own and lists it until it is gone' },
  },
  {
    number: 32,
    behaviour: 'Whether an invocation that puts no evaluation is charged as one',
    answer: 'no, [evaluations](https://aws.amazon.com/config/pricing/) are',
    otherwise: 'What the cost arithmetic saves on items that are new for relationships alone is less',
    played: 'none',
    smoke: { cannot: 'the bill tells, a day later' },
  },
  {
    number: 33,
    behaviour: 'How many calls of StartAutomationExecution its one per second takes at one instant',
    answer: 'one; Config starts one a second too',
    otherwise: 'Starts by hand are throttled less',
    played: 'one',
    smoke: { cannot: "the quota is the account's, and an answer costs executions" },
  },
  {
    number: 34,
    behaviour: 'Whether executions in `aws:sleep` count among the hundred that run at once',
    answer: 'yes',
    otherwise: 'More run at once, and fewer wait',
    played: 'one',
    smoke: { cannot: 'it takes a hundred executions' },
  },
  {
    number: 35,
    behaviour: 'What StopAutomationExecution of type Complete does',
    answer: 'the running step ends, nothing follows, and the execution is Cancelled',
    otherwise: 'The execution ends with another status; Config takes either for a failure',
    played: 'one',
    smoke: { cannot: 'nothing of ours asks for it' },
  },
  {
    number: 36,
    behaviour: 'How often `aws:waitForAwsResourceProperty` looks, and how a list is compared',
    answer: 'every 10 s; every element must be desired',
    otherwise: 'Our document does not use it',
    played: 'one',
    smoke: { cannot: 'our document does not use it' },
  },
  {
    number: 37,
    behaviour: 'What an output does whose selector finds nothing',
    answer: "it is empty, as AWS's example of `aws:branch` needs",
    otherwise: 'The step fails; ours, CreateFlowLog, then goes on to the same judgement',
    played: 'one',
    smoke: { cannot: 'what it does is of no consequence' },
  },
  {
    number: 38,
    behaviour: 'What `aws:branch` does with a text where it compares numbers or booleans',
    answer: 'the step fails',
    otherwise: 'The choice is not true; our document compares texts',
    played: 'one',
    smoke: { cannot: 'our document compares texts' },
  },
  {
    number: 39,
    behaviour:
      'What Config writes as the message of its own exceptions, and whether deleting one resets the count of attempts',
    answer: 'attempts and window; yes',
    otherwise: 'The next failure makes the exception again',
    played: 'one',
    smoke: { cannot: 'it takes failing executions for hours' },
  },
  {
    number: 40,
    behaviour: 'Whether a remediation by hand counts as an attempt',
    answer: 'no',
    otherwise: 'The exception comes sooner',
    played: 'one',
    smoke: { cannot: 'it takes failing executions for hours' },
  },
  {
    number: 41,
    behaviour: 'Which resources StartRemediationExecution starts, and how it tells of the rest',
    answer:
      'those that are NON_COMPLIANT and not being remediated; the rest in `FailedItems`, with the first reason',
    otherwise: 'The whole call fails',
    played: 'one',
    smoke: { cannot: 'it would remediate what is not of the run' },
  },
  {
    number: 42,
    behaviour:
      'Whether the minute between two calls of StartConfigRulesEvaluation is counted for the account or for each rule',
    answer: 'the account and Region',
    otherwise: 'More calls are taken',
    played: 'one',
    smoke: { cannot: 'it would evaluate every VPC of the account, at its cost' },
  },
  {
    number: 43,
    behaviour: 'What is measured against the largest notification',
    answer: 'the whole JSON text, 262,144 bytes',
    otherwise: 'Summaries come sooner or later; the function reads either',
    played: 'one',
    smoke: { cannot: 'it takes a VPC with hundreds of interfaces' },
  },
  {
    number: 44,
    behaviour:
      'Error codes of operations on remediations for an unknown rule, of S3 for a policy above 20 KB, and of IAM and STS for a bad number',
    answer: 'the nearest code that the operation lists',
    otherwise: 'Another code; nothing of ours depends on one',
    played: 'one',
    smoke: { cannot: 'the product makes none of these calls' },
  },
  {
    number: 45,
    behaviour:
      "Whether log delivery sends the header `x-amz-acl` to a bucket whose ACLs are disabled. [AWS's statement](https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html) asks for it, and [S3 takes it there](https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-migrating-acls-prerequisites.html); [others say](https://github.com/cloudposse/terraform-aws-vpc-flow-logs-s3-bucket/pull/101) that it is not sent",
    answer: 'yes',
    otherwise:
      'The bucket that the stack makes lets no record in: creation is refused, and the execution says that there is no flow log. The statement would need `StringEqualsIfExists`',
    played: ['deliverySendsAcl'],
    smoke: {
      cannot: 'records come with traffic only: look at DeliverLogsStatus of the first flow log of ours',
    },
  },
  {
    number: 46,
    behaviour:
      'Whether `CreateFlowLogs` refuses a Firehose stream that is not ACTIVE or takes no direct PUT. [AWS](https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-Firehose.html) tags the stream then, so that it must be there',
    answer: 'yes',
    otherwise:
      'The flow log is created and fails to deliver; the verdict says so, and nothing more is created',
    played: ['creationChecksStream'],
    smoke: { cannot: NO_STREAM },
  },
  {
    number: 47,
    behaviour: 'What EC2 reports of a flow log to a Firehose stream that is gone or has lost its tag',
    answer: "FAILED, 'Access error'",
    otherwise: "'Unknown error', with the same verdict: any failure counts",
    played: ['closedStreamReported'],
    smoke: { cannot: NO_STREAM },
  },
  {
    number: 48,
    behaviour:
      'Whether `CreateFlowLogs` tries what the delivery role may do in CloudWatch Logs, beyond whether VPC Flow Logs can assume it. [AWS](https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html) has the missing permissions among the errors that a flow log shows',
    answer: 'no',
    otherwise:
      'Creation is refused, as for a bucket that is closed, and the execution says that there is no flow log',
    played: ['creationTriesDeliveryRole'],
    smoke: { cannot: NO_DELIVERY_ROLE },
  },
  {
    number: 49,
    behaviour:
      "Whether delivery to CloudWatch Logs calls `DescribeLogGroups` and `DescribeLogStreams`, which [AWS's page](https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html) lists for the delivery role. It lists `CreateLogGroup` too, [which others do without](https://github.com/terraform-aws-modules/terraform-aws-vpc/pull/550)",
    answer: 'yes, and CreateLogGroup where there is no group',
    otherwise: 'Two permissions of the delivery role to read are for nothing',
    played: ['deliveryDescribesLogs'],
    smoke: { cannot: NO_DELIVERY_ROLE },
  },
  {
    number: 50,
    behaviour:
      'Whether `CreateFlowLogs` to a bucket tries the customer key that it is encrypted with. [Others saw](https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/1205) a flow log that was created and failed with an access error',
    answer: 'no',
    otherwise: 'Creation is refused, and the execution says that there is no flow log',
    played: ['creationTriesBucketKey'],
    smoke: { cannot: NO_KEY },
  },
  {
    number: 51,
    behaviour: 'Whether a log group takes new records once CloudWatch Logs may not use its KMS key any more',
    answer: 'no, and a flow log to it fails with an access error',
    otherwise: 'Records arrive that nobody can read, and no verdict tells',
    played: ['closedKeyStopsLogs'],
    smoke: { cannot: NO_KEY },
  },
  {
    number: 52,
    behaviour:
      'When Config remediates a resource whose [remediation exception has ended](https://docs.aws.amazon.com/config/latest/APIReference/API_PutRemediationExceptions.html)',
    answer: 'by itself',
    otherwise:
      'With the next evaluation: of those that `maxRemediationsPerSweep` holds back, each sweep releases its share',
    played: ['endedExceptionRemediates'],
    smoke: {
      cannot: 'it takes remediation that is automatic and an exception on a VPC that is not of the run',
    },
  },
  {
    number: 53,
    behaviour: 'Whether `PutRemediationExceptions` knows of an evaluation that was put a moment before',
    answer: 'yes',
    otherwise:
      'It leaves the VPC out, the function asks again for seconds, and then fails, so that Lambda repeats the sweep: meanwhile more than `maxRemediationsPerSweep` may be remediated',
    played: 'one',
    smoke: { cannot: OWN_TOKEN },
  },
  {
    number: 54,
    behaviour:
      'What a session of Automation is called, in whose name CloudTrail records what a document does',
    answer: "`Automation-` and the execution's id",
    otherwise: 'Evidence names the automation role, and the execution by the tag of the flow log alone',
    played: ['automationSessionNamesExecution'],
    smoke: { cannot: 'the project has no other use for CloudTrail on a real account: look at an event' },
  },
  {
    number: 55,
    behaviour: 'Whether LookupEvents finds CreateFlowLogs by the name of the VPC',
    answer: 'yes, as one of the resources of the event',
    otherwise:
      'Who asks by the name of the VPC is told of tags alone: evidence asks by the name of the event',
    played: ['trailNamesVpcOfFlowLog'],
    smoke: { cannot: 'events are shown minutes later, when the run has ended' },
  },
  {
    number: 56,
    behaviour:
      'When Security Hub archives the finding of a VPC that is gone, [which it does by itself](https://docs.aws.amazon.com/securityhub/latest/userguide/controls-findings-create-update.html)',
    answer: 'with the next check',
    otherwise: 'A finding stands for days on a VPC that nobody has',
    played: ['findingOfGoneVpcArchived'],
    smoke: { cannot: 'it takes Security Hub, and a day' },
  },
  {
    number: 57,
    behaviour: 'Whether a check that finds a VPC as it was renews `UpdatedAt` of its finding',
    answer: 'yes',
    otherwise:
      'The finding looks as old as its last change, and `LastObservedAt` alone tells that it was checked',
    played: ['unchangedFindingUpdated'],
    smoke: { cannot: 'it takes Security Hub, and a day' },
  },
  {
    number: 58,
    behaviour: 'How many findings GetFindings answers with where it is not told',
    answer: 'ten',
    otherwise: 'Longer pages; readers go on to the last',
    played: 'one',
    smoke: { cannot: 'it takes Security Hub' },
  },
  {
    number: 59,
    behaviour:
      'What counts for `MaximumAutomaticAttempts`: [its text](https://docs.aws.amazon.com/config/latest/APIReference/API_RemediationConfiguration.html) speaks of failed attempts, that of `RetryAttemptSeconds` of attempts',
    answer: 'failed ones',
    otherwise:
      'A VPC whose flow log somebody deletes, and remediation restores, as often within the window becomes an exception, which status tells',
    played: ['succeededRemediationCounts'],
    smoke: { cannot: 'it takes as many remediations of one VPC within days' },
  },
  {
    number: 60,
    behaviour:
      'Whether StartRemediationExecution needs `ssm:StartAutomationExecution` of whoever calls it, as it needs `iam:PassRole`',
    answer: 'yes',
    otherwise: 'The policies of `retry --apply` and `backfill --apply` allow one action more than is needed',
    played: 'one',
    smoke: { cannot: 'it runs with permissions that are given to it' },
  },
];
