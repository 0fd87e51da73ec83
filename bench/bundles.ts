import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { bundleForCli } from '../tools/build-cli';
import { bundleForLambda, LAMBDA_ENTRY } from '../tools/build-lambda';
import { floorSource, functionSources, sdkImports } from './floor';

const ROOT = join(__dirname, '..');

/** Paths of freshly built bundles. All but `defaults` are built as the function is. */
export interface Bundles {
  /** The function, as it is deployed. */
  readonly ours: string;
  /** The same handler as esbuild bundles it when told nothing. */
  readonly defaults: string;
  /** The calls of a sweep and nothing else. */
  readonly bareSweep: string;
  /** The same clients and commands, with nothing of ours, not even what our build leaves out of the SDK. */
  readonly floor: string;
  /** The floor without what our build leaves out. */
  readonly prunedFloor: string;
  /** The policy alone. */
  readonly judging: string;
  /** The operator's command line, built as it is, and what it is held against. */
  readonly fleetCommand: string;
}

export async function buildBundles(folder: string): Promise<Bundles> {
  const bundles = {
    ours: join(folder, 'ours.js'),
    defaults: join(folder, 'defaults.js'),
    bareSweep: join(folder, 'bare-sweep.js'),
    floor: join(folder, 'floor.js'),
    prunedFloor: join(folder, 'pruned-floor.js'),
    judging: join(folder, 'judging.js'),
    fleetCommand: join(folder, 'fleet-command.js'),
  };
  const contents = floorSource(sdkImports(functionSources(ROOT)));
  const floor: Pick<BuildOptions, 'stdin'> = { stdin: { contents, resolveDir: ROOT, loader: 'js' } };
  await Promise.all([
    bundleForLambda({ entryPoints: [LAMBDA_ENTRY] }, bundles.ours),
    build({
      absWorkingDir: ROOT,
      entryPoints: [LAMBDA_ENTRY],
      bundle: true,
      platform: 'node',
      outfile: bundles.defaults,
    }),
    bundleForLambda({ entryPoints: ['bench/entries/bare-sweep.ts'] }, bundles.bareSweep),
    bundleForLambda(floor, bundles.floor, 'in'),
    bundleForLambda(floor, bundles.prunedFloor),
    bundleForLambda({ entryPoints: ['bench/entries/judging.ts'] }, bundles.judging),
    bundleForCli('bench/entries/fleet-command.ts', bundles.fleetCommand),
  ]);
  return bundles;
}

export const sizeOf = (bundle: string): number => statSync(bundle).size;
