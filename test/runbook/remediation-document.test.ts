/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: log formats are written so */
import { DECISIONS, JUDGE_ACTION, parseJudgeRequest, parseParameters, RECORD_FIELDS } from '../../policy';
import {
  type AutomationDocument,
  FAIL_SCRIPT,
  ROLE_PARAMETER,
  type Step,
  VPC_PARAMETER,
} from '../../runbook';
import { longestSeconds } from '../../runbook/retry-window';
import { BUCKET, documentOf, FUNCTION_NAME, LOG_GROUP, ROLE, requirement, STREAM } from './builders';
import { exitsOf, type Path, pathsOf, referencesIn } from './paths';

type StepOf<Action extends Step['action']> = Extract<Step, { readonly action: Action }>;

const settling = (settleMinutes: number) => documentOf({ remediation: { settleMinutes } });

const stepsOf = <Action extends Step['action']>(document: AutomationDocument, action: Action) =>
  document.mainSteps.filter((step): step is StepOf<Action> => step.action === action);

function stepNamed(document: AutomationDocument, name: string): Step {
  const step = document.mainSteps.find((each) => each.name === name);
  if (!step) throw new Error(`there is no step ${name}`);
  return step;
}

const namesOf = (path: Path): readonly string[] => path.map(({ step }) => step.name);
const pathTo = (path: Path, name: string): Path => path.slice(0, namesOf(path).indexOf(name));
/** The words by which the branches of a path went on. */
const wordsOf = (path: Path): readonly (string | undefined)[] =>
  path.flatMap(({ step, exit }) => (step.action === 'aws:branch' ? [exit.word] : []));

/** Two judgements in the usual case; the largest document that settings allow besides. */
const DOCUMENTS: readonly (readonly [string, AutomationDocument])[] = [
  ['that settles', settling(5)],
  ['that creates at once', settling(0)],
  [
    'with long parameters',
    documentOf({
      name: `a${'b'.repeat(39)}`,
      parameters: {
        destinations: Array.from({ length: 20 }, (_, index) => `${BUCKET}*/folder-${index}`),
        exemptTagKey: 'k'.repeat(128),
        scopeTags: 'Environment=prod|production',
      },
      destination: { prefix: 'folder/x', fileFormat: 'parquet' },
      remediation: { settleMinutes: 1440 },
    }),
  ],
  ['to a log group', documentOf({ destination: { type: 'cloud-watch-logs' } })],
  [
    'to a stream, with every field that there is',
    documentOf({
      destination: {
        type: 'kinesis-data-firehose',
        deliveryStreamArn: STREAM,
        fields: RECORD_FIELDS.join(),
      },
    }),
  ],
];

