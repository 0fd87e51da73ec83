import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundles } from './bundles';
import type { Figure } from './figure';
import { audit } from './figures/audit';
import { bundleSize } from './figures/bundle-size';
import { eventCalls } from './figures/event-calls';
import { evidence } from './figures/evidence';
import { initialisation } from './figures/initialisation';
import { judging } from './figures/judging';
import { manyVpcs } from './figures/many-vpcs';
import { page } from './figures/page';
import { remediation } from './figures/remediation';
import { sweepCallCounts } from './figures/sweep-calls';
import { sweeps } from './figures/sweeps';
import { startLoopback } from './loopback';
import { helpFor, readOptions, UsageError } from './options';
import type { Row } from './row';
import { fillBlock, markdown, plainTable } from './table';

const FIGURES: readonly Figure[] = [
  ...[eventCalls, sweepCallCounts, sweeps, initialisation, bundleSize, judging],
  ...[remediation, manyVpcs, audit, evidence, page],
];
const NAMES = FIGURES.map(({ name }) => name);
const PAGE = join(__dirname, '..', 'docs', 'performance.md');

const machine = (): string =>
  `Node.js ${process.versions.node}, ${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}`;

async function measure(figures: readonly Figure[]): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const bundles = await buildBundles(folder);
    const loopback = await startLoopback();
    try {
      const rows: Row[] = [];
      for (const figure of figures) {
        console.error(`measuring ${figure.name}`);
        rows.push(...(await figure.measure({ bundles, loopback })));
      }
      return rows;
    } finally {
      await loopback.end();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), NAMES);
  if (options.help) {
    console.log(helpFor(NAMES));
    return 0;
  }
  const figures = FIGURES.filter(({ name }) => options.only.includes(name));
  const notes = [
    "Calls of the function alone and of the fleet's commands are answered after 20 ms, by another process on loopback; ratios are of medians, their spread is that of the pairs.",
    ...figures.flatMap(({ note }) => note ?? []),
  ];
  console.log(machine());
  const rows = await measure(figures);
  console.log(`\n${plainTable(rows)}\n\n${notes.join('\n')}`);
  if (options.write)
    writeFileSync(PAGE, fillBlock(readFileSync(PAGE, 'utf8'), markdown(machine(), rows, notes)));
  return rows.every(({ met }) => met) ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof UsageError ? error.message : error);
    process.exitCode = 1;
  },
);
