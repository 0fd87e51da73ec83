import type { ConfigRule } from '@aws-sdk/client-config-service';
import { managedRuleFindings } from '../../../fleet/neighbours/managed-rule';
import { VPC_ID, vpc } from '../../policy/builders';
import { deployed, logged } from '../prune/builders';
import { neighbourhood } from './builders';

const rule = (given: Partial<ConfigRule> = {}): ConfigRule => ({
  ConfigRuleName: 'vpc-flow-logs-enabled',
  Source: { Owner: 'AWS', SourceIdentifier: 'VPC_FLOW_LOGS_ENABLED' },
  ...given,
});

const only = (given: Partial<ConfigRule>, beside: Parameters<typeof neighbourhood>[0] = {}) => {
  const findings = managedRuleFindings([rule(given)], neighbourhood(beside));
  expect(findings).toHaveLength(1);
  return findings[0];
};

test.each<[string, Partial<ConfigRule>, string]>([
  ['by hand', {}, "this account's own; looks every 24 hours whether each VPC has a flow log of any traffic"],
  [
    'by Security Hub',
    {
      ConfigRuleName: 'securityhub-vpc-flow-logs-enabled-e8258e90',
      CreatedBy: 'securityhub.amazonaws.com',
      InputParameters: '{"trafficType":"REJECT"}',
      MaximumExecutionFrequency: 'Twelve_Hours',
    },
    'of Security Hub; looks every 12 hours whether each VPC has a flow log of REJECT traffic',
  ],
  ['by Control Tower', { ConfigRuleName: 'AWSControlTower_AWS-GR_X' }, 'of AWS Control Tower; '],
  [
    'by a conformance pack',
    { ConfigRuleName: 'vpc-flow-logs-conformance-pack-a1b2' },
    'of a conformance pack; ',
  ],
  ['by another service', { CreatedBy: 'x.amazonaws.com' }, 'of x.amazonaws.com; '],
  ['with parameters that are none', { InputParameters: 'none' }, 'a flow log of any traffic'],
])('a rule that was made %s is noted', (_, given, expected) => {
  const found = only(given);
  expect(found).toMatchObject({ check: 'managed-rule', status: 'note' });
  expect(found?.finding).toContain(expected);
});

const REJECT = { InputParameters: '{"trafficType":"REJECT"}' };
const exempting = [deployed('all-traffic', { parameters: { exemptVpcIds: [VPC_ID] } })];
const bySubnets = [deployed('all-traffic', { parameters: { acceptSubnetCoverage: true } })];
const ofSubnet = logged('fl-1', 1, { resourceId: 'subnet-0123456789abcdef0' });

test.each([
  ['a VPC without flow logs', {}, {}, 'by what EC2 lists, it agrees with all-traffic about 1 VPC'],
  ['a VPC that is covered', {}, { flowLogs: [logged('fl-1', 1)] }, 'it agrees with all-traffic about 1 VPC'],
  [
    'ALL where it asks for REJECT',
    REJECT,
    { flowLogs: [logged('fl-1', 1)] },
    'it agrees with all-traffic about 1 VPC',
  ],
  [
    'REJECT where it asks for REJECT',
    REJECT,
    { flowLogs: [logged('fl-1', 1, { trafficType: 'REJECT' })] },
    `1 VPC will do for it and not for all-traffic: ${VPC_ID}`,
  ],
  [
    'a flow log that fails to deliver',
    {},
    { flowLogs: [logged('fl-1', 1, { deliverLogsStatus: 'FAILED' })] },
    '1 VPC will do for it and not for all-traffic',
  ],
  ['an exempt VPC', {}, { requirements: exempting }, '1 VPC will not do for it and no gap for all-traffic'],
  [
    'a VPC that its subnets cover',
    {},
    { requirements: bySubnets, flowLogs: [ofSubnet] },
    '1 VPC will not do for it and no gap for all-traffic',
  ],
  [
    'a shared VPC',
    {},
    { vpcs: [vpc({ ownerId: '444455556666' })] },
    'it agrees with all-traffic about 0 VPCs',
  ],
])('its verdict on %s is held against ours', (_, given, beside, expected) => {
  expect(only(given, beside)?.finding).toContain(expected);
});

test('other rules are none of it', () => {
  const others = [
    rule({ Source: { Owner: 'AWS', SourceIdentifier: 'VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS' } }),
    rule({ Source: { Owner: 'CUSTOM_LAMBDA', SourceIdentifier: 'VPC_FLOW_LOGS_ENABLED' } }),
  ];
  expect(managedRuleFindings(others, neighbourhood())).toMatchObject([{ status: 'ok' }]);
});
