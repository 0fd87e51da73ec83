import type { AssemblyStack } from '../../sandbox/cloudformation/assembly';
import { namesPermission, type PlayedMutation, playMutations } from '../../sandbox/permissions/mutation-run';
import { firstSign } from '../../sandbox/permissions/rehearsal';
import { MUTATION_KINDS } from '../../sandbox/permissions/statement-mutations';
import { type TemplateMutation, templateMutations } from '../../sandbox/permissions/template-mutations';
import {
  ASSEMBLY,
  EXISTING_BUCKET_ASSEMBLY,
  EXISTING_LOG_GROUP_ASSEMBLY,
  LOG_GROUP_ASSEMBLY,
  MIXED_ASSEMBLY,
  STREAM_ASSEMBLY,
  SUBNETS_ASSEMBLY,
} from '../assembly';
import { changedStack } from './rehearsal';

const stack = changedStack(undefined, ASSEMBLY);
const mutations = templateMutations(stack.template);
const names = new Set(mutations.map(({ name }) => name));

/** Lines that another configuration has and that of cdk.json has not. */
function ownMutations(assembly: string): readonly (readonly [AssemblyStack, TemplateMutation])[] {
  const other = changedStack(undefined, assembly);
  return templateMutations(other.template)
    .filter(({ name }) => !names.has(name))
    .map((mutation) => [other, mutation] as const);
}

/** Of each role, what it is granted first: all the lines are those of one requirement, which are played above. */
function firstActions(assembly: string): ReturnType<typeof ownMutations> {
  const actions = ownMutations(assembly).filter(([, { kind }]) => kind === 'action');
  return [...new Map(actions.map((each) => [each[1].name.split(',')[0], each] as const).reverse()).values()];
}

const OTHERS = [
  ...[EXISTING_BUCKET_ASSEMBLY, LOG_GROUP_ASSEMBLY, EXISTING_LOG_GROUP_ASSEMBLY, STREAM_ASSEMBLY],
  SUBNETS_ASSEMBLY,
];
const all = [
  ...mutations.map((mutation) => [stack, mutation] as const),
  ...OTHERS.flatMap(ownMutations),
  ...firstActions(MIXED_ASSEMBLY),
];

const played = new Map<TemplateMutation, Promise<PlayedMutation | undefined>>();

/** Each is played once, whichever test asks first. */
function play(of: AssemblyStack, mutation: TemplateMutation): Promise<PlayedMutation | undefined> {
  const known = played.get(mutation) ?? playMutations(of, [mutation]).then(([only]) => only);
  played.set(mutation, known);
  return known;
}

describe('without this one line, something fails and names it:', () => {
  test.each(all.map(([of, mutation]) => [mutation.name, of, mutation] as const))(
    '%s',
    async (_, of, mutation) => {
      const result = await play(of, mutation);
      expect(result?.sign?.text).toBeDefined();
      expect(result && namesPermission(result)).toBe(true);
    },
  );
});

describe('what is granted is missed by the loop itself, and not only by a probe', () => {
  test('all of it but the listing of the bucket, which AWS asks for and nothing of ours waits for', async () => {
    const granted = mutations.filter(({ loosens }) => !loosens);
    const bySign = new Map<string | undefined, string[]>();
    for (const mutation of granted) {
      const by = (await play(stack, mutation))?.sign?.by;
      bySign.set(by, [...(bySign.get(by) ?? []), mutation.name]);
    }
    expect(bySign.get('scenario')?.length).toBeGreaterThan(30);
    expect(bySign.get('probe')).toEqual([
      'FlowLogsLogBucketPolicy, AWSLogDeliveryAclCheck: action s3:ListBucket',
    ]);
    expect(bySign.has(undefined)).toBe(false);
  });
});

describe('the mutations', () => {
  test('are of every kind, each with a name of its own', () => {
    expect(new Set(mutations.map(({ kind }) => kind))).toEqual(new Set(MUTATION_KINDS));
    expect(names.size).toBe(mutations.length);
  });

  test('are told from a template that was not changed', async () => {
    expect(await firstSign(stack)).toBeUndefined();
  });

  test('take every action, resource, condition key, principal and function permission of the template', () => {
    const text = [...names].join('\n');
    for (const { Type, Properties } of Object.values(stack.template.Resources)) {
      const documents = [
        Properties?.['PolicyDocument'],
        Properties?.['AssumeRolePolicyDocument'],
        ...((Properties?.['Policies'] ?? []) as any[]).map(({ PolicyDocument }) => PolicyDocument),
      ].filter((document) => document !== undefined) as any[];
      for (const { Action, Condition = {} } of documents.flatMap(({ Statement }) => Statement)) {
        for (const action of [Action].flat()) expect(text).toContain(`: action ${action}`);
        for (const [operator, keys] of Object.entries(Condition))
          for (const key of Object.keys(keys as object))
            expect(text).toContain(`: condition ${operator} ${key}`);
      }
      if (/Permission$/.test(Type))
        expect(text).toContain('FlowLogsRuleFunctionInvokedByConfig: SourceAccount');
    }
  });
});
