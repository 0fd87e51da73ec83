import { DescribeRegionsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { ReadError } from '../../inventory/read-error';

/** A name becomes a part of hosts, of titles and of commands to copy. */
const REGION_NAME = /^[a-z0-9-]{1,63}$/;

/** Regions that are enabled in the account, by name. One call: the list has no pages. */
export async function enabledRegions(ec2: EC2Client): Promise<readonly string[]> {
  const { Regions } = await ec2.send(new DescribeRegionsCommand({ AllRegions: false }));
  const names = (Regions ?? [])
    .filter(({ OptInStatus }) => OptInStatus !== 'not-opted-in')
    .map(({ RegionName }) => RegionName ?? '');
  const bad = names.find((name) => !REGION_NAME.test(name));
  if (bad !== undefined)
    throw ReadError.broken('ec2:DescribeRegions', `a Region '${bad}'`, 'names such as eu-central-1');
  // Every account has Regions: one without any would be left out in silence.
  if (names.length === 0) throw ReadError.broken('ec2:DescribeRegions', 'no Region', 'a list of Regions');
  return names.sort();
}

/** A Region that is enabled in each account of a partition, by which one can ask for the others. */
export const ALWAYS_ENABLED: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};
