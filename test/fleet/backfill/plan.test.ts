import { limitPlans } from '../../../fleet/backfill/plan';
import { type PlacePlan, planPlace } from '../../../fleet/backfill/plan-place';
import { requirement } from '../../policy/builders';
import { documentOf } from '../../runbook/builders';
import { EVERYTHING } from './apply-once';
import { bareVpcs, type PlayedOptions, PlayedRegion, vpcIdOf } from './played-region';

const VPC = vpcIdOf(0);
const NOW = new Date('2026-06-15T12:00:00Z');
const OWN_DESTINATION = String(
  documentOf({ remediation: { mode: 'manual' } })
    .mainSteps.flatMap(({ inputs }) => Object.entries(inputs))
    .find(([name]) => name === 'LogDestination')?.[1],
);

const planOf = (options: PlayedOptions, whereUndeployed = {}): Promise<PlacePlan> =>
  planPlace(
    new PlayedRegion(options).station,
    EVERYTHING,
    [{ name: 'written', source: 'flags', parameters: requirement(whereUndeployed) }],
    NOW,
  );

/** Of the only VPC, for the last requirement. */
const actionOf = async (options: Partial<PlayedOptions>) => {
  const { plans } = await planOf({ vpcs: { [VPC]: [] }, ...options });
  return plans.at(-1)?.gaps.find(({ vpcId }) => vpcId === VPC)?.action;
};

