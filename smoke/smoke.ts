import { cleanUp, describe } from './clean-up';
import { type ClientSettings, type Clients, createClients, destroyClients } from './clients';
import type { Clock } from './clock';
import { findDeployment, type Identity, identify } from './deployment';
import { type Finding, notSettled } from './finding';
import type { Ground } from './ground';
import { OwnResources } from './own-resources';
import { missing, noneSettled, type Probe } from './probe';

export interface SmokeOptions {
  readonly settings: ClientSettings;
  /** The account that the credentials must be of. */
  readonly account: string;
  /** @default - the only one of the stack */
  readonly ruleName?: string | undefined;
  readonly probes: readonly Probe[];
  /** A probe that fails leaves its rows not settled, instead of ending the run. */
  readonly keepGoing: boolean;
  /** Of this run. */
  readonly run: string;
}

export interface Surroundings {
  readonly clock: Clock;
  /** Ends the run; whatever it created is removed all the same. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  /** What ended the run early. */
  readonly failure: string | undefined;
  /** Whether nothing of the run is left. */
  readonly isClean: boolean;
}

/** Settles what the probes can, then removes whatever they created: after success, failure and interruption. */
export async function smoke(options: SmokeOptions, surroundings: Surroundings): Promise<Outcome> {
  const { settings, account, run } = options;
  const { clock, signal, say } = surroundings;
  const probing = createClients(settings, signal);
  const cleaning = createClients(settings);
  try {
    const identity = await identify(probing, account);
    const ground = await groundOf(options, surroundings, probing, identity);
    const findings: Finding[] = [];
    const failure = await settle(options, surroundings, ground, findings).then(
      () => undefined,
      (error: unknown) => describe(signal.aborted ? signal.reason : error),
    );
    if (failure !== undefined) say(`ended early: ${failure}`);
    const whose = { accountId: identity.accountId, run };
    return { findings, failure, isClean: await cleanUp({ clients: cleaning, clock, whose, say }) };
  } finally {
    destroyClients(probing);
    destroyClients(cleaning);
  }
}

async function groundOf(
  { settings: { region }, ruleName, run }: SmokeOptions,
  { clock, signal }: Surroundings,
  clients: Clients,
  identity: Identity,
): Promise<Ground> {
  const interruptible: Clock = { now: clock.now, sleep: (seconds) => clock.sleep(seconds, signal) };
  const deployment = await findDeployment(clients, ruleName);
  const own = new OwnResources(clients, interruptible, identity, region, run);
  return { clients, clock: interruptible, identity, deployment, own };
}

async function settle(
  { probes, keepGoing }: SmokeOptions,
  { signal, say }: Surroundings,
  ground: Ground,
  findings: Finding[],
): Promise<void> {
  say(`rule ${ground.deployment.ruleName} of account ${ground.identity.accountId}`);
  for (const probe of probes) {
    say(`rows ${probe.rows.join(', ')} …`);
    findings.push(...(await ask(probe, ground, () => keepGoing && !signal.aborted)));
  }
}

async function ask(probe: Probe, ground: Ground, mayGoOn: () => boolean): Promise<readonly Finding[]> {
  const why = missing(probe, ground);
  if (why !== undefined) return noneSettled(probe, why);
  try {
    return await probe.run(ground);
  } catch (error) {
    if (!mayGoOn()) throw error;
    return probe.rows.map((row) => notSettled(row, describe(error)));
  }
}
