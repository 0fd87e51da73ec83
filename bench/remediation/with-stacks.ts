import type { AssemblyStack } from '../../sandbox/cloudformation/assembly';
import { buildLambda } from '../../tools/build-lambda';
import { Synthesizer } from '../../tools/synthesize';

/** What the bench's only requirement says beside its name. */
export interface BenchedRequirement {
  readonly destination: object;
  readonly remediation?: object;
}

export type Synthesize = (requirement: BenchedRequirement) => Promise<AssemblyStack>;

/** Bundles the function as it is deployed, and synthesizes the app with it as often as `use` asks for. */
export async function withStacks<T>(use: (synthesize: Synthesize) => Promise<T>): Promise<T> {
  await buildLambda();
  const synthesizer = await Synthesizer.open();
  try {
    return await use((requirement) =>
      synthesizer.synthesize({ requirements: [{ name: 'all-traffic', ...requirement }] }),
    );
  } finally {
    await synthesizer.close();
  }
}
