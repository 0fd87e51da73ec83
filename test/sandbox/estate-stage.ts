import type { AssemblyStack } from '../../sandbox/cloudformation/assembly';
import { Sandbox, type SandboxOptions } from '../../sandbox/sandbox';
import { type BuiltEstate, buildFourRegions } from '../../sandbox/scenarios/estate/build';
import { type BuiltMemberVpc, buildOrganization } from '../../sandbox/scenarios/estate/organization';
import { START } from './endpoint';

/**
 * 31 VPCs in four Regions of one account, 23 of them without flow logs, at the head of an organization: see
 * sandbox/scenarios/estate for who is who and what is refused. Lookups of CloudTrail are counted by real time, as everybody
 * who waits does.
 */
export interface EstateStage extends BuiltEstate {
  readonly sandbox: Sandbox;
  readonly memberVpcs: readonly BuiltMemberVpc[];
}

const open: Sandbox[] = [];

/** To be called in afterEach or afterAll. */
export async function closeEstateStages(): Promise<void> {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
}

/** @param stack deployed in the four Regions; none: nobody remediates */
export async function openEstateStage(
  options: Partial<SandboxOptions> & { readonly stack?: AssemblyStack } = {},
): Promise<EstateStage> {
  const { stack, ...others } = options;
  const sandbox = await Sandbox.start({ start: START, elapsed: () => performance.now(), ...others });
  open.push(sandbox);
  const memberVpcs = await buildOrganization(sandbox);
  return { sandbox, memberVpcs, ...(await buildFourRegions(sandbox, stack)) };
}
