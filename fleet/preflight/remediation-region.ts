import type { Place } from '../../policy';
import { type Finding, ok, unknown } from './finding';
import {
  REMEDIATION_REGIONS,
  REMEDIATION_REGIONS_DATE,
  REMEDIATION_REGIONS_SOURCE,
} from './remediation-regions';

/**
 * A remediation that Config holds in the Region proves more than a list that may have moved on: it is asked for where
 * the list does not have the Region.
 */
export async function regionFinding(
  { region }: Place,
  remediatedRule: () => Promise<string | undefined>,
): Promise<Finding> {
  if (REMEDIATION_REGIONS.includes(region))
    return ok('remediation-region', region, `listed by AWS on ${REMEDIATION_REGIONS_DATE}`);
  const rule = await remediatedRule();
  return rule === undefined
    ? unknown(
        'remediation-region',
        region,
        `not on the list of ${REMEDIATION_REGIONS_DATE}, which may have moved on`,
        `Look it up: ${REMEDIATION_REGIONS_SOURCE}`,
      )
    : ok('remediation-region', region, `AWS Config holds the remediation of ${rule} here`);
}
