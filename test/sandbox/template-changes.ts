import type { MutableResource, MutableTemplate } from './rehearsal';

/** The resources of a type, for a test to change. */
const resourcesOf = (template: MutableTemplate, type: string): readonly MutableResource[] =>
  Object.values(template.Resources).filter(({ Type }) => Type === type);

/** Properties of the only resource of a type. */
export function propertiesOf(template: MutableTemplate, type: string): Record<string, any> {
  const [resource, ...others] = resourcesOf(template, type);
  if (!resource || others.length > 0)
    throw new Error(`the template holds ${others.length + (resource ? 1 : 0)} ${type}`);
  return resource.Properties;
}

export const ruleOf = (template: MutableTemplate) => propertiesOf(template, 'AWS::Config::ConfigRule');
export const remediationOf = (template: MutableTemplate) =>
  propertiesOf(template, 'AWS::Config::RemediationConfiguration');
export const documentOf = (template: MutableTemplate): Record<string, any> =>
  propertiesOf(template, 'AWS::SSM::Document')['Content'];
export const bucketPolicyOf = (template: MutableTemplate): Record<string, any> =>
  propertiesOf(template, 'AWS::S3::BucketPolicy')['PolicyDocument'];

export function stepOf(template: MutableTemplate, name: string): Record<string, any> {
  const step = documentOf(template)['mainSteps'].find((each: { name: string }) => each.name === name);
  if (!step) throw new Error(`the document has no step ${name}`);
  return step;
}

/** The role that a service takes. */
export function roleOf(template: MutableTemplate, service: string): Record<string, any> {
  const role = resourcesOf(template, 'AWS::IAM::Role').find(({ Properties }) =>
    JSON.stringify(Properties['AssumeRolePolicyDocument']).includes(`"${service}"`),
  );
  if (!role) throw new Error(`no role trusts ${service}`);
  return role.Properties;
}

export const EXECUTION_ROLE = 'lambda.amazonaws.com';
export const AUTOMATION_ROLE = 'ssm.amazonaws.com';

/** The statements of a role's only policy. */
export const statementsOf = (role: Record<string, any>): Record<string, any>[] =>
  role['Policies'].flatMap((policy: Record<string, any>) => policy['PolicyDocument']['Statement']);

/** Takes an action from every statement of a role; a statement that allows nothing else goes too. */
export function forbid(template: MutableTemplate, service: string, action: string): void {
  let found = false;
  for (const { PolicyDocument } of roleOf(template, service)['Policies'])
    PolicyDocument.Statement = PolicyDocument.Statement.flatMap((statement: Record<string, any>) => {
      const actions: string[] = [statement['Action']].flat();
      const left = actions.filter((each) => each !== action);
      found ||= left.length < actions.length;
      return left.length > 0 ? [{ ...statement, Action: left }] : [];
    });
  if (!found) throw new Error(`the role of ${service} has no ${action}`);
}