describe.each(DOCUMENTS)('a document %s', (_, document) => {
  const paths = pathsOf(document);
  const names = document.mainSteps.map(({ name }) => name);

  it('has steps of different names that Automation accepts', () => {
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-zA-Z0-9_]+$/);
  });

  it('goes on only to steps that it has', () => {
    const targets = document.mainSteps.flatMap(exitsOf).flatMap(({ to }) => to ?? []);
    expect(names).toEqual(expect.arrayContaining(targets));
  });

  it('reaches every step', () => expect(new Set(paths.flatMap(namesOf))).toEqual(new Set(names)));

  // pathsOf throws on a cycle, so that each path is as long as the document at most.
  it('ends on every path', () => expect(paths.every((path) => path.length <= names.length)).toBe(true));

  it('says of every step where it goes: on, or to the end', () => {
    for (const step of document.mainSteps)
      if (step.action === 'aws:branch') {
        expect(step.inputs.Default).not.toBe('');
        expect(step).not.toHaveProperty('nextStep');
      } else expect([step.nextStep !== undefined, step.isEnd === true].filter(Boolean)).toHaveLength(1);
  });

  it('has a Default in every branch, which never ends well by itself', () => {
    for (const { inputs } of stepsOf(document, 'aws:branch'))
      expect(inputs.Default).toMatch(/^(JudgeFinally|WaitLonger|Fail)$/);
  });

  it('refers only to its parameters, the execution id and outputs that are certainly there', () => {
    const outputs = { 'aws:invokeLambdaFunction': ['Payload'] } as Readonly<
      Record<string, readonly string[]>
    >;
    for (const path of paths)
      path.forEach(({ step }, index) => {
        const there = path
          .slice(0, index)
          .filter(({ exit }) => exit.succeeded)
          .flatMap((visit) => (outputs[visit.step.action] ?? []).map((name) => `${visit.step.name}.${name}`));
        const known = [...Object.keys(document.parameters), 'automation:EXECUTION_ID', ...there];
        expect(known).toEqual(expect.arrayContaining([...referencesIn(step.inputs)]));
      });
  });

  it('uses each of its parameters, and nothing else names one', () => {
    expect(Object.keys(document.parameters)).toEqual([VPC_PARAMETER, ROLE_PARAMETER]);
    expect(document.assumeRole).toBe(`{{ ${ROLE_PARAMETER} }}`);
    expect(referencesIn(document)).toEqual(expect.arrayContaining([VPC_PARAMETER, ROLE_PARAMETER]));
    expect(referencesIn(document.description)).toEqual([]);
  });

  it('describes every step and says how long it may take and what happens on failure', () => {
    for (const step of document.mainSteps) {
      expect(step.description).toMatch(/^[A-Z].*\.$/);
      expect(step.timeoutSeconds).toBeGreaterThan(0);
      expect(step.onFailure).toMatch(/^(Abort|step:\w+)$/);
      expect(typeof step.isCritical).toBe('boolean');
    }
  });

  it('is critical everywhere but where a failure goes on to another step', () => {
    for (const step of document.mainSteps) expect(step.isCritical).toBe(step.onFailure === 'Abort');
  });

  it('gives every pause time to end before its time limit, and less than Automation allows', () => {
    for (const { inputs, timeoutSeconds } of stepsOf(document, 'aws:sleep')) {
      const [, seconds] = /^PT(\d+)S$/.exec(inputs.Duration) ?? [];
      expect(Number(seconds)).toBeGreaterThanOrEqual(1);
      expect(Number(seconds)).toBeLessThan(timeoutSeconds);
      expect(Number(seconds)).toBeLessThanOrEqual(604_799);
    }
  });

  it('creates only after a judgement that said CREATE, and never twice', () => {
    for (const path of paths.filter((each) => namesOf(each).includes('CreateFlowLog'))) {
      expect(wordsOf(pathTo(path, 'CreateFlowLog')).at(-1)).toBe(DECISIONS.create);
      expect(namesOf(path).filter((name) => name === 'CreateFlowLog')).toHaveLength(1);
    }
    expect(stepsOf(document, 'aws:executeAwsApi').map(({ inputs }) => inputs.Api)).toEqual([
      'CreateFlowLogs',
    ]);
  });

  it('reads in each branch the judgement that was made just before it', () => {
    for (const path of paths)
      path.forEach(({ step }, index) => {
        if (step.action !== 'aws:branch') return;
        const judged = path[index - 1]?.step;
        expect(judged?.action).toBe('aws:invokeLambdaFunction');
        for (const { Variable } of step.inputs.Choices)
          expect(Variable).toBe(`{{ ${judged?.name}.Payload }}`);
      });
  });

  it('goes the same road after a creation that failed as after one that went well', () => {
    const [ok, failed] = exitsOf(stepNamed(document, 'CreateFlowLog'));
    expect(failed?.to).toBe(ok?.to);
    const judgement = paths.map(namesOf).filter((each) => each.includes('CreateFlowLog'));
    expect(judgement.every((each) => each[each.indexOf('CreateFlowLog') + 1] === 'WaitForEc2')).toBe(true);
  });

  it('ends in success only where the judge said covered or nothing to do', () => {
    const well = paths.filter((path) => path.every(({ step, exit }) => exit.succeeded || !step.isCritical));
    const ends = well.map((path) => [wordsOf(path).at(-1), namesOf(path).at(-1)]);
    const allowed = [
      [DECISIONS.covered, 'EndCovered'],
      [DECISIONS.nothingToDo, 'EndNothingToDo'],
      [undefined, 'Fail'],
    ];
    expect(allowed).toEqual(expect.arrayContaining(ends));
    expect(ends).toEqual(expect.arrayContaining(allowed));
  });

  it('fails with the answer of the last judgement', () => {
    const fail = stepNamed(document, 'Fail');
    for (const path of paths.filter((each) => namesOf(each).includes('Fail'))) {
      const judged = pathTo(path, 'Fail').findLast(({ step }) => step.action === 'aws:invokeLambdaFunction');
      expect(referencesIn(fail.inputs)).toEqual([`${judged?.step.name}.Payload`]);
    }
  });

  it('scripts nothing but the failure', () => {
    expect(stepsOf(document, 'aws:executeScript').map(({ inputs }) => inputs.Script)).toEqual([FAIL_SCRIPT]);
    expect(FAIL_SCRIPT.split('\n')).toHaveLength(3);
    expect(FAIL_SCRIPT).toMatch(/^def fail\(events, context\):\n {4}.*\n {4}raise Exception\(/);
  });

  it('asks the judge of this VPC in the words that the judge accepts', () => {
    for (const { inputs } of stepsOf(document, 'aws:invokeLambdaFunction')) {
      expect(inputs).toMatchObject({ FunctionName: FUNCTION_NAME, InvocationType: 'RequestResponse' });
      const request = { ...inputs.InputPayload, vpcId: 'vpc-0123456789abcdef0' };
      expect(inputs.InputPayload).toMatchObject({ action: JUDGE_ACTION, vpcId: `{{ ${VPC_PARAMETER} }}` });
      expect(parseJudgeRequest(request)).toEqual({ ok: true, value: request });
    }
  });

  it('asks the judge about the destination that it creates to, and the role by which it delivers', () => {
    const [create] = stepsOf(document, 'aws:executeAwsApi');
    for (const { inputs } of stepsOf(document, 'aws:invokeLambdaFunction')) {
      expect(inputs.InputPayload['logDestination']).toBe(create?.inputs['LogDestination']);
      expect(inputs.InputPayload['deliveryRoleArn']).toBe(create?.inputs['DeliverLogsPermissionArn']);
    }
  });

  it('stays under a quarter of the 64 KB that Systems Manager accepts', () =>
    expect(JSON.stringify(document, undefined, 2).length).toBeLessThan(16 * 1024));
});

