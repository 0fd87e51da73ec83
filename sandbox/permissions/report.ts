import type { Grant } from '../iam/evaluate';
import type { PolicyDocument, Statement } from '../iam/policy-document';
import type { CallRecord } from '../trace';
import type { Role } from '../world';

/** One action on one resource under one condition that a role is granted, or the right to assume it. */
export interface GrantedLine {
  readonly policy: string;
  /** Its Sid, or its number within the policy. */
  readonly statement: string;
  readonly action: string;
  readonly resource: string;
  readonly conditions: readonly string[];
}

/** A line, and which calls it let through. */
export interface UsedLine extends GrantedLine {
  /** As they were made: of a wildcard, all that it was used for. */
  readonly actions: readonly string[];
  readonly isWildcard: boolean;
}

/** A call that was refused for want of a permission. */
export interface MissingPermission {
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
}

export interface RoleReport {
  readonly role: string;
  readonly used: readonly UsedLine[];
  readonly unused: readonly GrantedLine[];
  readonly missing: readonly MissingPermission[];
}

export type NamedRole = readonly [name: string, role: Role];

/** What each role was granted and used, and what it lacked, by the calls on record. */
export const permissionsReport = (
  roles: readonly NamedRole[],
  calls: readonly CallRecord[],
  /** ARNs and the like as a person reads them. */
  readable: (text: string) => string = (text) => text,
): readonly RoleReport[] =>
  roles.map(([name, role]) => {
    const lines = linesOf(role).map(({ line, isUsedBy }) => ({
      line: readableLine(line, readable),
      actions: unique(calls.filter((call) => call.allowedBy.some(isUsedBy)).map(({ action }) => action)),
    }));
    return {
      role: name,
      used: lines
        .filter(({ actions }) => actions.length > 0)
        .map(({ line, actions }) => ({ ...line, actions, isWildcard: /[*?]/.test(line.action) })),
      unused: lines.filter(({ actions }) => actions.length === 0).map(({ line }) => line),
      missing: missingOf(role, calls, readable),
    };
  });

const readableLine = (line: GrantedLine, readable: (text: string) => string): GrantedLine => ({
  ...line,
  resource: readable(line.resource),
  conditions: line.conditions.map(readable),
});

interface Line {
  readonly line: GrantedLine;
  readonly isUsedBy: (grant: Grant) => boolean;
}

const linesOf = ({ trust, policies }: Role): readonly Line[] => [
  ...policyLines('trust', trust),
  ...[...policies].flatMap(([name, document]) => policyLines(name, document)),
];

/** A Deny grants nothing. */
const policyLines = (policy: string, { statements }: PolicyDocument): readonly Line[] =>
  statements.flatMap((statement, index) =>
    statement.effect === 'Deny' ? [] : statementLines(policy, statement, index + 1),
  );

const statementLines = (policy: string, statement: Statement, number: number): readonly Line[] =>
  statement.actions.flatMap((action) =>
    (statement.resources ?? [undefined]).map((resource) => ({
      line: {
        policy,
        statement: statement.sid ?? String(number),
        action,
        resource: resource ?? '',
        conditions: conditionTexts(statement),
      },
      isUsedBy: (grant) =>
        grant.statement === statement && grant.action === action && grant.resource === resource,
    })),
  );

const conditionTexts = ({ conditions }: Statement): readonly string[] =>
  conditions.map(({ operator, key, values }) => `${operator.name} ${key} = ${values.join(', ')}`);

/** What the role itself was refused, and whoever was refused the role. */
function missingOf(
  role: Role,
  calls: readonly CallRecord[],
  readable: (text: string) => string,
): readonly MissingPermission[] {
  const refused = calls.filter(
    ({ caller, action, resource, allowed }) =>
      !allowed && (caller === role.arn || (action === 'sts:AssumeRole' && resource === role.arn)),
  );
  const each = refused.map(({ caller, action, resource }) => ({
    caller: readable(caller),
    action,
    resource: readable(resource),
  }));
  return [...new Map(each.map((missing) => [JSON.stringify(missing), missing])).values()];
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();
