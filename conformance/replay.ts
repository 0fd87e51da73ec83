import type { Sandbox } from '../sandbox/sandbox';
import { type Case, resolved } from './case';
import { Clients } from './clients';
import { COMPARED_MEMBERS } from './compared-members';
import { compareSides, type Difference, type Outcome } from './comparison';

export interface Replayed {
  readonly calls: number;
  /** Calls whose compared members are all alike. */
  readonly alike: number;
  readonly compared: number;
  readonly differences: readonly Difference[];
}

/** One of the two that get every call. */
class Player {
  private readonly kept = new Map<string, string>();
  private readonly names = new Map<string, string>();

  constructor(readonly clients: Clients) {}

  async play(each: Case): Promise<Outcome> {
    const input = resolved(each.input, this.kept) as object;
    const outcome = await this.clients.send(each, input);
    if (outcome.kind === 'answer')
      for (const [name, path] of Object.entries(each.keeps ?? {}))
        this.keep(name, valueAt(outcome.output, path));
    return outcome;
  }

  get ids(): ReadonlyMap<string, string> {
    return this.names;
  }

  private keep(name: string, value: unknown): void {
    if (typeof value !== 'string') return;
    this.kept.set(name, value);
    this.names.set(value, name);
  }
}

const valueAt = (output: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], output);

/** Sends every case to moto and to the sandbox, and compares the answers. */
export async function replay(cases: readonly Case[], motoUrl: string, sandbox: Sandbox): Promise<Replayed> {
  const sides = {
    moto: new Player(new Clients(motoUrl)),
    sandbox: new Player(new Clients(sandbox.endpointUrl)),
  };
  const differences: Difference[] = [];
  let [calls, alike, compared] = [0, 0, 0];
  try {
    await forgetDefaultVpc(sides.moto.clients);
    for (const each of cases) {
      const outcomes = { moto: await sides.moto.play(each), sandbox: await sides.sandbox.play(each) };
      await sandbox.advance(each.advance ?? 1);
      if (each.isCleaning) continue;
      const comparison = compareSides(
        { operation: each.operation, case: each.title },
        COMPARED_MEMBERS[each.operation] ?? [],
        {
          moto: { outcome: outcomes.moto, names: sides.moto.ids },
          sandbox: { outcome: outcomes.sandbox, names: sides.sandbox.ids },
        },
      );
      calls += 1;
      alike += comparison.differences.length === 0 ? 1 : 0;
      compared += comparison.compared;
      differences.push(...comparison.differences);
    }
  } finally {
    sides.moto.clients.close();
    sides.sandbox.clients.close();
  }
  return { calls, alike, compared, differences };
}

interface Estate {
  readonly Subnets?: readonly { readonly SubnetId: string }[];
  readonly Vpcs?: readonly { readonly VpcId: string }[];
}

/** moto begins with a default VPC; the sandbox begins with nothing. */
async function forgetDefaultVpc(moto: Clients): Promise<void> {
  const ask = async (operation: string, input: object): Promise<Estate> => {
    const outcome = await moto.send({ service: 'ec2', operation, title: operation, input: {} }, input);
    if (outcome.kind === 'error') throw new Error(`moto answers ${operation} with ${outcome.code}`);
    return outcome.output as Estate;
  };
  for (const { SubnetId } of (await ask('DescribeSubnets', {})).Subnets ?? [])
    await ask('DeleteSubnet', { SubnetId });
  for (const { VpcId } of (await ask('DescribeVpcs', {})).Vpcs ?? []) await ask('DeleteVpc', { VpcId });
}
