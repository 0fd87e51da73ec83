import { telemetryFindings } from '../../../fleet/neighbours/telemetry';
import { VPC_ID, vpc } from '../../policy/builders';
import { deployed, logged } from '../prune/builders';
import { neighbourhood, ofTelemetryRule, toGroup } from './builders';

const only = (given: Parameters<typeof neighbourhood>[0]) => {
  const findings = telemetryFindings(neighbourhood(given));
  expect(findings).toHaveLength(1);
  return findings[0];
};

test('a flow log that CloudWatch created is noted, with whether it would do by itself', () => {
  const requirements = [
    deployed('all-traffic'),
    deployed('archive', { parameters: { destinationTypes: ['s3'] } }),
  ];
  const found = only({ flowLogs: [ofTelemetryRule('fl-1'), logged('fl-2', 1)], requirements });
  expect(found).toMatchObject({ check: 'telemetry-rule', status: 'note', about: VPC_ID });
  expect(found?.finding).toBe(
    `fl-1 captures ALL every 600 s to arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/${VPC_ID}, the default of such rules; ` +
      'all-traffic: met by it alone; archive: not met by it: fl-1 delivers to cloud-watch-logs, s3 is required',
  );
});

test('one that falls short is no problem: remediation sees to the requirement', () => {
  const found = only({ flowLogs: [ofTelemetryRule('fl-1', { trafficType: 'REJECT' }), logged('fl-2', 1)] });
  expect(found).toMatchObject({ status: 'note' });
  expect(found?.finding).toContain('not met by it: fl-1 captures REJECT, ALL is required');
});

test('of a VPC that is exempt, that is said instead', () => {
  const requirements = [deployed('all-traffic', { parameters: { exemptVpcIds: [VPC_ID] } })];
  expect(only({ flowLogs: [ofTelemetryRule('fl-1')], requirements })?.finding).toContain(
    'all-traffic: asks for none: ',
  );
});

test.each([
  ['a flow log without the tag', [toGroup('fl-1', `/aws/vpc/${VPC_ID}`)], [vpc()]],
  [
    'one with another value of the tag',
    [toGroup('fl-1', 'x', {}, { CloudWatchTelemetryRuleManaged: 'false' })],
    [vpc()],
  ],
  ["one of another account's VPC", [ofTelemetryRule('fl-1')], [vpc({ ownerId: '444455556666' })]],
])('%s is none of it', (_, flowLogs, vpcs) => {
  expect(only({ flowLogs, vpcs })).toMatchObject({ check: 'telemetry-rule', status: 'ok' });
});
