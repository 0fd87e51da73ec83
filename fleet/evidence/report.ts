import { counted, placeText, shareText, standingsText } from '../audit/summary-text';
import type { Format } from '../global-flags';
import type { Outcome } from '../outcome';
import { plainText, printJson } from '../terminal/plain-text';
import type { Terminal } from '../terminal/terminal';
import type { Ec26Comparison, Evidence } from './evidence';

import { CHECKSUMS, type WrittenFile } from './write-evidence';

export interface Written {
  readonly evidence: Evidence;
  readonly files: readonly WrittenFile[];
  readonly folder: string;
  /** Whether an earlier evidence was there. */
  readonly replaces: boolean;
  readonly outcome: Outcome;
}

/** What was written and what it comes to; the evidence itself is in its files. */
export function reportEvidence(written: Written, format: Format, terminal: Terminal): void {
  if (format === 'json') terminal.result([printJson(toJson(written))]);
  else terminal.result(linesOf(written, terminal));
}

function linesOf({ evidence, files, folder, replaces }: Written, terminal: Terminal): readonly string[] {
  const { summary, unknown } = evidence;
  const asked = `${counted(summary.regions, 'Region')} of ${counted(summary.accounts, 'account')}`;
  const names = files.map(({ name }) => name).join(', ');
  return [
    `${counted(summary.vpcs, 'VPC')} in ${asked}: ${standingsText(summary.standings)}; ${shareText(summary)}`,
    ec26Line(evidence),
    ...unknown.map((place) =>
      terminal.paint('yellow', plainText(`unknown: ${placeText(place)}: ${place.cause}`)),
    ),
    plainText(`wrote ${names} to ${folder}${replaces ? ', in place of an earlier evidence' : ''}`),
    `to check them there: sha256sum -c ${CHECKSUMS}`,
  ];
}

function ec26Line({ regions }: Evidence): string {
  const counts = agreementsOf(regions);
  return `Security Hub EC2.6: ${counts.agrees} agree, ${counts.disagrees} disagree, ${counts['no-finding']} without a finding, ${counts.unknown} not compared`;
}

function agreementsOf(regions: Evidence['regions']): Readonly<Record<Ec26Comparison['agreement'], number>> {
  const counts = { agrees: 0, disagrees: 0, 'no-finding': 0, unknown: 0 };
  for (const { vpcs } of regions) for (const { ec26 } of vpcs) counts[ec26.agreement] += 1;
  return counts;
}

const toJson = ({ evidence, files, folder, replaces, outcome }: Written) => ({
  command: 'evidence',
  outcome,
  folder,
  replaces,
  files,
  summary: evidence.summary,
  ec26: agreementsOf(evidence.regions),
  unknown: evidence.unknown,
});
