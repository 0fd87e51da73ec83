import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillPermissionsPage } from '../../tools/permissions-page';
import { roleTable } from '../../tools/permissions-table';
import { ROOT } from './operator-runbook';

const page = readFileSync(join(ROOT, 'docs', 'permissions.md'), 'utf8');

// Synthesis validates at length; the templates are the same without.
process.env['CDK_VALIDATION'] = 'false';

test('the tables of docs/permissions.md are those of the templates (npm run docs brings them up to date)', () => {
  expect(fillPermissionsPage(page)).toBe(page);
});

const part = (heading: string): string => page.split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '';

test.each([
  [
    'Automation role and delivery role, to S3',
    ['logs:CreateLogDelivery'],
    ['iam:PassRole', 'delivery role |'],
  ],
  [
    'Automation role and delivery role, to CloudWatch Logs',
    ['iam:PassRole', '| delivery role | assumed by vpc-flow-logs.amazonaws.com'],
    ['logs:CreateLogDelivery', 'logs:CreateLogGroup'],
  ],
  [
    'Automation role and delivery role, to Firehose',
    ['logs:CreateLogDelivery', 'firehose:TagDeliveryStream', 'iam:CreateServiceLinkedRole'],
    ['iam:PassRole', 'delivery role |'],
  ],
])('%s', (heading, granted, notGranted) => {
  const rows = part(heading)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .join('\n');
  expect(granted.filter((text) => !rows.includes(text))).toEqual([]);
  expect(notGranted.filter((text) => rows.includes(text))).toEqual([]);
});

const roleWith = (Properties: object) => ({
  Resources: {
    FlowLogsAutomationRole0A1B2C3D: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Statement: [] }, ...Properties },
    },
  },
});

test.each([
  ['a managed policy', roleWith({ ManagedPolicyArns: ['arn'] }), 'inline Allow statements only'],
  [
    'a statement that denies',
    roleWith({ Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Deny', Action: 'a' }] } }] }),
    'inline Allow statements only',
  ],
  [
    'a policy of its own',
    { Resources: { Policy: { Type: 'AWS::IAM::Policy', Properties: {} } } },
    'policies inside roles only',
  ],
  [
    'a role without a name',
    { Resources: { Stranger: { Type: 'AWS::IAM::Role', Properties: {} } } },
    'knows no name for this role',
  ],
])('%s is refused, for the table would hide it', (_, template, words) => {
  expect(() => roleTable(template, ['AutomationRole'])).toThrow(words);
});
