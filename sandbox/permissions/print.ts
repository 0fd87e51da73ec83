import type { Explanation, Unexplained } from './explanations';
import type { PlayedMutation } from './mutation-run';
import type { AccessRehearsal } from './rehearsal';
import type { GrantedLine, RoleReport } from './report';
import { MUTATION_KINDS } from './statement-mutations';

/** The three lists of each role. */
export const printRoles = (roles: readonly RoleReport[]): string => roles.map(printRole).join('\n\n');

const printRole = ({ role, used, unused, missing }: RoleReport): string =>
  [
    `${role}: ${used.length} used, ${unused.length} unused, ${missing.length} missing`,
    ...used.map(
      (line) => `  used     ${lineText(line)}${line.isWildcard ? ` (for ${line.actions.join(', ')})` : ''}`,
    ),
    ...unused.map((line) => `  unused   ${lineText(line)}`),
    ...missing.map(({ caller, action, resource }) => `  missing  ${action} on ${resource} for ${caller}`),
  ].join('\n');

const lineText = ({ policy, statement, action, resource, conditions }: GrantedLine): string =>
  [
    `${policy} ${statement}: ${action}`,
    ...(resource === '' ? [] : [`on ${resource}`]),
    ...(conditions.length === 0 ? [] : [`if ${conditions.join(' and ')}`]),
  ].join(' ');

/** `permissions: 15 used, 0 unused, 0 missing` */
export function permissionsSummary(roles: readonly RoleReport[]): string {
  const count = (list: 'used' | 'unused' | 'missing'): number =>
    roles.reduce((total, role) => total + role[list].length, 0);
  return `permissions: ${count('used')} used, ${count('unused')} unused, ${count('missing')} missing`;
}

/** Everything about a rehearsal that is not as it should be; none when all is well. */
export const complaints = (
  { failure, probes }: AccessRehearsal,
  {
    unexplained,
    idle,
  }: { readonly unexplained: readonly Unexplained[]; readonly idle: readonly Explanation[] },
): readonly string[] => [
  ...(failure === undefined ? [] : [`scenario failed: ${failure}`]),
  ...probes.map((probe) => `probe failed: ${probe}`),
  ...unexplained.map(({ role, list, action, resource }) => `${list}: ${role} ${action} ${resource}`),
  ...idle.map(
    ({ role, list, action, resource }) => `explains nothing: ${list} ${role} ${action} ${resource}`,
  ),
];

/** How many lines of each kind were taken away or loosened, how many of them were noticed, and by what. */
export function printMutations(played: readonly PlayedMutation[]): string {
  const noticed = played.filter(({ sign }) => sign !== undefined);
  const by = (what: string): number => noticed.filter(({ sign }) => sign?.by === what).length;
  const kinds = MUTATION_KINDS.map((kind) => {
    const ofKind = played.filter(({ mutation }) => mutation.kind === kind);
    const seen = ofKind.filter(({ sign }) => sign !== undefined);
    return { kind, text: `  ${kind.padEnd(32)}${seen.length} of ${ofKind.length}`, some: ofKind.length > 0 };
  });
  return [
    `mutations: ${noticed.length} of ${played.length} noticed, ${by('scenario')} by a scenario, ${by('probe')} by a probe, ${by('deployment')} by the deployment`,
    ...kinds.filter(({ some }) => some).map(({ text }) => text),
    ...played
      .filter(({ sign }) => sign === undefined)
      .map(({ mutation }) => `  not noticed: ${mutation.name}`),
  ].join('\n');
}
