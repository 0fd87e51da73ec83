import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onlyStack } from '../sandbox/only-stack';
import { Sandbox } from '../sandbox/sandbox';
import { buildFourRegions, ESTATE_PAST } from '../sandbox/scenarios/estate/build';
import { ESTATE_VPCS, isBare } from '../sandbox/scenarios/estate/vpcs';
import { keepTime } from '../sandbox/serve/clock';
import type { CallRecord } from '../sandbox/trace';
import { manualCdkJson } from './estate-assembly';

export interface EstateOptions {
  /** The built command line. */
  readonly cli: string;
  /** Folder of an assembly with one stack, whose remediation a person starts. */
  readonly assembly: string;
  /** Told of each step as it ends. */
  readonly onStep?: (step: PlayedStep) => void;
  /** Where the evidence is kept. @default - nowhere, once it was checked */
  readonly evidenceTo?: string;
}

export interface PlayedStep {
  /** As it is typed. */
  readonly command: string;
  readonly code: number | null;
  /** What it wrote, errors and all, in its order. */
  readonly text: string;
  /** Seconds. */
  readonly took: number;
  /** What is otherwise than it must be. */
  readonly problems: readonly string[];
}

export interface PlayedEstate {
  readonly steps: readonly PlayedStep[];
  readonly problems: readonly string[];
}

const SPEED = 120;
/** Today of the estate, so many milliseconds ago: its clock runs ahead of ours, and must not overtake it. */
const BEHIND = 3 * 3_600_000;
/** Virtual seconds after which CloudTrail has surely shown what was done. */
const EVENTS_SHOWN = 360;

const VPCS = ESTATE_VPCS.length;
const BARE = ESTATE_VPCS.filter(isBare).length;

