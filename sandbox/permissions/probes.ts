import type { Attempt, Probe } from './attempt';
import { probeSigns, withContext } from './attempt';
import { creationProbes } from './creation-probes';
import { deliveryProbes } from './delivery-probes';
import type { RehearsedRequirement } from './rehearsed-requirement';
import type { Stage } from './stage';

/** Every attempt that must be refused, beside the request that must not be. */
const probesOf = (stage: Stage): readonly Probe[] => [
  lambdaAssumes(stage),
  configInvokes(stage),
  ...executionRoleProbes(stage),
  ...stage.requirements.flatMap((requirement) => [
    systemsManagerAssumes(stage, requirement),
    asksTheJudge(stage, requirement),
    ...creationProbes(stage.sandbox, requirement),
    ...deliveryProbes(stage.sandbox.place, requirement),
  ]),
];

export const probesFailing = (stage: Stage): readonly string[] =>
  probesOf(stage).flatMap((probe) => probeSigns(stage, probe));

const ANOTHER_ACCOUNT = '999999999999';

const ANOTHER_SERVICE: Partial<Attempt> = { by: { kind: 'service', service: 'ec2.amazonaws.com' } };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
function systemsManagerAssumes({ sandbox }: Stage, { automationRole }: RehearsedRequirement): Probe {
  const { partition, region, accountId } = sandbox.place;
  const execution = (account: string, otherRegion = region) =>
    `arn:${partition}:ssm:${otherRegion}:${account}:automation-execution/73c8eef8-f4ee-4a05-820c-e354fEXAMPLE`;
  const bySystemsManager: Attempt = {
    by: { kind: 'service', service: 'ssm.amazonaws.com' },
    action: 'sts:AssumeRole',
    resource: automationRole.arn,
    context: { 'aws:SourceAccount': accountId, 'aws:SourceArn': execution(accountId) },
    policy: automationRole.trust,
  };
  return {
    name: 'Systems Manager assumes the automation role',
    usual: bySystemsManager,
    refused: {
      'for another account': withContext(bySystemsManager, { 'aws:SourceAccount': ANOTHER_ACCOUNT }),
      'for an execution of another account': withContext(bySystemsManager, {
        'aws:SourceArn': execution(ANOTHER_ACCOUNT),
      }),
      'for an execution of another Region': withContext(bySystemsManager, {
        'aws:SourceArn': execution(accountId, 'sa-east-1'),
      }),
      'for no account that it names': withContext(bySystemsManager, { 'aws:SourceAccount': undefined }),
      'for no execution that it names': withContext(bySystemsManager, { 'aws:SourceArn': undefined }),
      'for something else than an execution': withContext(bySystemsManager, {
        'aws:SourceArn': `arn:${partition}:ssm:${region}:${accountId}:opsitem/oi-1`,
      }),
      'it is another service': ANOTHER_SERVICE,
      'it tags the session': { action: 'sts:TagSession' },
    },
  };
}

const lambdaAssumes = ({ executionRole }: Stage): Probe => ({
  name: 'Lambda assumes the execution role',
  usual: {
    by: { kind: 'service', service: 'lambda.amazonaws.com' },
    action: 'sts:AssumeRole',
    resource: executionRole.arn,
    context: {},
    policy: executionRole.trust,
  },
  refused: {
    'it is another service': ANOTHER_SERVICE,
    'it tags the session': { action: 'sts:TagSession' },
  },
});

/** https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_lambda-functions.html */
function configInvokes({ sandbox: { home, place }, functionArn }: Stage): Probe {
  const target = [...home.functions.values()].find(({ arn }) => arn === functionArn);
  const usual: Attempt = {
    by: { kind: 'service', service: 'config.amazonaws.com' },
    action: 'lambda:InvokeFunction',
    resource: functionArn,
    context: { 'aws:SourceAccount': place.accountId },
    policy: target?.policy,
  };
  return {
    name: 'Config invokes the function',
    usual,
    refused: {
      'for another account': withContext(usual, { 'aws:SourceAccount': ANOTHER_ACCOUNT }),
      'for no account that it names': withContext(usual, { 'aws:SourceAccount': undefined }),
      'it is another service': { by: { kind: 'service', service: 'events.amazonaws.com' } },
      'it changes the function': { action: 'lambda:UpdateFunctionCode' },
    },
  };
}

const role = (arn: string, accountId: string): Attempt['by'] => ({ kind: 'role', roleArn: arn, accountId });

function executionRoleProbes({
  sandbox: { home, place },
  executionRole,
  requirements,
}: Stage): readonly Probe[] {
  const { partition, region, accountId } = place;
  const by = role(executionRole.arn, accountId);
  const arn = (service: string, resource: string, otherRegion = region) =>
    `arn:${partition}:${service}:${otherRegion}:${accountId}:${resource}`;
  const attempt = (action: string, resource: string): Attempt => ({ by, action, resource, context: {} });
  const own = [...home.functions.values()].map(({ logGroupName }) => logGroupName);
  const groups = [...home.logGroups.values()].filter(({ name }) => own.includes(name));
  const logs = groups.flatMap((group) =>
    ['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({
      name: `the function writes its log (${action})`,
      usual: attempt(action, `${group.arn}:log-stream:one`),
      refused: { 'of another group': { resource: arn('logs', 'log-group:another:log-stream:one') } },
    })),
  );
  const failures = [...home.queues.values()].map(({ arn: queueArn, policy }) => ({
    name: 'Lambda keeps a failed event as the execution role',
    usual: { ...attempt('sqs:SendMessage', queueArn), policy },
    refused: {
      'in another queue': { resource: arn('sqs', 'another'), policy: undefined },
      'by plain HTTP': { context: { 'aws:SecureTransport': 'false' } },
    },
  }));
  return [
    ...requirements.map(({ rule }) => ({
      name: 'the function reads the results of its rule',
      usual: attempt('config:GetComplianceDetailsByConfigRule', rule.arn),
      refused: {
        'in another Region': { resource: arn('config', 'config-rule/config-rule-another', 'sa-east-1') },
        'of something else than a rule': { resource: arn('config', 'conformance-pack/another/pack') },
      },
    })),
    ...logs,
    ...failures,
  ];
}

function asksTheJudge({ sandbox: { place } }: Stage, { automationRole, rule }: RehearsedRequirement): Probe {
  return {
    name: 'the document asks the judge',
    usual: {
      by: role(automationRole.arn, place.accountId),
      action: 'lambda:InvokeFunction',
      resource: rule.functionArn,
      context: {},
    },
    refused: { 'it is another function': { resource: `${rule.functionArn}-another` } },
  };
}
