/** JSON of any shape. */
export type Json = Record<string, unknown>;
export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; Properties: Json }>>;
}
type Step = Json & { readonly name: string; readonly inputs: Json };

export const change = (target: Json, members: Json): void => {
  Object.assign(target, members);
};

export function only(template: Template, type: string): Json {
  const [found, ...others] = Object.values(template.Resources).filter(({ Type }) => Type === type);
  if (!found || others.length > 0) throw new Error(`the template does not hold one ${type}`);
  return found.Properties;
}

const stepsOf = (template: Template): Step[] =>
  (only(template, 'AWS::SSM::Document')['Content'] as { readonly mainSteps: Step[] }).mainSteps;

export function stepOf(template: Template, name: string): Step {
  const step = stepsOf(template).find((each) => each.name === name);
  if (!step) throw new Error(`the document has no step ${name}`);
  return step;
}

function insertBefore(template: Template, name: string, ...steps: readonly Step[]): void {
  const all = stepsOf(template);
  all.splice(all.indexOf(stepOf(template, name)), 0, ...steps);
}

/** What the steps of all documents ask the judge with. */
export const judgements = ({ Resources }: Template): readonly Json[] =>
  Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::SSM::Document')
    .flatMap(({ Properties }) => (Properties['Content'] as { readonly mainSteps: Step[] }).mainSteps)
    .filter(({ action }) => action === 'aws:invokeLambdaFunction')
    .map(({ inputs }) => inputs['InputPayload'] as Json);

interface Statement {
  Action: string | string[];
}

function roleOf(template: Template, service: string): Json {
  const role = Object.values(template.Resources).find(
    ({ Type, Properties }) =>
      Type === 'AWS::IAM::Role' && JSON.stringify(Properties['AssumeRolePolicyDocument']).includes(service),
  );
  if (!role) throw new Error(`the template holds no role of ${service}`);
  return role.Properties;
}

/** The statement by which the service assumes its role. */
export function trustOf(template: Template, service: string): Json {
  const trust = roleOf(template, service)['AssumeRolePolicyDocument'] as {
    readonly Statement: readonly Json[];
  };
  const [statement, ...others] = trust.Statement;
  if (!statement || others.length > 0) throw new Error(`the trust of ${service} is not one statement`);
  return statement;
}

function statementsOf(template: Template, service: string): Statement[] {
  const [policy] = (roleOf(template, service)['Policies'] ?? []) as {
    readonly PolicyDocument: { Statement: Statement[] };
  }[];
  if (!policy) throw new Error(`no role of ${service} has a policy`);
  return policy.PolicyDocument.Statement;
}

function allow(template: Template, service: string, Action: string[]): void {
  statementsOf(template, service).push({ Effect: 'Allow', Action, Resource: '*' } as Statement);
}

export function forbid(template: Template, service: string, action: string): void {
  const statements = statementsOf(template, service);
  const index = statements.findIndex(({ Action }) => [Action].flat().includes(action));
  if (index < 0) throw new Error(`no statement of ${service} allows ${action}`);
  statements.splice(index, 1);
}

/** Has the document delete a flow log that these filters find, wherever a branch would lead to the step. */
export function deleteBefore(template: Template, name: string, Filter: readonly Json[]): void {
  const Service = 'ec2';
  const common = { action: 'aws:executeAwsApi', onFailure: `step:${name}`, isCritical: false };
  const find = {
    ...{ ...common, name: 'FindFlowLog', nextStep: 'DeleteFlowLog' },
    inputs: { Service, Api: 'DescribeFlowLogs', Filter },
    outputs: [{ Name: 'Id', Selector: '$.FlowLogs[0].FlowLogId', Type: 'String' }],
  };
  const remove = {
    ...{ ...common, name: 'DeleteFlowLog', nextStep: name },
    inputs: { Service, Api: 'DeleteFlowLogs', FlowLogIds: ['{{ FindFlowLog.Id }}'] },
  };
  for (const { inputs } of stepsOf(template).filter(({ action }) => action === 'aws:branch'))
    for (const choice of inputs['Choices'] as Json[])
      if (choice['NextStep'] === name) choice['NextStep'] = find.name;
  insertBefore(template, name, find, remove);
  allow(template, 'ssm.amazonaws.com', ['ec2:DescribeFlowLogs', 'ec2:DeleteFlowLogs']);
}
