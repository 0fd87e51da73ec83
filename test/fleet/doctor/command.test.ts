import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { outcomeOfPlaces, runDoctor } from '../../../fleet/doctor/command';
import type { Outcome } from '../../../fleet/outcome';
import { surroundingsOf } from '../surroundings';

test('an account of which AWS names no Region is not in order', async () => {
  mockClient(STSClient)
    .on(GetCallerIdentityCommand)
    .resolves({ Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/operator' });
  mockClient(EC2Client).on(DescribeRegionsCommand).resolves({ Regions: [] });
  const { surroundings } = surroundingsOf();
  expect(await runDoctor({ format: 'table', color: false, concurrency: 1 }, surroundings)).toBe('error');
});

test.each<[readonly Outcome[], Outcome]>([
  [['fine', 'fine'], 'fine'],
  [['fine', 'error'], 'error'],
  [['error', 'to-do', 'fine'], 'to-do'],
])('as its help says, places that end %j end %s: a problem is certain', (outcomes, outcome) => {
  expect(outcomeOfPlaces(outcomes.map((each) => ({ outcome: each })))).toBe(outcome);
});
