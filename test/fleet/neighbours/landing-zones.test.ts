import { controlTowerFindings } from '../../../fleet/neighbours/control-tower';
import { taggerFindings } from '../../../fleet/neighbours/flow-log-tagger';
import { automationFindings } from '../../../fleet/neighbours/other-automation';
import { securityLakeFindings } from '../../../fleet/neighbours/security-lake';
import { VPC_ID, vpc } from '../../policy/builders';
import { deployed, logged, ours } from '../prune/builders';
import { havingRoles, neighbourhood, ofTelemetryRule, toGroup } from './builders';

describe('Control Tower', () => {
  const NOTHING = { accountId: '111122223333', recorders: [], rules: [], hasRole: havingRoles() };
  const RECORDER = { name: 'aws-controltower-BaselineConfigRecorder' };

  test.each([
    ['its recorder', { recorders: [RECORDER] }, 'the recorder aws-controltower-BaselineConfigRecorder'],
    [
      'a rule of its',
      { rules: [{ ConfigRuleName: 'AWSControlTower_AWS-GR_X', Source: undefined }] },
      '1 rule named',
    ],
    ['its role', { hasRole: havingRoles('AWSControlTowerExecution') }, 'the role AWSControlTowerExecution'],
  ])('is told by %s', async (_, signs, expected) => {
    const [found] = await controlTowerFindings({ ...NOTHING, ...signs });
    expect(found).toMatchObject({ check: 'control-tower', status: 'note', about: '111122223333' });
    expect(found?.finding).toContain(expected);
    expect(found?.remedy).toContain('AWSControlTowerExecution');
  });

  test.each([
    ['nothing', {}],
    ['a recorder of another name', { recorders: [{ name: 'default' }] }],
    ['rules of others', { rules: [{ ConfigRuleName: 'securityhub-x', Source: undefined }] }],
  ])('is not told by %s', async (_, signs) => {
    expect(await controlTowerFindings({ ...NOTHING, ...signs })).toMatchObject([{ status: 'ok' }]);
  });
});

describe('the automation that deletes flow logs to S3', () => {
  const HAS_IT = havingRoles('FlowLogHubAssumeRole');
  const toS3 = [deployed('all-traffic')];
  const toLogs = [deployed('all-traffic', { destination: { type: 'cloud-watch-logs' } })];
  const observing = [deployed('all-traffic', { mode: 'observe' })];

  test.each([
    ['beside a requirement that delivers to S3', HAS_IT, toS3, 'problem'],
    ['beside one that delivers to CloudWatch Logs', HAS_IT, toLogs, 'note'],
    ['beside one that only observes', HAS_IT, observing, 'note'],
    ['that is not here', havingRoles(), toS3, 'ok'],
  ] as const)('%s: %#', async (_, hasRole, requirements, status) => {
    expect(await taggerFindings(neighbourhood({ requirements }), hasRole)).toMatchObject([
      { check: 'flow-log-tagger', status, about: '111122223333' },
    ]);
  });

  test.each([
    ['a VPC with tags, none of which it reads', { Name: 'a' }, logged('fl-1', 1), `: ${VPC_ID}`],
    ['a VPC with the tag that it reads', { 'Flow-Log': 'all' }, logged('fl-1', 1), 'no VPC'],
    ['a VPC without tags, which it passes over', {}, logged('fl-1', 1), 'no VPC'],
    ['a VPC without a flow log to S3', { Name: 'a' }, toGroup('fl-1', 'x'), 'no VPC'],
  ])('names what is in its reach: %s', async (_, tags, flowLog, expected) => {
    const given = neighbourhood({ vpcs: [vpc({ tags })], flowLogs: [flowLog] });
    const [found] = await taggerFindings(given, HAS_IT);
    expect(found?.finding).toContain(expected);
  });
});

test.each([
  [havingRoles('AWSServiceRoleForSecurityLake'), 'note'],
  [havingRoles(), 'ok'],
] as const)('Security Lake is told by its role alone: %#', async (hasRole, status) => {
  expect(await securityLakeFindings('111122223333', hasRole)).toMatchObject([
    { check: 'security-lake', status },
  ]);
});

describe('other automations', () => {
  test.each([
    ['Automated Security Response on AWS', toGroup('fl-1', `VPCFlowLogs/${VPC_ID}`)],
    [
      'Automated Security Response on AWS',
      toGroup('fl-1', 'x', {}, { 'Solutions:SolutionName': 'automated-security-response-on-aws' }),
    ],
    [
      'Landing Zone Accelerator on AWS',
      logged('fl-1', 1, {}, { Accelerator: 'AWSAccelerator', 'aws:cloudformation:stack-name': 'x' }),
    ],
    ['CloudFormation stack network', logged('fl-1', 1, {}, { 'aws:cloudformation:stack-name': 'network' })],
  ])('%s is known by what it leaves', (owner, flowLog) => {
    expect(automationFindings(neighbourhood({ flowLogs: [flowLog] }))).toMatchObject([
      {
        check: 'other-automation',
        status: 'note',
        about: owner,
        finding: `1 flow log of its: fl-1 of ${VPC_ID}`,
      },
    ]);
  });

  test.each([
    ['ours', ours('fl-1', 1)],
    ["CloudWatch's, which is told of by itself", ofTelemetryRule('fl-1')],
    ["nobody's that we know", logged('fl-1', 1, {}, { Name: 'mine' })],
  ])('a flow log that is %s is of none', (_, flowLog) => {
    expect(automationFindings(neighbourhood({ flowLogs: [flowLog] }))).toMatchObject([{ status: 'ok' }]);
  });

  test('of many flow logs, the first are named', () => {
    const flowLogs = ['1', '2', '3', '4', '5', '6', '7'].map((id) =>
      logged(`fl-${id}`, 1, {}, { Accelerator: 'x' }),
    );
    expect(automationFindings(neighbourhood({ flowLogs }))[0]?.finding).toMatch(
      /^7 flow logs of its: fl-1 .* fl-5 of vpc-\w+ and 2 more$/,
    );
  });
});
