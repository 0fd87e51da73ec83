import { type Place, parseArn } from '../../policy';
import { attempt } from './attempt';
import { type Finding, ok, problem, unknown } from './finding';
import type { Outcome } from './iam/evaluate';
import type { IamReads } from './reads/iam-reads';
import { mayRole, type RolePolicies, roleContext, roleNameOf, rolePolicies } from './role-access';
import { accessFinding, trustFindings } from './service-access';

/** The role by which VPC Flow Logs writes to a log group. */
export interface DeliveryRoleQuestion {
  readonly place: Place;
  readonly roleArn: string;
  /** Without `:*`. */
  readonly groupArn: string;
}

const SERVICES = ['vpc-flow-logs.amazonaws.com'];

export const checkDeliveryRole = (
  iam: IamReads,
  question: DeliveryRoleQuestion,
): Promise<readonly Finding[]> =>
  attempt('delivery-role', question.roleArn, async () => {
    const { place, roleArn } = question;
    const account = parseArn(roleArn)?.accountId;
    // A flow log's role belongs to its account: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
    if (account !== place.accountId)
      return [
        problem('delivery-role', roleArn, `it belongs to the account ${account}, not to ${place.accountId}`),
      ];
    const role = await iam.role(roleNameOf(roleArn));
    if (!role || role.arn !== roleArn)
      return [problem('delivery-role', roleArn, `there is no such role${role ? `, but ${role.arn}` : ''}`)];
    const trust = { trust: role.trust, services: SERVICES, place, sourceArn: flowLogArn };
    return [
      ok('delivery-role', roleArn, 'exists'),
      ...trustFindings({ ours: 'delivery-role-trust', stranger: 'delivery-role-source' }, roleArn, trust),
      ...(await attempt('delivery-role-policy', roleArn, async () =>
        deliveryFindings(question, await rolePolicies(iam, role)),
      )),
    ];
  });

const flowLogArn = ({ partition, region, accountId }: Place): string =>
  `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/fl-0123456789abcdef0`;

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
export function deliveryFindings(
  { place, roleArn, groupArn }: DeliveryRoleQuestion,
  policies: RolePolicies,
): readonly Finding[] {
  const context = roleContext(place, roleArn);
  const ask = (action: string, resource: string) => mayRole(policies, { action, resource, context });
  const streams = `${groupArn}:log-stream:`;
  const ofOneOf = (action: string, resources: readonly string[]): Outcome => {
    const outcomes = resources.map((resource) => ask(action, resource));
    return agreed(
      outcomes,
      `AWS does not say by which of ${resources.join(' and ')} it authorizes ${action}`,
    );
  };
  const everyGroup = groupArn.replace(/:log-group:.*$/, ':log-group::log-stream:');
  const writing = [
    { what: `logs:CreateLogStream on ${groupArn}:*`, outcome: ask('logs:CreateLogStream', streams) },
    { what: `logs:PutLogEvents on ${groupArn}:*`, outcome: ask('logs:PutLogEvents', `${streams}eni-all`) },
    {
      what: `logs:DescribeLogStreams on ${groupArn}:*`,
      outcome: ofOneOf('logs:DescribeLogStreams', [streams, groupArn]),
    },
    { what: 'logs:DescribeLogGroups', outcome: ofOneOf('logs:DescribeLogGroups', [everyGroup, groupArn]) },
  ];
  // The classical mistake: an ARN without :* names the group and none of its streams.
  const onGroupAlone =
    writing[1]?.outcome.effect === 'not-allowed' && ask('logs:PutLogEvents', groupArn).effect === 'allowed';
  const particulars = onGroupAlone ? `its policy names ${groupArn} without :* at the end` : undefined;
  return [
    accessFinding('delivery-role-policy', roleArn, writing, particulars),
    creationFinding(roleArn, ask('logs:CreateLogGroup', groupArn)),
  ];
}

/** The first says what is documented; where only another one is allowed, there is a doubt. */
function agreed(outcomes: readonly Outcome[], because: string): Outcome {
  const [first = { effect: 'not-allowed' }, ...others] = outcomes;
  if (first.effect !== 'not-allowed') return first;
  return others.some(({ effect }) => effect === 'allowed') ? { effect: 'unknown', because } : first;
}

function creationFinding(roleArn: string, outcome: Outcome): Finding {
  switch (outcome.effect) {
    case 'allowed':
      return problem('delivery-role-create', roleArn, `${outcome.by} allows logs:CreateLogGroup`);
    case 'unknown':
      return unknown(
        'delivery-role-create',
        roleArn,
        `whether logs:CreateLogGroup is allowed is not clear: ${outcome.because}`,
      );
    case 'denied':
    case 'not-allowed':
      return ok('delivery-role-create', roleArn, 'it cannot create log groups');
  }
}
