import type { Place } from '../../policy';

/** Of Regions: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html */
export type OptInStatus = 'opt-in-not-required' | 'opted-in' | 'not-opted-in';

const COMMERCIAL = [
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ca-central-1', 'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1'],
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
];
const OPT_IN = [
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4'],
  ...['ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-south-1'],
  ...['eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1'],
];
const CHINA = ['cn-north-1', 'cn-northwest-1'];
const US_GOVERNMENT = ['us-gov-east-1', 'us-gov-west-1'];

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const REGIONS: readonly string[] = [...COMMERCIAL, ...OPT_IN, ...CHINA, ...US_GOVERNMENT].sort();

export const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

export const isRegion = (name: string): boolean => REGIONS.includes(name);

/** Of one partition, by name. */
export const regionsOf = (partition: string): readonly string[] =>
  REGIONS.filter((region) => partitionOf(region) === partition);

/** Which Regions accounts have enabled: those that need no opt-in, and what they opted in to. */
export class AccountRegions {
  private readonly optedIn = new Map<string, Set<string>>();

  optIn(accountId: string, region: string): void {
    this.optedIn.set(accountId, new Set([...(this.optedIn.get(accountId) ?? []), region]));
  }

  optOut(accountId: string, region: string): void {
    this.optedIn.get(accountId)?.delete(region);
  }

  status({ accountId, region }: Pick<Place, 'accountId' | 'region'>): OptInStatus {
    if (!OPT_IN.includes(region)) return 'opt-in-not-required';
    return this.optedIn.get(accountId)?.has(region) ? 'opted-in' : 'not-opted-in';
  }
}
