import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import type { AssemblyStack } from '../sandbox/cloudformation/assembly';
import { bundleForLambda, LAMBDA_ENTRY } from './build-lambda';

const ROOT = join(__dirname, '..');

/** A mistake that others have shipped, put into the function's source or into the template. */
export interface PlantedBug {
  readonly name: string;
  readonly inSource?: SourceChange;
  readonly inTemplate?: (template: Template) => void;
}

interface SourceChange {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** JSON of any shape. */
type Json = Record<string, unknown>;
type Template = { readonly Resources: Readonly<Record<string, { readonly Type: string; Properties: Json }>> };
type Step = Json & { readonly name: string; readonly inputs: Json };

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'Unsuccessful is ignored',
    inTemplate: (template) => change(stepOf(template, 'CreateFlowLog'), { nextStep: 'EndCovered' }),
  },
  {
    name: 'already-exists counts as success',
    inTemplate: (template) => change(stepOf(template, 'CreateFlowLog'), { onFailure: 'step:EndCovered' }),
  },
  {
    name: 'no second judgement',
    inTemplate: (template) => change(stepOf(template, 'Settle'), { nextStep: 'CreateFlowLog' }),
  },
  {
    name: 'a verdict on an error',
    inSource: {
      file: 'inventory/pages.ts',
      from: `    const { items, nextToken } = await readPage(token).catch((cause: unknown) => {
      throw ReadError.failed(action, cause);
    });`,
      to: `    const { items, nextToken } = await readPage(token).catch((): Page<T> => ({ items: [], nextToken: undefined }));`,
    },
  },
  {
    name: 'cleaning in a change run',
    inSource: {
      file: 'lambda/handler.ts',
      from: '      return judgeChange(notification.item, eventLeftScope, context, history);',
      to: `      return Promise.all([
        judgeChange(notification.item, eventLeftScope, context, history),
        remembered.verdicts(configRuleName),
      ]).then(([verdicts, known]) => [
        ...verdicts,
        ...[...known.keys()]
          .filter((vpcId) => !verdicts.some((verdict) => verdict.vpcId === vpcId))
          .map((vpcId): Verdict => ({ vpcId, reason: 'gone', annotation: 'cleaned' })),
      ]);`,
    },
  },
  {
    name: 'no paging',
    inSource: {
      file: 'inventory/pages.ts',
      from: 'token = nextToken || undefined;',
      to: 'token = undefined;',
    },
  },
  {
    name: 'the decision token is not checked',
    inTemplate(template) {
      stepOf(template, 'BranchOnJudgement').inputs['Default'] = 'Settle';
      stepOf(template, 'BranchOnSettled').inputs['Default'] = 'CreateFlowLog';
    },
  },
  {
    name: 'a flow log of others is deleted',
    inTemplate(template) {
      insertBefore(template, 'CreateFlowLog', FIND_FLOW_LOG, DELETE_FLOW_LOG);
      for (const branch of ['BranchOnJudgement', 'BranchOnSettled'])
        replaceTarget(stepOf(template, branch), 'CreateFlowLog', FIND_FLOW_LOG.name);
      allow(template, 'ssm.amazonaws.com', ['ec2:DescribeFlowLogs', 'ec2:DeleteFlowLogs']);
    },
  },
  {
    name: 'a folder for every execution',
    inTemplate(template) {
      const { inputs } = stepOf(template, 'CreateFlowLog');
      inputs['LogDestination'] = {
        'Fn::Join': ['', [inputs['LogDestination'], '{{ automation:EXECUTION_ID }}/']],
      };
    },
  },
  {
    name: 'a permission is missing',
    inTemplate: (template) => forbid(template, 'ssm.amazonaws.com', 'ec2:CreateTags'),
  },
  {
    name: 'no schedule',
    inTemplate(template) {
      const source = only(template, 'AWS::Config::ConfigRule')['Source'] as { SourceDetails: Json[] };
      source.SourceDetails = source.SourceDetails.filter(
        ({ MessageType }) => MessageType !== 'ScheduledNotification',
      );
    },
  },
];