describe('a document that settles', () => {
  const document = settling(5);

  it('creates only after two judgements that said CREATE, with the pause between', () => {
    const creating = pathsOf(document).filter((path) => namesOf(path).includes('CreateFlowLog'));
    expect(creating).not.toEqual([]);
    for (const path of creating) {
      expect(wordsOf(pathTo(path, 'CreateFlowLog'))).toEqual([DECISIONS.create, DECISIONS.create]);
      expect(namesOf(pathTo(path, 'CreateFlowLog'))).toEqual([
        'JudgeVpc',
        'BranchOnJudgement',
        'Settle',
        'JudgeSettled',
        'BranchOnSettled',
      ]);
    }
  });

  it.each([1, 5, 1440])('pauses for %d minutes', (minutes) =>
    expect(stepNamed(settling(minutes), 'Settle').inputs).toEqual({ Duration: `PT${minutes * 60}S` }),
  );
});

it('a document that creates at once asks once before', () => {
  const names = settling(0).mainSteps.map(({ name }) => name);
  expect(names).not.toContain('Settle');
  expect(names.slice(0, 3)).toEqual(['JudgeVpc', 'BranchOnJudgement', 'CreateFlowLog']);
});

describe('the judge is asked by', () => {
  it('exactly the parameters of the requirement, as one text', () => {
    const parameters = {
      trafficType: 'REJECT',
      scopeTags: 'Environment=prod|"x"'.replaceAll('"', ''),
      maxExemptionDays: 7,
    };
    const [step] = stepsOf(documentOf({ parameters }), 'aws:invokeLambdaFunction');
    const read = parseParameters(JSON.parse(step?.inputs.InputPayload['ruleParameters'] ?? ''));
    expect(read).toEqual({ ok: true, value: requirement({ parameters }).parameters });
  });

  it('parameters that hold nothing that Automation would replace', () => {
    const parameters = { destinations: `${BUCKET}*`, scopeTags: 'a=b|c,d=e' };
    for (const { inputs } of stepsOf(documentOf({ parameters }), 'aws:invokeLambdaFunction'))
      expect(referencesIn(inputs.InputPayload['ruleParameters'])).toEqual([]);
  });
});

describe('the parameters of a document', () => {
  const { parameters } = settling(5);
  const pattern = (name: string) => new RegExp(parameters[name]?.allowedPattern ?? '');

  it.each<readonly [string, string, boolean]>([
    [VPC_PARAMETER, 'vpc-01234567', true],
    [VPC_PARAMETER, 'vpc-0123456789abcdef0', true],
    [VPC_PARAMETER, 'vpc-0123456', false],
    [VPC_PARAMETER, 'subnet-01234567', false],
    [VPC_PARAMETER, 'vpc-01234567,vpc-01234568', false],
    [VPC_PARAMETER, '{{ VpcId }}', false],
    [ROLE_PARAMETER, 'arn:aws:iam::111122223333:role/automation', true],
    [ROLE_PARAMETER, 'arn:aws:iam::111122223333:role/path/to/automation', true],
    [ROLE_PARAMETER, 'arn:aws-cn:iam::111122223333:role/automation', true],
    [ROLE_PARAMETER, 'arn:aws:iam::111122223333:user/x', false],
    [ROLE_PARAMETER, 'arn:aws:iam::1111:role/x', false],
    [ROLE_PARAMETER, '', false],
  ])('%s %j: accepted is %s', (name, value, accepted) => expect(pattern(name).test(value)).toBe(accepted));

  it('of the role has the name that Config asks for', () =>
    expect(ROLE_PARAMETER).toBe('AutomationAssumeRole'));
});

