import { type Command, InvalidArgumentError } from 'commander';
import { addCommand, type CommandFrame } from '../command-frame';
import { addEstateFlags } from '../estate/estate-flags';
import { addRequirementFlags } from '../requirements';
import type { EvidenceFlags } from './command';

const EXAMPLES = [
  'flow-logs evidence --out evidence-2026-11                      this account, every enabled Region, by ./cdk.json',
  'flow-logs evidence --out DIR --organization --role-name auditor  every account of the organization',
  'flow-logs evidence --out DIR --regions eu-central-1 --no-cloudtrail',
  'cd DIR && sha256sum -c SHA256SUMS                              checks that nothing was changed since',
];

const FILES = `Writes evidence.html (one page, no network), evidence.json with evidence.schema.json, evidence.csv and SHA256SUMS. Other
files of the folder stay, an earlier evidence is replaced.
Exit code: 0 every VPC that needs flow logs is covered, 2 there are gaps, 1 there are none that are known, and not all
could be read.`;

const DEFAULT_PAGES = 20;
const MOST_PAGES = 1000;

export function addEvidence(program: Command, frame: CommandFrame): void {
  const command = addCommand(program, 'evidence', frame, EXAMPLES).description(
    'Writes proof for Security Hub EC2.6: every VPC, its verdicts, flow logs, evaluations, remediations and findings, read-only.',
  );
  addRequirementFlags(addEstateFlags(command))
    .requiredOption('--out <folder>', 'where the files are written; it is made when it is not there', folder)
    .option('--no-cloudtrail', 'leave out who created and deleted flow logs')
    .option(
      '--cloudtrail-pages <number>',
      `pages of 50 events that are read of each Region, twice a second, for creations and for deletions each`,
      pages,
      DEFAULT_PAGES,
    )
    .addHelpText('after', `\n${FILES}`)
    .action(async (_, command: Command) => {
      const { runEvidence } = await import('./command.js');
      frame.end(await runEvidence(command.optsWithGlobals<EvidenceFlags>(), frame.surroundings));
    });
}

/** An unset variable of a script would otherwise have them written to the root of the disk. */
function folder(given: string): string {
  if (given.trim() === '')
    throw new InvalidArgumentError('Got nothing, allowed: a folder; . is the one that you are in.');
  return given;
}

function pages(given: string): number {
  const value = /^[1-9]\d*$/.test(given) ? Number(given) : Number.NaN;
  if (!(value <= MOST_PAGES))
    throw new InvalidArgumentError(`Got '${given}', allowed: a whole number from 1 to ${MOST_PAGES}.`);
  return value;
}