/** Plays an operator's afternoon on the estate, with the built command line in processes of its own. */
export async function playEstate(options: EstateOptions): Promise<PlayedEstate> {
  const folder = await mkdtemp(join(tmpdir(), 'estate-'));
  const start = new Date(Date.now() - BEHIND - ESTATE_PAST * 1000);
  const sandbox = await Sandbox.start({ start, elapsed: () => performance.now() });
  const stopping = new AbortController();
  try {
    await writeFile(join(folder, 'cdk.json'), JSON.stringify(await manualCdkJson(), undefined, 2));
    await buildFourRegions(sandbox, onlyStack(options.assembly));
    const clock = { speed: SPEED, elapsed: () => performance.now() };
    const advance = (seconds: number): Promise<void> => sandbox.advance(seconds);
    const time = keepTime({ ...clock, advance }, stopping.signal);
    const played = new Play(sandbox, folder, options).run();
    const steps = await Promise.race([played, time.then(() => played)]);
    return {
      steps,
      problems: steps.flatMap(({ command, problems }) => problems.map((each) => `${command}: ${each}`)),
    };
  } finally {
    stopping.abort();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a command must have done, beside its exit code. */
type Check = (ended: {
  readonly text: string;
  readonly calls: readonly CallRecord[];
}) => Promise<readonly string[]> | readonly string[];

class Play {
  private readonly steps: PlayedStep[] = [];

  constructor(
    private readonly sandbox: Sandbox,
    private readonly folder: string,
    private readonly options: EstateOptions,
  ) {}

  async run(): Promise<readonly PlayedStep[]> {
    await this.step(['audit'], 2, ({ calls }) => [...this.gaps(BARE), ...readOnly(calls)]);
    await this.step(['audit', '--format', 'lines'], 2, ({ text }) => countedLines(text, BARE));
    await this.step(['backfill'], 2, ({ calls }) => [...this.gaps(BARE), ...readOnly(calls)]);
    await this.step(['backfill', '--apply'], 0, () => this.gaps(0));
    await this.step(['audit'], 0, ({ calls }) => readOnly(calls));
    const before = this.sandbox.world.protectedState();
    await this.step(['backfill', '--apply'], 0, ({ calls }) => [
      ...readOnly(calls),
      ...(this.sandbox.world.protectedState() === before ? [] : ['it changed what the account holds']),
    ]);
    await new Promise((resolve) => setTimeout(resolve, (EVENTS_SHOWN / SPEED) * 1000));
    await this.step(['evidence', '--out', 'evidence'], 0, ({ calls }) => this.evidence(calls));
    const { evidenceTo } = this.options;
    if (evidenceTo !== undefined) await cp(join(this.folder, 'evidence'), evidenceTo, { recursive: true });
    return this.steps;
  }

  private async step(args: readonly string[], expected: number, check: Check): Promise<void> {
    const { calls } = this.sandbox.world.trace;
    const [from, begun] = [calls.length, performance.now()];
    const { code, text } = await this.type(args);
    const made = calls.slice(from).filter(({ caller }) => caller.startsWith('administrator of'));
    const problems = [
      ...(code === expected ? [] : [`exit code ${code}, not ${expected}`]),
      ...(/^\(node:\d+\)/m.test(text) ? ['Node warns of something'] : []),
      ...(await check({ text, calls: made })),
    ];
    const took = (performance.now() - begun) / 1000;
    const step = { command: `flow-logs ${args.join(' ')}`, code, text, took, problems };
    this.steps.push(step);
    this.options.onStep?.(step);
  }

  private async type(
    args: readonly string[],
  ): Promise<{ readonly code: number | null; readonly text: string }> {
    const { endpointUrl, place } = this.sandbox;
    const env = {
      ...{ PATH: process.env['PATH'] ?? '', HOME: this.folder, AWS_EC2_METADATA_DISABLED: 'true' },
      ...{ AWS_ENDPOINT_URL: endpointUrl, AWS_REGION: place.region },
      ...{ AWS_ACCESS_KEY_ID: place.accountId, AWS_SECRET_ACCESS_KEY: 'any' },
    };
    const child = spawn(process.execPath, [this.options.cli, ...args], { cwd: this.folder, env });
    let text = '';
    const write = (chunk: Buffer): void => {
      text += chunk.toString();
    };
    child.stdout.on('data', write);
    child.stderr.on('data', write);
    const [code]: readonly (number | null)[] = await once(child, 'close');
    return { code: code ?? null, text };
  }

  /** What the account really holds. */
  private gaps(expected: number): readonly string[] {
    const regions = this.sandbox.world.everyRegion();
    const covered = new Set(
      regions.flatMap(({ flowLogs }) => [...flowLogs.values()].map(({ resourceId }) => resourceId)),
    );
    const gaps = regions.flatMap(({ vpcs }) => [...vpcs.keys()]).filter((id) => !covered.has(id)).length;
    return gaps === expected ? [] : [`${gaps} VPCs have no flow log, not ${expected}`];
  }

  private async evidence(calls: readonly CallRecord[]): Promise<readonly string[]> {
    const read = (name: string): Promise<Buffer> => readFile(join(this.folder, 'evidence', name));
    const { summary } = JSON.parse((await read('evidence.json')).toString()) as {
      readonly summary: { readonly vpcs: number; readonly standings: { readonly covered: number } };
    };
    const sums = (await read('SHA256SUMS')).toString().trim().split('\n');
    const wrong = await Promise.all(
      sums.map(async (line) => {
        const [sum = '', name = ''] = line.split(/ [ *]/);
        return createHash('sha256')
          .update(await read(name))
          .digest('hex') === sum
          ? []
          : [`${name} has another sum`];
      }),
    );
    const { vpcs, standings } = summary;
    return [
      ...readOnly(calls),
      ...wrong.flat(),
      ...(sums.length >= 3 ? [] : [`SHA256SUMS names ${sums.length} files`]),
      ...(vpcs === VPCS && standings.covered === VPCS
        ? []
        : [`${standings.covered} of ${vpcs} VPCs are covered`]),
    ];
  }
}

const READS = /^\w+:(Describe|Get|List|Lookup|BatchGet)/;

const readOnly = (calls: readonly CallRecord[]): readonly string[] =>
  calls.filter(({ action }) => !READS.test(action)).map(({ action }) => `it called ${action}`);

function countedLines(text: string, expected: number): readonly string[] {
  const lines = text.split('\n').filter((line) => /^vpc-[0-9a-f]{17} /.test(line));
  const missing = lines.filter((line) => / MISSING\b/.test(line)).length;
  return lines.length === VPCS && missing === expected
    ? []
    : [`${missing} of ${lines.length} VPCs are MISSING`];
}