describe('the request to CreateFlowLogs', () => {
  const document = documentOf({
    parameters: { trafficType: 'REJECT', maxAggregationInterval: 60 },
    destination: {
      fields: 'version,start,end',
      fileFormat: 'parquet',
      hiveCompatiblePartitions: true,
      perHourPartition: true,
    },
  });
  const { LogDestination, ...inputs } = Object(stepNamed(document, 'CreateFlowLog').inputs);

  // A request to S3 that names a role or a log group is refused, so the whole of it is written out here.
  it('is all that the requirement asks for, with tags by which it is ours, and neither a role nor a log group', () =>
    expect(inputs).toEqual({
      Service: 'ec2',
      Api: 'CreateFlowLogs',
      ResourceType: 'VPC',
      ResourceIds: ['{{ VpcId }}'],
      TrafficType: 'REJECT',
      LogDestinationType: 's3',
      LogFormat: '${version} ${start} ${end}',
      MaxAggregationInterval: 60,
      DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
      ClientToken: '{{ automation:EXECUTION_ID }}',
      TagSpecifications: [
        {
          ResourceType: 'vpc-flow-log',
          Tags: [
            { Key: 'vpc-flow-logs-compliance:requirement', Value: 'all-traffic' },
            { Key: 'vpc-flow-logs-compliance:execution', Value: '{{ automation:EXECUTION_ID }}' },
          ],
        },
      ],
    }));

  const createdBy = (given: Readonly<Record<string, unknown>>) =>
    Object(stepNamed(documentOf(given), 'CreateFlowLog').inputs);
  const { DestinationOptions: _, ...withoutFiles } = inputs;

  it('to a log group names the role, and neither files nor LogGroupName', () =>
    expect(
      createdBy({
        parameters: { trafficType: 'REJECT', maxAggregationInterval: 60 },
        destination: { type: 'cloud-watch-logs', fields: 'version,start,end' },
      }),
    ).toEqual({
      ...withoutFiles,
      LogDestinationType: 'cloud-watch-logs',
      LogDestination: LOG_GROUP,
      DeliverLogsPermissionArn: ROLE,
    }));

  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html: a role only for another account's
  it('to a stream of the same account names no role', () =>
    expect(
      createdBy({
        parameters: { trafficType: 'REJECT', maxAggregationInterval: 60 },
        destination: {
          type: 'kinesis-data-firehose',
          deliveryStreamArn: STREAM,
          fields: 'version,start,end',
        },
      }),
    ).toEqual({
      ...withoutFiles,
      LogDestinationType: 'kinesis-data-firehose',
      LogDestination: STREAM,
    }));

  it('writes every field that there is, whole and in order', () =>
    expect(createdBy({ destination: { fields: RECORD_FIELDS } }).LogFormat).toBe(
      RECORD_FIELDS.map((field) => `\${${field}}`).join(' '),
    ));

  it('names a folder of the bucket', () =>
    expect(LogDestination).toMatch(/^arn:aws:s3:::org-logs\/all-traffic\/[0-9a-f]{8}\/$/));

  it('is made in one attempt of 25 seconds, which is all that the action has', () =>
    expect(stepNamed(document, 'CreateFlowLog')).toMatchObject({ timeoutSeconds: 25 }));
});

describe('the longest execution', () => {
  /** Counted along the path that waits everywhere, apart from the document's own order. */
  const secondsOf = (step: Step): number => {
    if (step.action === 'aws:sleep') return Number(/\d+/.exec(step.inputs.Duration)?.[0]);
    return step.action === 'aws:branch' ? 1 : step.timeoutSeconds * (step.maxAttempts ?? 1);
  };

  it.each([0, 5, 60])('that settles for %d minutes is the sum of the longest path', (minutes) => {
    const document = settling(minutes);
    const sums = pathsOf(document).map((path) =>
      path.reduce((total, { step }) => total + secondsOf(step), 0),
    );
    expect(longestSeconds(document)).toBe(Math.max(...sums));
  });

  it('takes each minute of settling as a minute', () =>
    expect(longestSeconds(settling(60)) - longestSeconds(settling(10))).toBe(50 * 60));
});

test.each(DOCUMENTS)('the document %s keeps what EC2 answered of a refused creation', (_, document) => {
  const creation = stepNamed(document, 'CreateFlowLog');
  expect(creation).toMatchObject({
    onFailure: 'step:WaitForEc2',
    isCritical: false,
    outputs: [{ Name: 'Unsuccessful', Selector: '$.Unsuccessful', Type: 'MapList' }],
  });
});