const FIND_FLOW_LOG = {
  name: 'FindFlowLog',
  action: 'aws:executeAwsApi',
  onFailure: 'step:CreateFlowLog',
  isCritical: false,
  inputs: {
    Service: 'ec2',
    Api: 'DescribeFlowLogs',
    Filter: [{ Name: 'resource-id', Values: ['{{ VpcId }}'] }],
  },
  outputs: [{ Name: 'Id', Selector: '$.FlowLogs[0].FlowLogId', Type: 'String' }],
  nextStep: 'DeleteFlowLog',
};
const DELETE_FLOW_LOG = {
  name: 'DeleteFlowLog',
  action: 'aws:executeAwsApi',
  onFailure: 'step:CreateFlowLog',
  isCritical: false,
  inputs: { Service: 'ec2', Api: 'DeleteFlowLogs', FlowLogIds: ['{{ FindFlowLog.Id }}'] },
  nextStep: 'CreateFlowLog',
};

/** The stack as it would be with the bug: its template a copy, its function bundled anew where the source changed. */
export async function plant(stack: AssemblyStack, bug: PlantedBug): Promise<AssemblyStack> {
  const template = structuredClone(stack.template) as unknown as Template;
  bug.inTemplate?.(template);
  const changed = { ...stack, template: template as unknown as AssemblyStack['template'] };
  if (!bug.inSource) return changed;
  const outfile = join(ROOT, 'dist', 'planted-bugs', bug.name.replaceAll(' ', '-'), 'index.js');
  mkdirSync(dirname(outfile), { recursive: true });
  await bundleForLambda({ entryPoints: [LAMBDA_ENTRY] }, outfile, 'out', [sourceChange(bug.inSource)]);
  const assetFolders = new Map([...stack.assetFolders.keys()].map((key) => [key, dirname(outfile)]));
  return { ...changed, assetFolders };
}

/** A bug that cannot be planted any more, since the source has changed, must not pass for one that was found. */
function sourceChange({ file, from, to }: SourceChange): Plugin {
  return {
    name: 'planted-bug',
    setup(build) {
      build.onLoad({ filter: new RegExp(`[\\\\/]${file.replaceAll('/', '[\\\\/]')}$`) }, ({ path }) => {
        const source = readFileSync(path, 'utf8');
        if (source.split(from).length !== 2) throw new Error(`${file} does not hold once: ${from}`);
        return { contents: source.replace(from, () => to), loader: 'ts' };
      });
    },
  };
}

const change = (step: Step, members: Json): void => {
  Object.assign(step, members);
};

function only(template: Template, type: string): Json {
  const [found, ...others] = Object.values(template.Resources).filter(({ Type }) => Type === type);
  if (!found || others.length > 0) throw new Error(`the template does not hold one ${type}`);
  return found.Properties;
}

const stepsOf = (template: Template): Step[] =>
  (only(template, 'AWS::SSM::Document')['Content'] as { readonly mainSteps: Step[] }).mainSteps;

function stepOf(template: Template, name: string): Step {
  const step = stepsOf(template).find((each) => each.name === name);
  if (!step) throw new Error(`the document has no step ${name}`);
  return step;
}

function insertBefore(template: Template, name: string, ...steps: readonly Step[]): void {
  const all = stepsOf(template);
  all.splice(all.indexOf(stepOf(template, name)), 0, ...steps.map((step) => structuredClone(step)));
}

function replaceTarget({ inputs }: Step, from: string, to: string): void {
  for (const choice of inputs['Choices'] as Json[]) if (choice['NextStep'] === from) choice['NextStep'] = to;
}

interface Statement {
  Action: string | string[];
}

function statementsOf(template: Template, service: string): Statement[] {
  const role = Object.values(template.Resources).find(
    ({ Type, Properties }) =>
      Type === 'AWS::IAM::Role' && JSON.stringify(Properties['AssumeRolePolicyDocument']).includes(service),
  );
  const [policy] = (role?.Properties['Policies'] ?? []) as {
    readonly PolicyDocument: { Statement: Statement[] };
  }[];
  if (!policy) throw new Error(`no role of ${service} has a policy`);
  return policy.PolicyDocument.Statement;
}

function allow(template: Template, service: string, Action: string[]): void {
  statementsOf(template, service).push({ Effect: 'Allow', Action, Resource: '*' } as Statement);
}

function forbid(template: Template, service: string, action: string): void {
  const statements = statementsOf(template, service);
  const index = statements.findIndex(({ Action }) => [Action].flat().includes(action));
  if (index < 0) throw new Error(`no statement of ${service} allows ${action}`);
  statements.splice(index, 1);
}
