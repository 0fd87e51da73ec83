export const REMEDIATION_REGIONS_SOURCE =
  'https://docs.aws.amazon.com/config/latest/developerguide/remediation.html#region-support-config-remediation';

/** When the rows were read. */
export const REMEDIATION_REGIONS_DATE = '2026-11-21';

/**
 * Rows of the page's table that could be read on that day, from a stored copy: us-east-2 to ca-central-1. The rows after
 * them, of other Regions, could not; there a remediation that Config holds is the proof.
 */
export const REMEDIATION_REGIONS: readonly string[] = [
  'us-east-2',
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'af-south-1',
  'ap-east-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-south-1',
  'ap-northeast-3',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'ca-central-1',
];
