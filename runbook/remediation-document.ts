import {
  DECISIONS,
  type DestinationType,
  JUDGE_ACTION,
  type JudgeRequest,
  printParameters,
  type RuleParameters,
  VPC_ID_PATTERN,
} from '../policy';
import type {
  AutomationDocument,
  BranchStep,
  Choice,
  ExecuteAwsApiStep,
  ExecuteScriptStep,
  InvokeLambdaFunctionStep,
  SleepStep,
  Step,
} from './automation-document';
import { type CreatedFlowLog, createFlowLogsRequest } from './created-flow-log';

export interface RemediationDocumentInput {
  /** Name or ARN of the rule's function. */
  readonly functionName: string;
  readonly parameters: RuleParameters;
  readonly flowLog: CreatedFlowLog;
  /** Minutes between the first judgement and the one that creates; 0 leaves both out. */
  readonly settleMinutes: number;
}

/** The parameter that the remediation configuration fills with RESOURCE_ID. */
export const VPC_PARAMETER = 'VpcId';
/** Config accepts an automatic remediation only with a parameter of exactly this name (PutRemediationConfigurations). */
export const ROLE_PARAMETER = 'AutomationAssumeRole';

/** All that the document scripts. It only raises: the reason then stands in the execution's failure message. */
export const FAIL_SCRIPT = [
  'def fail(events, context):',
  '    reason = str(events["reason"])',
  '    raise Exception("flow logs are not in place: " + reason)',
].join('\n');

const SERVICES: Readonly<Record<DestinationType, string>> = {
  s3: 'S3',
  'cloud-watch-logs': 'CloudWatch Logs',
  'kinesis-data-firehose': 'Firehose',
};

const EXECUTION_ID = '{{ automation:EXECUTION_ID }}';
const FIRST_PAUSE_SECONDS = 30;
const SECOND_PAUSE_SECONDS = 120;

/**
 * Judge, settle, judge again, create, and let the judge decide what came of it: a thrown error, an entry in
 * `Unsuccessful` and success take the same road.
 */
export function remediationDocument(input: RemediationDocumentInput): AutomationDocument {
  const { requirement, destination } = input.flowLog;
  return {
    schemaVersion: '0.3',
    description: `Creates the flow log to ${SERVICES[destination.type]} that the requirement ${requirement} asks for, where the judge finds it missing. Deletes nothing.`,
    assumeRole: `{{ ${ROLE_PARAMETER} }}`,
    parameters: {
      [VPC_PARAMETER]: {
        type: 'String',
        description: 'The VPC to remediate',
        allowedPattern: VPC_ID_PATTERN,
      },
      [ROLE_PARAMETER]: {
        type: 'String',
        description: 'ARN of the role that Systems Manager assumes',
        allowedPattern: '^arn:[a-z-]+:iam::\\d{12}:role/[\\w+=,.@/-]+$',
      },
    },
    mainSteps: [...firstJudgement(input), ...creation(input), ...endings()],
  };
}

function firstJudgement(input: RemediationDocumentInput): readonly Step[] {
  if (input.settleMinutes === 0)
    return [
      judge(input, 'JudgeVpc', 'Ask whether the VPC lacks the flow log.', 'BranchOnJudgement'),
      branch('BranchOnJudgement', 'JudgeVpc', { create: 'CreateFlowLog', otherwise: 'JudgeFinally' }),
    ];
  return [
    judge(input, 'JudgeVpc', 'Ask whether the VPC lacks the flow log.', 'BranchOnJudgement'),
    branch('BranchOnJudgement', 'JudgeVpc', { create: 'Settle', otherwise: 'JudgeFinally' }),
    sleep(
      'Settle',
      'Whoever created the VPC by code may be about to create its flow log.',
      input.settleMinutes * 60,
      'JudgeSettled',
    ),
    judge(input, 'JudgeSettled', 'Ask again: only a second answer creates.', 'BranchOnSettled'),
    branch('BranchOnSettled', 'JudgeSettled', { create: 'CreateFlowLog', otherwise: 'JudgeFinally' }),
  ];
}

function creation(input: RemediationDocumentInput): readonly Step[] {
  return [
    createFlowLog(input.flowLog),
    sleep('WaitForEc2', 'EC2 shows a new flow log with delay.', FIRST_PAUSE_SECONDS, 'JudgeCreated'),
    judge(input, 'JudgeCreated', 'Ask what came of it, whatever the call answered.', 'BranchOnCreated'),
    branch('BranchOnCreated', 'JudgeCreated', { otherwise: 'WaitLonger' }),
    sleep('WaitLonger', 'Some changes take EC2 minutes to show.', SECOND_PAUSE_SECONDS, 'JudgeFinally'),
    judge(input, 'JudgeFinally', 'Ask for the last time; its answer is the reason given.', 'BranchFinally'),
    branch('BranchFinally', 'JudgeFinally', { otherwise: 'Fail' }),
    fail('Fail', 'JudgeFinally'),
  ];
}

