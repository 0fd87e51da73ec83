import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssemblyStack } from '../../sandbox/cloudformation/assembly';
import { additions } from '../../sandbox/permissions/additions';
import { permissionsDigest } from '../../sandbox/permissions/digest';
import { explain, readExplanations } from '../../sandbox/permissions/explanations';
import { complaints } from '../../sandbox/permissions/print';
import { type AccessRehearsal, rehearseAccess } from '../../sandbox/permissions/rehearsal';
import { withTemplate } from '../../sandbox/permissions/template-json';
import {
  ASSEMBLY,
  EXISTING_BUCKET_ASSEMBLY,
  EXISTING_LOG_GROUP_ASSEMBLY,
  FLOW_LOGS_ASSEMBLY,
  LOG_GROUP_ASSEMBLY,
  MIXED_ASSEMBLY,
  ROOT,
  SCHEDULE_ASSEMBLY,
  STREAM_ASSEMBLY,
  SUBNETS_ASSEMBLY,
} from '../assembly';
import { changedStack } from './rehearsal';

const STACKS: Readonly<Record<string, AssemblyStack>> = {
  'the configuration of cdk.json': changedStack(undefined, ASSEMBLY),
  'an existing bucket': changedStack(undefined, EXISTING_BUCKET_ASSEMBLY),
  'a log group': changedStack(undefined, LOG_GROUP_ASSEMBLY),
  'an existing log group': changedStack(undefined, EXISTING_LOG_GROUP_ASSEMBLY),
  'a stream': changedStack(undefined, STREAM_ASSEMBLY),
  'a requirement for each kind of destination': changedStack(undefined, MIXED_ASSEMBLY),
  'coverage by subnets': changedStack(undefined, SUBNETS_ASSEMBLY),
  'changes of flow logs alone': changedStack(undefined, FLOW_LOGS_ASSEMBLY),
  'the schedule alone': changedStack(undefined, SCHEDULE_ASSEMBLY),
};
const stack = changedStack(undefined, ASSEMBLY);

describe.each(Object.entries(STACKS))('with %s', (_, each) => {
  let rehearsal: AccessRehearsal;

  beforeAll(async () => {
    rehearsal = await rehearseAccess(each);
  });

  test('the scenarios go well, and every attempt that must be refused is refused', () => {
    expect(rehearsal.failure).toBeUndefined();
    expect(rehearsal.probes).toEqual([]);
  });

  test('every role uses something', () => {
    expect(rehearsal.roles.length).toBeGreaterThanOrEqual(2);
    for (const { used } of rehearsal.roles) expect(used.length).toBeGreaterThan(1);
  });

  test('nothing that is granted is unused, and nothing is missing, unless it is explained', () => {
    expect(explain(rehearsal.roles, readExplanations()).unexplained).toEqual([]);
  });

  test('no role has a wildcard among its actions', () => {
    const wild = rehearsal.roles.flatMap(({ used }) => used.filter(({ isWildcard }) => isWildcard));
    expect(wild).toEqual([]);
  });
});

test('each explanation explains something, and says why', async () => {
  const explanations = readExplanations();
  const rehearsals = await Promise.all(Object.values(STACKS).map(rehearseAccess));
  const { idle } = explain(
    rehearsals.flatMap(({ roles }) => roles),
    explanations,
  );
  expect(idle).toEqual([]);
  for (const { why } of explanations) expect(why.length).toBeGreaterThan(20);
});

describe('one action more in a statement of a role is reported as unused', () => {
  test.each(additions(stack.template).map((addition) => [addition.name, addition] as const))(
    '%s',
    async (_, { action, template }) => {
      const { roles } = await rehearseAccess(withTemplate(stack, template));
      expect(explain(roles, []).unexplained).toEqual([expect.objectContaining({ list: 'unused', action })]);
    },
  );

  test('and a wildcard is reported as one, with what it was used for', async () => {
    const [everywhere] = additions(stack.template, 'ec2:Describe*');
    const { roles } = await rehearseAccess(withTemplate(stack, everywhere?.template ?? stack.template));
    const wild = roles.flatMap(({ used }) => used.filter(({ isWildcard }) => isWildcard));
    expect(wild).toEqual([
      expect.objectContaining({
        action: 'ec2:Describe*',
        actions: ['ec2:DescribeFlowLogs', 'ec2:DescribeVpcs'],
      }),
    ]);
  });
});

test('what is missing is reported, with who lacked it and for what', async () => {
  const without = changedStack((template) => {
    for (const { Type, Properties } of Object.values(template.Resources))
      if (Type === 'AWS::IAM::Role')
        for (const { PolicyDocument } of Properties['Policies'])
          PolicyDocument.Statement = PolicyDocument.Statement.filter(
            ({ Sid }: { readonly Sid?: string }) => Sid !== 'AskTheJudge',
          );
  });
  const rehearsal = await rehearseAccess(without);
  expect(rehearsal.failure).toContain('a VPC is created, judged and given a flow log');
  expect(complaints(rehearsal, explain(rehearsal.roles, []))).toContain(
    'missing: FlowLogsalltrafficRemediationAutomationRole lambda:InvokeFunction <FlowLogsRuleFunction>',
  );
});

describe('the digest that a reviewer reads', () => {
  test.each([
    ['permissions.txt', ASSEMBLY],
    ['permissions-existing-bucket.txt', EXISTING_BUCKET_ASSEMBLY],
    ['permissions-log-group.txt', LOG_GROUP_ASSEMBLY],
    ['permissions-existing-log-group.txt', EXISTING_LOG_GROUP_ASSEMBLY],
    ['permissions-stream.txt', STREAM_ASSEMBLY],
    ['permissions-mixed.txt', MIXED_ASSEMBLY],
  ])('is that of the template: %s', (name, assembly) => {
    const golden = join(ROOT, 'test', 'lib', '__golden__', name);
    const digest = permissionsDigest(changedStack(undefined, assembly).template);
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, digest);
    expect(digest).toBe(readFileSync(golden, 'utf8'));
  });
});
