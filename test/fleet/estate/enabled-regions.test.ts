import { DescribeRegionsCommand, EC2Client, type Region } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { enabledRegions } from '../../../fleet/estate/enabled-regions';

const answering = (...Regions: readonly Region[]) => {
  mockClient(EC2Client)
    .on(DescribeRegionsCommand, { AllRegions: false })
    .resolves({ Regions: [...Regions] });
  return enabledRegions(new EC2Client({ region: 'eu-west-1' }));
};

test('Regions come by name, and without those that the account has not enabled', async () => {
  const names = answering(
    { RegionName: 'us-east-1', OptInStatus: 'opt-in-not-required' },
    { RegionName: 'af-south-1', OptInStatus: 'opted-in' },
    { RegionName: 'eu-south-1', OptInStatus: 'not-opted-in' },
    { RegionName: 'ap-south-1' },
  );
  expect(await names).toEqual(['af-south-1', 'ap-south-1', 'us-east-1']);
});

test.each<[string, readonly Region[], RegExp]>([
  ['no Region', [], /ec2:DescribeRegions answered with no Region/],
  ['a Region without a name', [{}], /a Region ''/],
  ['what is no name of a Region', [{ RegionName: 'evil.example/' }], /a Region 'evil\.example\/'/],
])('an answer with %s is none', async (_, regions, message) => {
  await expect(answering(...regions)).rejects.toThrow(message);
});
