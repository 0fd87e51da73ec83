import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '../fleet/evidence/evidence';
import { buildCli } from '../tools/build-cli';
import { type PlayedEstate, playEstate } from '../tools/estate-play';
import { MANUAL_ASSEMBLY, ROOT } from './assembly';

let played: PlayedEstate;
let evidence: Evidence;

beforeAll(async () => {
  const cli = join(ROOT, 'dist', 'loop-estate-cli', 'flow-logs.js');
  await buildCli(cli);
  const evidenceTo = await mkdtemp(join(tmpdir(), 'evidence-'));
  played = await playEstate({ cli, assembly: MANUAL_ASSEMBLY, evidenceTo });
  evidence = JSON.parse(await readFile(join(evidenceTo, 'evidence.json'), 'utf8'));
  await rm(evidenceTo, { recursive: true });
}, 240_000);

test('an operator finds 23 gaps, closes them, and has nothing left to do', () => {
  expect(played.problems).toEqual([]);
  expect(played.steps.map(({ command, code }) => [command, code])).toEqual([
    ['flow-logs audit', 2],
    ['flow-logs audit --format lines', 2],
    ['flow-logs backfill', 2],
    ['flow-logs backfill --apply', 0],
    ['flow-logs audit', 0],
    ['flow-logs backfill --apply', 0],
    ['flow-logs evidence --out evidence', 0],
  ]);
});

const vpcs = () => evidence.regions.flatMap((region) => region.vpcs);

test('the evidence says who made each flow log: the pipeline of old ones, Automation of new ones', () => {
  const makers = vpcs().flatMap(({ flowLogs }) => flowLogs.map(({ createdBy = '' }) => createdBy));
  const by = (part: string) => makers.filter((maker) => maker.includes(part)).length;
  expect([by('platform-pipeline, session terraform'), by('session Automation-'), makers.length]).toEqual([
    9, 23, 32,
  ]);
});

test('the evidence says who deleted the flow logs that two VPCs once had', () => {
  const deletions = vpcs().flatMap(({ timeline }) =>
    timeline.filter(({ kind }) => kind === 'flow-log-deleted'),
  );
  expect(deletions).toHaveLength(2);
  for (const { actor } of deletions) expect(actor).toContain('network-operations, session r.weber');
});

test('the evidence explains each finding of Security Hub that is older than the new flow log', () => {
  const disagreeing = vpcs().filter(({ ec26 }) => ec26.agreement === 'disagrees');
  expect(disagreeing).toHaveLength(23);
  for (const { ec26 } of disagreeing)
    expect(ec26).toMatchObject({ finding: 'FAILED', explanation: expect.stringMatching(/./) });
});
