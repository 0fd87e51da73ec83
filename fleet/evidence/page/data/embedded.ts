import type { Evidence, EvidenceRegion, EvidenceVpc } from '../../evidence';
import type { Packed } from './entries';
import { pack } from './pack';
import { unpackItem } from './unpack';

/** A Region without its VPCs, and how many of them follow. */
interface EmbeddedRegion extends Omit<EvidenceRegion, 'vpcs'> {
  readonly vpcs: number;
}

/** What the page's script needs of the evidence. */
export type EmbeddedEvidence = Pick<Evidence, 'generatedAt' | 'regions'>;

/** As a data block: first the time, then each Region and its VPCs. */
export const embed = ({ generatedAt, regions }: EmbeddedEvidence): string =>
  pack([
    generatedAt,
    ...regions.flatMap((region) => [{ ...region, vpcs: region.vpcs.length }, ...region.vpcs]),
  ]);

export function readEmbedded(packed: Packed): EmbeddedEvidence {
  const [generatedAt, ...rest] = packed.items.map((item) => unpackItem(packed, item));
  const regions: EvidenceRegion[] = [];
  for (let at = 0; at < rest.length; ) {
    const region = rest[at] as EmbeddedRegion;
    const end = at + 1 + region.vpcs;
    regions.push({ ...region, vpcs: rest.slice(at + 1, end) as EvidenceVpc[] });
    at = end;
  }
  return { generatedAt: generatedAt as string, regions };
}
