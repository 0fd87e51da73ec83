import { type Change, changedStack, HOUR, type MutableTemplate, rehearse } from './rehearsal';
import {
  AUTOMATION_ROLE,
  bucketPolicyOf,
  EXECUTION_ROLE,
  forbid,
  resourcesOf,
  roleOf,
  statementsOf,
} from './template-changes';

/** What a person would see go wrong. */
const SIGN = /failed:|execution Failed|lost:|kept in the failure queue|may not invoke/;

/** Everything the loop does: a new VPC, a deleted flow log, and a sweep that remembers; then what went wrong. */
async function signsOf(change: Change): Promise<readonly string[]> {
  try {
    const rehearsal = await rehearse({ change });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    const [first] = await rehearsal.ours(vpcId);
    if (first) await rehearsal.deleteFlowLog(first);
    await rehearsal.advance(6 * HOUR);
    const covered = (await rehearsal.ours(vpcId)).length === 1 && first !== undefined;
    return [
      ...rehearsal.story.filter((line) => SIGN.test(line)),
      ...(covered ? [] : ['not covered in the end']),
    ];
  } catch (error) {
    return [`refused: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** One line of the template that allows something, and how to take it away. */
interface Line {
  readonly name: string;
  readonly remove: Change;
}

const without = (statements: Record<string, any>[], index: number, action: string): void => {
  const statement = statements[index] ?? {};
  const left = [statement['Action']].flat().filter((each) => each !== action);
  if (left.length > 0) statement['Action'] = left;
  else statements.splice(index, 1);
};

const roleLines = (template: MutableTemplate, role: string): readonly Line[] =>
  statementsOf(roleOf(template, role)).flatMap(({ Effect, Sid, Action }, index) =>
    Effect !== 'Allow'
      ? []
      : [Action].flat().map((action: string) => ({
          name: [role, Sid, action].filter(Boolean).join(' '),
          remove: (changed: MutableTemplate) => {
            const [policy] = roleOf(changed, role)['Policies'];
            without(policy.PolicyDocument.Statement, index, action);
          },
        })),
  );

const trustLine = (role: string): Line => ({
  name: `${role} trust`,
  remove: (template) => {
    roleOf(template, role)['AssumeRolePolicyDocument'].Statement[0].Principal.Service = 'ec2.amazonaws.com';
  },
});

const bucketLines = (template: MutableTemplate): readonly Line[] =>
  bucketPolicyOf(template)['Statement'].flatMap(({ Effect, Sid }: Record<string, string>, index: number) =>
    Effect === 'Allow'
      ? [
          {
            name: `bucket policy ${Sid}`,
            remove: (changed: MutableTemplate) => bucketPolicyOf(changed)['Statement'].splice(index, 1),
          },
        ]
      : [],
  );

const permissionLine: Line = {
  name: 'permission of config.amazonaws.com',
  remove: (template) => {
    for (const [logicalId, resource] of Object.entries(template.Resources)) {
      if (resource.Type === 'AWS::Lambda::Permission') delete template.Resources[logicalId];
      delete resource['DependsOn'];
    }
  },
};

const template = changedStack().template as unknown as MutableTemplate;

const LINES: readonly Line[] = [
  ...roleLines(template, EXECUTION_ROLE),
  ...roleLines(template, AUTOMATION_ROLE),
  trustLine(EXECUTION_ROLE),
  trustLine(AUTOMATION_ROLE),
  permissionLine,
  ...bucketLines(template),
];

/** How each line that is missing shows. A line that the template gains needs a row here, or it is granted for nothing. */
const SHOWS: Readonly<Record<string, RegExp>> = {
  'lambda.amazonaws.com config:GetResourceConfigHistory': /failed: .*config:GetResourceConfigHistory/,
  'lambda.amazonaws.com config:PutEvaluations': /failed: .*config:PutEvaluations/,
  'lambda.amazonaws.com ec2:DescribeFlowLogs': /failed: .*ec2:DescribeFlowLogs/,
  'lambda.amazonaws.com ec2:DescribeVpcs': /failed: .*ec2:DescribeVpcs/,
  'lambda.amazonaws.com config:GetComplianceDetailsByConfigRule':
    /failed: .*config:GetComplianceDetailsByConfigRule/,
  'lambda.amazonaws.com logs:CreateLogStream': /logs of .* lost: .*logs:CreateLogStream/,
  'lambda.amazonaws.com logs:PutLogEvents': /logs of .* lost: .*logs:PutLogEvents/,
  'lambda.amazonaws.com sqs:SendMessage': /event lost: .*sqs:SendMessage/,
  'ssm.amazonaws.com AskTheJudge lambda:InvokeFunction':
    /execution Failed: JudgeVpc: .*lambda:InvokeFunction/,
  'ssm.amazonaws.com CreateForVpcs ec2:CreateFlowLogs': /CreateFlowLog failed: .*:vpc\/vpc-/,
  'ssm.amazonaws.com CreateTaggedFlowLogs ec2:CreateFlowLogs': /CreateFlowLog failed: .*:vpc-flow-log\/\*/,
  'ssm.amazonaws.com TagWhenCreating ec2:CreateTags': /CreateFlowLog failed: .*ec2:CreateTags/,
  'ssm.amazonaws.com DeliverToS3 logs:CreateLogDelivery': /CreateFlowLog failed: .*logs:CreateLogDelivery/,
  'lambda.amazonaws.com trust':
    /refused: .*lambda.amazonaws.com is not authorized to perform: sts:AssumeRole/,
  'ssm.amazonaws.com trust':
    /execution Failed: .*ssm.amazonaws.com is not authorized to perform: sts:AssumeRole/,
  'permission of config.amazonaws.com': /refused: .*config.amazonaws.com may not invoke/,
  'bucket policy AWSLogDeliveryWrite': /execution Failed: Fail: .*no flow log/,
  'bucket policy AWSLogDeliveryAclCheck': /execution Failed: Fail: .*no flow log/,
};

/** What only shows when something else fails too. */
const RARER_PATHS: Readonly<Record<string, Change>> = {
  'lambda.amazonaws.com sqs:SendMessage': (changed) => forbid(changed, EXECUTION_ROLE, 'ec2:DescribeVpcs'),
};

describe('every permission counts', () => {
  test('nothing goes wrong while all are there', async () => {
    expect(await signsOf(() => undefined)).toEqual([]);
  });

  test('each line of the template is tried here', () => {
    expect(LINES.map(({ name }) => name).sort()).toEqual(Object.keys(SHOWS).sort());
    expect(resourcesOf(template, 'AWS::IAM::Role')).toHaveLength(2);
    expect(resourcesOf(template, 'AWS::IAM::Policy')).toEqual([]);
  });

  test.each(LINES.map((line) => [line.name, line] as const))('without %s', async (name, { remove }) => {
    const signs = await signsOf((changed) => {
      remove(changed);
      RARER_PATHS[name]?.(changed);
    });
    expect(signs).toContainEqual(expect.stringMatching(SHOWS[name] ?? /never/));
  });

  test.each(Object.entries(RARER_PATHS))('on its rarer path, %s keeps the event', async (_, path) => {
    expect(await signsOf(path)).toContainEqual(expect.stringContaining('kept in the failure queue'));
  });
});

describe('a condition of a permission counts', () => {
  test.each([
    ['another account in the trust of the automation role', /sts:AssumeRole/, 'StringEquals'],
    ['another source in the trust of the automation role', /sts:AssumeRole/, 'ArnLike'],
  ])('%s', async (_, sign, operator) => {
    const signs = await signsOf((changed) => {
      const [statement] = roleOf(changed, AUTOMATION_ROLE)['AssumeRolePolicyDocument'].Statement;
      const [key = ''] = Object.keys(statement.Condition[operator]);
      statement.Condition[operator][key] =
        operator === 'ArnLike' ? 'arn:aws:ssm:*:999999999999:automation-execution/*' : '999999999999';
    });
    expect(signs).toContainEqual(expect.stringMatching(sign));
  });

  test('a tag that the automation role may not set keeps the flow log from being created', async () => {
    const signs = await signsOf((changed) => {
      const statement = statementsOf(roleOf(changed, AUTOMATION_ROLE)).find(
        ({ Sid }) => Sid === 'CreateTaggedFlowLogs',
      );
      const [key = ''] = Object.keys(statement?.['Condition'].StringEquals);
      Object.assign(statement?.['Condition'].StringEquals, { [key]: 'another-requirement' });
    });
    expect(signs).toContainEqual(expect.stringMatching(/CreateFlowLog failed: .*:vpc-flow-log\/\*/));
  });

  test('a delivery from another account is kept out by the bucket policy', async () => {
    const signs = await signsOf((changed) => {
      for (const statement of bucketPolicyOf(changed)['Statement'])
        if (statement.Effect === 'Allow')
          statement.Condition.StringEquals['aws:SourceAccount'] = '999999999999';
    });
    expect(signs).toContain('not covered in the end');
  });
});
