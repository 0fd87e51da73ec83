import { DescribeRegionsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { ReadError } from '../../inventory/read-error';

/** Regions that are enabled in the account, by name. One call: the list has no pages. */
export async function enabledRegions(ec2: EC2Client): Promise<readonly string[]> {
  const { Regions } = await ec2.send(new DescribeRegionsCommand({ AllRegions: false }));
  if (!Regions) throw ReadError.broken('ec2:DescribeRegions', 'no list', 'a list of Regions');
  return Regions.filter(({ OptInStatus }) => OptInStatus !== 'not-opted-in')
    .flatMap(({ RegionName }) => RegionName ?? [])
    .sort();
}

/** A Region that is enabled in each account of a partition, by which one can ask for the others. */
export const ALWAYS_ENABLED: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};