const endings = (): readonly Step[] => [
  end('EndCovered', 'The VPC is covered.'),
  end('EndNothingToDo', 'The VPC is gone, shared, exempt or out of scope: nothing to do.'),
];

/** A judge step ends the execution when it fails itself: nothing is created on a guess. */
function judge(
  { functionName, parameters, flowLog }: RemediationDocumentInput,
  name: string,
  description: string,
  nextStep: string,
): InvokeLambdaFunctionStep {
  const { destination } = flowLog;
  const request: JudgeRequest = {
    action: JUDGE_ACTION,
    vpcId: `{{ ${VPC_PARAMETER} }}`,
    ruleParameters: JSON.stringify(printParameters(parameters)),
    logDestination: flowLog.logDestination,
    ...(destination.type === 'cloud-watch-logs' ? { deliveryRoleArn: destination.deliveryRoleArn } : {}),
  };
  return {
    name,
    description,
    action: 'aws:invokeLambdaFunction',
    timeoutSeconds: 120,
    maxAttempts: 3,
    onFailure: 'Abort',
    isCritical: true,
    inputs: { FunctionName: functionName, InvocationType: 'RequestResponse', InputPayload: { ...request } },
    nextStep,
  };
}

/** FunctionError is not read: an answer without one of our words, as an error is, takes the Default. */
function branch(
  name: string,
  judgeStep: string,
  next: { readonly create?: string; readonly otherwise: string },
): BranchStep {
  const on = (word: string, nextStep: string): Choice => ({
    NextStep: nextStep,
    Variable: `{{ ${judgeStep}.Payload }}`,
    Contains: word,
  });
  const create = next.create ? [on(DECISIONS.create, next.create)] : [];
  return {
    name,
    description: `Act on the answer of ${judgeStep}.`,
    action: 'aws:branch',
    timeoutSeconds: 60,
    onFailure: 'Abort',
    isCritical: true,
    inputs: {
      Choices: [on(DECISIONS.covered, 'EndCovered'), on(DECISIONS.nothingToDo, 'EndNothingToDo'), ...create],
      Default: next.otherwise,
    },
  };
}

const sleep = (name: string, description: string, seconds: number, nextStep: string): SleepStep => ({
  name,
  description,
  action: 'aws:sleep',
  timeoutSeconds: seconds + 60,
  onFailure: 'Abort',
  isCritical: true,
  inputs: { Duration: `PT${seconds}S` },
  nextStep,
});

/** The action runs for 25 seconds at most. The execution's id as token makes a repeated step create once. */
const createFlowLog = (flowLog: CreatedFlowLog): ExecuteAwsApiStep => ({
  name: 'CreateFlowLog',
  description: `Create the flow log of the requirement ${flowLog.requirement}.`,
  action: 'aws:executeAwsApi',
  timeoutSeconds: 25,
  onFailure: 'step:WaitForEc2',
  isCritical: false,
  inputs: {
    Service: 'ec2',
    Api: 'CreateFlowLogs',
    ...createFlowLogsRequest(flowLog, `{{ ${VPC_PARAMETER} }}`, EXECUTION_ID),
  },
  // What EC2 answered stands nowhere else. Where the selector finds nothing, the step fails and goes the same way.
  outputs: [{ Name: 'Unsuccessful', Selector: '$.Unsuccessful', Type: 'MapList' }],
  nextStep: 'WaitForEc2',
});

const fail = (name: string, judgeStep: string): ExecuteScriptStep => ({
  name,
  description: 'Fail with the reason, so that the execution and Config show it.',
  action: 'aws:executeScript',
  timeoutSeconds: 60,
  onFailure: 'Abort',
  isCritical: true,
  isEnd: true,
  inputs: {
    Runtime: 'python3.12',
    Handler: 'fail',
    InputPayload: { reason: `{{ ${judgeStep}.Payload }}` },
    Script: FAIL_SCRIPT,
  },
});

/** Automation has no step that does nothing; a second's sleep names how the execution ended. */
const end = (name: string, description: string): SleepStep => ({
  name,
  description,
  action: 'aws:sleep',
  timeoutSeconds: 60,
  onFailure: 'Abort',
  isCritical: true,
  isEnd: true,
  inputs: { Duration: 'PT1S' },
});
