import type { Place } from '../../policy';
import { READER_ROLE } from '../scenarios/estate/organization';
import { ESTATE_REGIONS, ESTATE_VPCS, isBare } from '../scenarios/estate/vpcs';
import type { Outlook } from './outlook';

export interface Serving {
  readonly endpointUrl: string;
  readonly place: Place;
  readonly speed: number;
  readonly outlooks: readonly Outlook[];
  readonly estate: boolean;
}

/** What whoever starts it needs to know, with commands that can be pasted. */
export function greeting(serving: Serving): string {
  if (serving.estate) return estateGreeting(serving);
  const { endpointUrl, place, speed, outlooks } = serving;
  const [{ ruleName } = { ruleName: 'RULE' }] = outlooks;
  const aws = `aws --endpoint-url ${endpointUrl}`;
  return [
    `AWS, simulated, on ${endpointUrl}: the stack in account ${place.accountId}, Region ${place.region}`,
    `Look at it in a browser: ${endpointUrl}/`,
    ...timing(speed, outlooks),
    '',
    `  export AWS_ACCESS_KEY_ID=${place.accountId} AWS_SECRET_ACCESS_KEY=any AWS_DEFAULT_REGION=${place.region} AWS_PAGER=`,
    `  ${aws} ec2 create-vpc --cidr-block 10.9.0.0/16`,
    `  ${aws} ec2 describe-flow-logs`,
    `  ${aws} configservice get-compliance-details-by-config-rule --config-rule-name ${ruleName}`,
    `  ${aws} configservice describe-remediation-execution-status --config-rule-name ${ruleName}`,
    `  ${aws} ssm describe-automation-executions`,
    `  ${aws} ssm get-automation-execution --automation-execution-id ID`,
    `  ${aws} ec2 delete-flow-logs --flow-log-ids ID    # and it comes back`,
    '',
    'An access key of 12 digits names another account. End it with Ctrl-C.',
    '',
  ].join('\n');
}

function estateGreeting({ endpointUrl, place, speed }: Serving): string {
  const cli = 'node dist/cli/flow-logs.js';
  return [
    `AWS, simulated, on ${endpointUrl}: ${ESTATE_VPCS.length} VPCs in ${ESTATE_REGIONS.length} Regions of account ${place.accountId}, ${ESTATE_VPCS.filter(isBare).length} of them without flow logs`,
    `The stack is in each of the four, with remediation that a person starts: ${ESTATE_REGIONS.join(', ')}`,
    `Look at it in a browser: ${endpointUrl}/`,
    speed === 1 ? 'Real time' : `${speed} times real time`,
    '',
    `  export AWS_ENDPOINT_URL=${endpointUrl} AWS_ACCESS_KEY_ID=${place.accountId} AWS_SECRET_ACCESS_KEY=any AWS_REGION=${place.region}`,
    `  ${cli} audit`,
    `  ${cli} audit --explain`,
    `  ${cli} backfill                  # what it would do`,
    `  ${cli} backfill --apply`,
    `  ${cli} evidence --out evidence`,
    `  ${cli} audit --organization --role-name ${READER_ROLE}    # with accounts and Regions that refuse`,
    '',
    'End it with Ctrl-C.',
    '',
  ].join('\n');
}

function timing(speed: number, outlooks: readonly Outlook[]): readonly string[] {
  const pace = speed === 1 ? 'Real time' : `${speed} times real time`;
  const [only, ...others] = outlooks;
  if (!only) return [`${pace}; the stack has no Config rule`];
  if (others.length === 0) return [`${pace}: ${expectation(only, speed)}`];
  return [`${pace}:`, ...outlooks.map((each) => `  ${each.ruleName}: ${expectation(each, speed)}`)];
}

function expectation({ judgedAfter, coveredAfter }: Outlook, speed: number): string {
  if (judgedAfter === undefined) return 'a new VPC is judged on schedule only';
  const judged = `a new VPC is judged after ${realTime(judgedAfter, speed)}`;
  return coveredAfter === undefined
    ? `${judged}, and its cover is not awaited: it is remediated by hand, or judged again on schedule`
    : `${judged} and covered after about ${realTime(coveredAfter, speed)}`;
}

function realTime(virtualSeconds: number, speed: number): string {
  const seconds = Math.max(1, Math.ceil(virtualSeconds / speed));
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
