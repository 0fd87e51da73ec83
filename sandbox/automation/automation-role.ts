import { AccessDenied, assumeRole, type Caller } from '../access';
import type { RegionState, World } from '../world';
import type { ParsedDocument } from './document';
import type { AutomationExecution } from './executions';
import { interpolateText, UnresolvedReference } from './interpolation';

const SYSTEMS_MANAGER = 'ssm.amazonaws.com';

const sessionOf = ({ assumptions }: World, executionId: string): { readonly sessionName: string } => ({
  sessionName: assumptions.automationSessionNamesExecution ? `Automation-${executionId}` : 'Automation',
});

/** The role that the document names, with the conditions of the trust policy that AWS recommends. */
export function takeRole(
  world: World,
  region: RegionState,
  { id }: AutomationExecution,
  { assumeRole: roleArn }: ParsedDocument,
  parameters: Readonly<Record<string, string>>,
): Caller | string {
  const { partition, region: name, accountId } = region.place;
  if (!roleArn) return 'the document names no assumeRole, and Config passes no permissions of its own';
  try {
    const source = {
      'aws:SourceAccount': accountId,
      'aws:SourceArn': `arn:${partition}:ssm:${name}:${accountId}:automation-execution/${id}`,
    };
    const context = world.assumptions.automationNamesItsSource ? source : {};
    const caller = assumeRole(world, SYSTEMS_MANAGER, roleArnWith(roleArn, parameters), context);
    return caller.kind === 'role'
      ? { ...caller, invokedBy: SYSTEMS_MANAGER, ...sessionOf(world, id) }
      : caller;
  } catch (error) {
    if (error instanceof AccessDenied || error instanceof UnresolvedReference) return error.message;
    throw error;
  }
}

const roleArnWith = (roleArn: string, parameters: Readonly<Record<string, string>>): string =>
  interpolateText(roleArn, { parameters, system: {}, outputs: {} });

/** The ARN that these parameters make of the document's assumeRole; undefined where they make none. */
export function roleArnOf(
  { assumeRole: roleArn }: ParsedDocument,
  parameters: Readonly<Record<string, string>>,
): string | undefined {
  try {
    return roleArn === undefined ? undefined : roleArnWith(roleArn, parameters);
  } catch (error) {
    if (error instanceof UnresolvedReference) return undefined;
    throw error;
  }
}
