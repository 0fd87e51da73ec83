import { OWNERSHIP_TAGS } from '../../runbook';
import type { Permission } from '../preflight/permissions';

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Condition;
}

type Condition = Readonly<Partial<Record<'StringEquals' | 'StringLike', Readonly<Record<string, string>>>>>;

const CONDITIONS: Readonly<Record<string, Condition>> = {
  // Flow logs of others stay out of reach, whatever the program or its holder does:
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
  'ec2:DeleteFlowLogs': { StringLike: { [`aws:ResourceTag/${OWNERSHIP_TAGS.requirement}`]: '*' } },
  // Config hands the automation role to Systems Manager in the name of whoever starts a remediation, and to nobody else.
  'iam:PassRole': { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
};

/** One statement for the actions that share resources and condition. */
export function policyDocument(permissions: readonly Permission[], partition: string): PolicyDocument {
  const groups = new Map<string, Statement>();
  for (const { action, resource } of permissions) {
    const Resource = resource.replace(/^arn:\*:/, `arn:${partition}:`);
    const Condition = CONDITIONS[action];
    const key = `${Resource} ${JSON.stringify(Condition)}`;
    const actions = [...(groups.get(key)?.Action ?? []), action];
    groups.set(key, { Effect: 'Allow', Action: actions.sort(), Resource, ...(Condition && { Condition }) });
  }
  return { Version: '2012-10-17', Statement: [...groups.values()].sort(byFirstAction) };
}

const byFirstAction = (left: Statement, right: Statement): number =>
  (left.Action[0] ?? '') < (right.Action[0] ?? '') ? -1 : 1;

export interface CallerAccess {
  readonly roleName: string;
  /** None for every account of the organization. */
  readonly accounts: readonly string[];
}

/** What whoever runs a command needs beside it, to reach the role in other accounts. */
export function callerDocument({ roleName, accounts }: CallerAccess, partition: string): PolicyDocument {
  const arnIn = (accountId: string): string => `arn:${partition}:iam::${accountId}:role/${roleName}`;
  const assume: Statement = {
    Effect: 'Allow',
    Action: ['sts:AssumeRole'],
    Resource: accounts.length > 0 ? accounts.map(arnIn) : arnIn('*'),
  };
  const list: Statement = { Effect: 'Allow', Action: ['organizations:ListAccounts'], Resource: '*' };
  return { Version: '2012-10-17', Statement: accounts.length > 0 ? [assume] : [list, assume] };
}
