import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '../fleet/evidence/evidence';
import { synthesizeManual } from './estate-assembly';
import { type PlayedStep, playEstate } from './estate-play';
import { fillBlocks } from './generated-blocks';

const FILE = 'docs/estate.md';
const CLI = 'dist/cli/flow-logs.js';
/** The VPC whose story is told. */
const TOLD = 'reporting';

/** Lines that are kept at the beginning and at the end of what a command wrote. */
const KEPT: Readonly<Record<string, readonly [first: number, last: number]>> = {
  'flow-logs audit': [12, 3],
  'flow-logs audit --format lines': [5, 2],
  'flow-logs backfill': [11, 8],
  'flow-logs backfill --apply': [12, 8],
  'flow-logs evidence --out evidence': [20, 20],
};

/** Says how many lines are left out, wherever some are. */
export function shortened(text: string, [first, last]: readonly [number, number]): readonly string[] {
  const lines = withoutIdleRegions(text.trimEnd()).split('\n');
  const out = lines.length - first - last;
  if (out <= 1) return lines;
  return [...lines.slice(0, first), `[… ${out} lines …]`, ...lines.slice(lines.length - last)];
}

/** Regions in a row where there is nothing to do are told by their number. */
function withoutIdleRegions(text: string): string {
  const isIdle = (paragraph: string | undefined): boolean => / no gap: nothing to do$/.test(paragraph ?? '');
  const paragraphs = text.split('\n\n');
  return paragraphs
    .flatMap((paragraph, index) => {
      if (!isIdle(paragraph)) return [paragraph];
      if (isIdle(paragraphs[index - 1])) return [];
      const after = paragraphs.findIndex((each, at) => at > index && !isIdle(each));
      const count = (after < 0 ? paragraphs.length : after) - index;
      return [
        count === 1 ? '[… a Region with nothing to do …]' : `[… ${count} Regions with nothing to do …]`,
      ];
    })
    .join('\n\n');
}

function printStep({ command, code, text }: PlayedStep): string {
  const kept = KEPT[command] ?? [20, 20];
  return [`$ ${command}`, ...shortened(text, kept), `[exit code ${code}]`].join('\n');
}

/** By what happened and who did it: flow logs are numbered, so that the page is the same after each run. */
function storyOf(evidence: Evidence, name: string): string {
  const vpc = evidence.regions.flatMap(({ vpcs }) => vpcs).find((each) => each.name === name);
  if (!vpc) throw new Error(`the evidence has no VPC ${name}`);
  const numbers = new Map<string, string>();
  const numbered = (id: string): string => {
    const number = numbers.get(id) ?? `fl-${numbers.size + 1}`;
    numbers.set(id, number);
    return number;
  };
  return vpc.timeline
    .map(({ text, actor }) => (actor === undefined ? text : `${text}\n    by ${actor}`))
    .join('\n')
    .replace(/fl-[0-9a-f]{17}/g, numbered)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…');
}

const fenced = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;

const fillEstatePage = (page: string, steps: readonly PlayedStep[], evidence: Evidence): string =>
  fillBlocks(page, {
    transcript: fenced(steps.map(printStep).join('\n\n')),
    story: fenced(storyOf(evidence, TOLD)),
  });

/** Plays the estate with the built command line and brings the page up to date. */
export async function writeEstatePage(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'estate-page-'));
  try {
    const assembly = join(folder, 'assembly');
    await synthesizeManual(assembly);
    const evidenceTo = join(folder, 'evidence');
    const { steps, problems } = await playEstate({ cli: join(process.cwd(), CLI), assembly, evidenceTo });
    if (problems.length > 0) throw new Error(`the estate went otherwise than told: ${problems.join('; ')}`);
    const evidence: Evidence = JSON.parse(await readFile(join(evidenceTo, 'evidence.json'), 'utf8'));
    await writeFile(FILE, fillEstatePage(await readFile(FILE, 'utf8'), steps, evidence));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