describe('what becomes of a VPC', () => {
  const CASES: readonly (readonly [string, Partial<PlayedOptions>, object | undefined])[] = [
    ['that is covered is no gap', { vpcs: { [VPC]: [{}] } }, undefined],
    ['without flow logs is to be started', {}, { kind: 'start' }],
    [
      'with a flow log that fails to deliver elsewhere is to be started',
      { vpcs: { [VPC]: [{ DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' }] } },
      { kind: 'start' },
    ],
    [
      'whose flow log fails to deliver to the very destination is left, as its document would refuse it',
      {
        vpcs: {
          [VPC]: [
            {
              LogDestination: OWN_DESTINATION,
              DeliverLogsStatus: 'FAILED',
              DeliverLogsErrorMessage: 'Access error',
            },
          ],
        },
      },
      {
        kind: 'leave',
        reason: expect.stringMatching(
          /its document would refuse it: .* fails: Access error; .*repair the bucket's policy/,
        ),
        remedy: expect.stringContaining('flow-logs doctor'),
      },
    ],
    [
      'with a remediation exception without an end is left',
      { exceptions: { [VPC]: undefined } },
      {
        kind: 'leave',
        reason: 'it has a remediation exception: until the move',
        remedy: expect.stringContaining(
          `remediation retry --region eu-west-1 --rule rule-all-traffic --vpc ${VPC} --apply`,
        ),
      },
    ],
    [
      'of a rule that is named like code is told with code that a shell reads as a name',
      { exceptions: { [VPC]: undefined }, rulePrefix: '$(id); ' },
      {
        kind: 'leave',
        reason: expect.anything(),
        remedy: expect.stringContaining(` --rule '$(id); all-traffic' --vpc ${VPC} --apply`),
      },
    ],
    [
      'with a remediation exception that ends by itself is left, and the end is told',
      { exceptions: { [VPC]: new Date('2026-07-01T00:00:00Z') } },
      {
        kind: 'leave',
        reason: 'it has a remediation exception, which ends at 2026-07-01T00:00:00.000Z: until the move',
        remedy: expect.anything(),
      },
    ],
    [
      'whose remediation exception has ended is to be started',
      { exceptions: { [VPC]: new Date('2026-06-01T00:00:00Z') } },
      { kind: 'start' },
    ],
    [
      'of a rule that observes is left',
      { requirements: [{ name: 'all-traffic', mode: 'observe' }] },
      { kind: 'leave', reason: 'its rule only observes', remedy: expect.stringContaining('cdk.json') },
    ],
    [
      'of a document that somebody changed is left',
      {
        requirements: [
          {
            name: 'all-traffic',
            change: ({ mainSteps, ...document }) => ({ ...document, mainSteps: mainSteps.slice(0, 2) }),
          },
        ],
      },
      {
        kind: 'leave',
        reason:
          'its Automation document document-all-traffic cannot be read: 0 of its steps call CreateFlowLogs, 1 is ours',
        remedy: 'deploy the stack again',
      },
    ],
    [
      'whose document creates what does not meet the rule is left: it would create without end',
      {
        requirements: [
          {
            name: 'all-traffic',
            change: (document) => JSON.parse(JSON.stringify(document).replaceAll('"ALL"', '"REJECT"')),
          },
        ],
      },
      {
        kind: 'leave',
        reason: expect.stringContaining('what its document creates would not meet its rule: '),
        remedy: expect.stringContaining('deploy the stack again'),
      },
    ],
    [
      'that a flow log of another requirement will cover is not started twice',
      { requirements: [{ name: 'all-traffic' }, { name: 'rejects', parameters: { trafficType: 'REJECT' } }] },
      { kind: 'follow', requirement: 'all-traffic' },
    ],
    [
      'that a flow log of another requirement will not cover is started for both',
      {
        requirements: [
          { name: 'all-traffic' },
          {
            name: 'logs',
            destination: { type: 'cloud-watch-logs' },
            parameters: { destinationTypes: 'cloud-watch-logs' },
          },
        ],
      },
      { kind: 'start' },
    ],
  ];

  test.each(CASES)('%s', async (_, options, action) => {
    expect(await actionOf(options)).toEqual(action);
  });
});

test('where nothing is deployed, VPCs are judged by what is written, and left', async () => {
  const { plans } = await planOf({ vpcs: { [VPC]: [], [vpcIdOf(1)]: [{}] }, requirements: [] });
  expect(plans).toMatchObject([
    { requirement: 'written', ruleName: undefined, mode: 'not deployed', covered: 1 },
  ]);
  expect(plans[0]?.gaps).toMatchObject([
    { vpcId: VPC, action: { kind: 'leave', remedy: expect.stringMatching(/npx cdk deploy.*StackSets/) } },
  ]);
});

test('where a rule looks like ours and cannot be understood, nothing is a gap', async () => {
  const { plans, doubts } = await planOf({ vpcs: { [VPC]: [] }, inputParameters: '{"trafficType":"SOME"}' });
  expect(plans).toEqual([]);
  expect(doubts).toMatchObject([
    { ruleName: 'rule-all-traffic', problem: expect.stringContaining('trafficType') },
  ]);
});

test('Config is asked about gaps alone, a hundred at a call, and not at all where there is none', async () => {
  const covered = new PlayedRegion({ vpcs: { [VPC]: [{}] } });
  await planPlace(covered.station, EVERYTHING, [], NOW);
  expect(covered.calls.map(({ name }) => name).sort()).toEqual([
    'DescribeConfigRules',
    'DescribeFlowLogs',
    'DescribeRemediationConfigurations',
    'DescribeVpcs',
    'GetDocument',
  ]);
  const bare = new PlayedRegion({ vpcs: { ...bareVpcs(250), [vpcIdOf(500)]: [{}] } });
  await planPlace(bare.station, EVERYTHING, [], NOW);
  const keys = bare
    .callsOf('DescribeRemediationExecutionStatus')
    .map(({ input }) => input.ResourceKeys.length);
  expect(keys).toEqual([100, 100, 50]);
  expect(bare.callsOf('DescribeRemediationExceptions')).toHaveLength(3);
  expect(bare.callsOf('DescribeVpcs')).toHaveLength(1);
});

test('subnets are read where a requirement counts them', async () => {
  const region = new PlayedRegion({
    vpcs: bareVpcs(1),
    requirements: [{ name: 'all-traffic', parameters: { acceptSubnetCoverage: 'true' } }],
  });
  await planPlace(region.station, EVERYTHING, [], NOW);
  expect(region.callsOf('DescribeSubnets')).toHaveLength(1);
});

test('a limit counts over all places, in their order', async () => {
  const places = [await planOf({ vpcs: bareVpcs(2) }), await planOf({ vpcs: bareVpcs(3) })];
  const kinds = limitPlans(places, 3).map(({ plans }) =>
    plans.flatMap(({ gaps }) => gaps.map(({ action }) => action.kind)),
  );
  expect(kinds).toEqual([
    ['start', 'start'],
    ['start', 'leave', 'leave'],
  ]);
});
