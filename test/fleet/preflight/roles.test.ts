import { creationFinding } from '../../../fleet/preflight/automation-role';
import { deliveryFindings } from '../../../fleet/preflight/delivery-role';
import { parsePolicy } from '../../../fleet/preflight/iam/policy-document';
import type { RolePolicies } from '../../../fleet/preflight/role-access';
import { trustFindings } from '../../../fleet/preflight/service-access';
import { briefly, FUNCTION, GROUP, PLACE, ROLE, requirement, TO_BUCKET, TO_GROUP, TO_STREAM } from './place';

const policies = (statements: readonly object[], boundary?: readonly object[]): RolePolicies => ({
  policies: [parsePolicy('inline policy Delivery', JSON.stringify({ Statement: statements }))],
  boundary: boundary && parsePolicy('managed policy Boundary', JSON.stringify({ Statement: boundary })),
});

const STREAM_ACTIONS = ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'];
const onStreams = { Effect: 'Allow', Action: STREAM_ACTIONS, Resource: `${GROUP}:*` };
const describeGroups = { Effect: 'Allow', Action: 'logs:DescribeLogGroups', Resource: '*' };
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

describe('what a delivery role may do', () => {
  const question = { place: PLACE, roleArn: ROLE, groupArn: GROUP };

  test.each<[string, RolePolicies, string, string]>([
    ['what AWS asks for', policies([onStreams, describeGroups]), 'ok', 'ok'],
    ['it on all groups', policies([{ ...onStreams, Resource: '*' }, describeGroups]), 'ok', 'ok'],
    ['it without :*', policies([{ ...onStreams, Resource: GROUP }, describeGroups]), 'problem', 'ok'],
    [
      'it on another group',
      policies([{ ...onStreams, Resource: `${GROUP}-2:*` }, describeGroups]),
      'problem',
      'ok',
    ],
    [
      'it without PutLogEvents',
      policies([{ ...onStreams, Action: STREAM_ACTIONS[0] }, describeGroups]),
      'problem',
      'ok',
    ],
    ['it without DescribeLogGroups', policies([onStreams]), 'problem', 'ok'],
    [
      'DescribeLogGroups on the group alone',
      policies([onStreams, { ...describeGroups, Resource: GROUP }]),
      'unknown',
      'ok',
    ],
    ['everything', policies([everything]), 'ok', 'problem'],
    [
      'everything but what is denied',
      policies([everything, { ...onStreams, Effect: 'Deny' }]),
      'problem',
      'problem',
    ],
    ['it within a boundary', policies([onStreams, describeGroups], [everything]), 'ok', 'ok'],
    ['it beyond a boundary', policies([onStreams, describeGroups], [describeGroups]), 'problem', 'ok'],
    [
      'everything within a boundary without creation',
      policies([everything], [onStreams, describeGroups]),
      'ok',
      'ok',
    ],
    [
      'it under a condition that is not clear',
      policies([
        { ...onStreams, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
        describeGroups,
      ]),
      'unknown',
      'ok',
    ],
    [
      'creation under a condition that is not clear',
      policies([
        onStreams,
        describeGroups,
        { ...everything, Condition: { Bool: { 'aws:ViaAWSService': 'true' } } },
      ]),
      'ok',
      'unknown',
    ],
    ['nothing', policies([]), 'problem', 'ok'],
  ])('%s', (_, allowed, write, create) => {
    expect(briefly(deliveryFindings(question, allowed))).toEqual([
      `${write} delivery-role-policy`,
      `${create} delivery-role-create`,
    ]);
  });

  test('the classical mistake is named', () => {
    const [finding] = deliveryFindings(
      question,
      policies([{ ...onStreams, Resource: GROUP }, describeGroups]),
    );
    expect(finding?.finding).toContain(`nothing allows logs:PutLogEvents on ${GROUP}:*`);
    expect(finding?.remedy).toContain(`its policy names ${GROUP} without :* at the end`);
  });

  test('a boundary that stands in the way is named', () => {
    const [finding] = deliveryFindings(question, policies([onStreams, describeGroups], [describeGroups]));
    expect(finding?.finding).toContain('the permissions boundary, managed policy Boundary');
  });
});

describe('whom a role trusts', () => {
  const flowLogs = 'arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/*';
  const source = {
    StringEquals: { 'aws:SourceAccount': '111122223333' },
    ArnLike: { 'aws:SourceArn': flowLogs },
  };
  const SERVICE = 'vpc-flow-logs.amazonaws.com';
  const trusting = (Service: string, Condition?: object) => ({
    Effect: 'Allow',
    Principal: { Service },
    Action: 'sts:AssumeRole',
    Condition,
  });
  const ask = (...Statement: readonly object[]) =>
    trustFindings({ ours: 'delivery-role-trust', stranger: 'delivery-role-source' }, ROLE, {
      trust: parsePolicy('trust policy', JSON.stringify({ Statement })),
      services: [SERVICE],
      place: PLACE,
      sourceArn: ({ accountId }) => `arn:aws:ec2:eu-central-1:${accountId}:vpc-flow-log/fl-1`,
    });

  test.each<[string, object, string, string]>([
    ['flow logs of this account and Region', trusting(SERVICE, source), 'ok', 'ok'],
    [
      'flow logs by their account alone',
      trusting(SERVICE, { StringEquals: source.StringEquals }),
      'ok',
      'ok',
    ],
    ['flow logs by their ARN alone', trusting(SERVICE, { ArnLike: source.ArnLike }), 'ok', 'ok'],
    ['flow logs of any account', trusting(SERVICE), 'ok', 'problem'],
    [
      'flow logs of another account',
      trusting(SERVICE, { StringEquals: { 'aws:SourceAccount': '444455556666' } }),
      'problem',
      'ok',
    ],
    [
      'flow logs of another Region',
      trusting(SERVICE, { ArnLike: { 'aws:SourceArn': flowLogs.replace('central', 'west') } }),
      'problem',
      'ok',
    ],
    ['EC2', trusting('ec2.amazonaws.com', source), 'problem', 'ok'],
    ['CloudTrail', trusting('cloudtrail.amazonaws.com'), 'problem', 'ok'],
    ['the organization', trusting(SERVICE, { StringEquals: { 'aws:SourceOrgID': 'o-1' } }), 'unknown', 'ok'],
    [
      'everybody with a condition that is not clear',
      trusting(SERVICE, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
      'unknown',
      'unknown',
    ],
  ])('%s', (_, statement, ours, stranger) => {
    expect(briefly(ask(statement))).toEqual([
      `${ours} delivery-role-trust`,
      `${stranger} delivery-role-source`,
    ]);
  });

  test('a wrong service is named', () => {
    expect(ask(trusting('ec2.amazonaws.com'))[0]?.finding).toBe(
      'nothing allows sts:AssumeRole by vpc-flow-logs.amazonaws.com (it trusts ec2.amazonaws.com)',
    );
  });
});

describe('what the automation role may do', () => {
  const asking = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: FUNCTION };
  const creating = {
    Effect: 'Allow',
    Action: ['ec2:CreateFlowLogs', 'ec2:CreateTags'],
    Resource: '*',
  };
  const delivering = { Effect: 'Allow', Action: 'logs:CreateLogDelivery', Resource: '*' };
  const tagging = {
    Effect: 'Allow',
    Action: ['firehose:TagDeliveryStream', 'iam:CreateServiceLinkedRole'],
    Resource: '*',
  };
  const linking = { ...tagging, Action: 'iam:CreateServiceLinkedRole' };
  const passing = {
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: ROLE,
    Condition: { StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } },
  };

  test.each([
    ['to S3', TO_BUCKET, policies([asking, creating, delivering]), 'ok'],
    ['to S3, without the function', TO_BUCKET, policies([creating, delivering]), 'problem'],
    [
      'to S3, with another function',
      TO_BUCKET,
      policies([{ ...asking, Resource: `${FUNCTION}-2` }, creating, delivering]),
      'problem',
    ],
    ['to S3, without the delivery', TO_BUCKET, policies([asking, creating]), 'problem'],
    [
      'to S3, beyond its boundary',
      TO_BUCKET,
      policies([asking, creating, delivering], [delivering]),
      'problem',
    ],
    ['to CloudWatch Logs', TO_GROUP, policies([asking, creating, passing]), 'ok'],
    ['to CloudWatch Logs, without the role', TO_GROUP, policies([asking, creating, delivering]), 'problem'],
    ['to Firehose', TO_STREAM, policies([asking, creating, delivering, tagging]), 'ok'],
    ['to Firehose, without the tag', TO_STREAM, policies([asking, creating, delivering, linking]), 'problem'],
    [
      'to Firehose, without the service-linked role',
      TO_STREAM,
      policies([asking, creating, delivering, { ...tagging, Action: 'firehose:*' }]),
      'problem',
    ],
    ['nobody knows where', undefined, policies([everything]), 'unknown'],
  ])('%s', (_, destination, allowed, expected) => {
    expect(creationFinding(PLACE, ROLE, requirement(destination), allowed).status).toBe(expected);
  });
});
