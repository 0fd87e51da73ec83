import type { AssemblyStack } from '../cloudformation/assembly';
import type { CallRecord } from '../trace';
import { probesFailing } from './probes';
import { permissionsReport, type RoleReport } from './report';
import { firstFailure } from './scenarios';
import { DeploymentRefused, Stage } from './stage';
import { wireProbesFailing } from './wire-probes';

/** What a stack's permissions came to when everything was played. */
export interface AccessRehearsal {
  readonly roles: readonly RoleReport[];
  /** Undefined when all went well. */
  readonly failure: string | undefined;
  /** Attempts that went otherwise than they must. */
  readonly probes: readonly string[];
}

/** Plays every scenario, takes stock of what was called, and only then tries what must be refused. */
export async function rehearseAccess(stack: AssemblyStack): Promise<AccessRehearsal> {
  const stage = await Stage.open(stack);
  try {
    const failure = await firstFailure(stage);
    const roles = permissionsReport(stage.roles, stage.sandbox.world.trace.calls, stage.readable);
    return { roles, failure, probes: await allProbesFailing(stage) };
  } finally {
    await stage.close();
  }
}

const allProbesFailing = async (stage: Stage): Promise<readonly string[]> => [
  ...probesFailing(stage),
  ...(await wireProbesFailing(stage)),
];

/** How it shows that something is wrong with a stack's permissions. */
export interface Sign {
  readonly by: 'deployment' | 'scenario' | 'probe';
  /** Which scenario, what happened in it, and which call was refused. */
  readonly text: string;
}

/** Plays until the first sign: of what is taken away by a scenario, of what is loosened by a probe. */
export async function firstSign(stack: AssemblyStack): Promise<Sign | undefined> {
  const stage = await openOrSign(stack);
  if (!(stage instanceof Stage)) return stage;
  try {
    const failure = await firstFailure(stage);
    if (failure !== undefined)
      return { by: 'scenario', text: withRefusal(failure, stage.sandbox.world.trace.calls) };
    const [probe] = await allProbesFailing(stage);
    return probe === undefined ? undefined : { by: 'probe', text: probe };
  } finally {
    await stage.close();
  }
}

async function openOrSign(stack: AssemblyStack): Promise<Stage | Sign> {
  try {
    return await Stage.open(stack);
  } catch (error) {
    if (!(error instanceof DeploymentRefused)) throw error;
    return { by: 'deployment', text: withRefusal(error.message, error.calls) };
  }
}

/** What a person sees go wrong may be far from the call that was refused. */
function withRefusal(text: string, calls: readonly CallRecord[]): string {
  const refused = calls.find(({ allowed }) => !allowed);
  return refused ? `${text} [refused: ${refused.action} to ${refused.caller}]` : text;
}
