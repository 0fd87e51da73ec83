import type { Template } from '../cloudformation/assembly';
import { statementName } from './statement-mutations';
import { textsOf } from './template-json';
import { policyPlaces } from './template-mutations';

/** A template in which one statement of a role allows one thing more. */
export interface Addition {
  readonly name: string;
  readonly action: string;
  readonly template: Template;
}

/** Nothing of ours calls it: a loop that did would have to be looked at anyway. */
const NEVER_CALLED = 'ec2:DeleteFlowLogs';

/** One action more in each statement by which a role is granted something. */
export const additions = (template: Template, action = NEVER_CALLED): readonly Addition[] =>
  policyPlaces(template)
    .filter(({ kind }) => kind === 'identity')
    .flatMap(({ name, statements, write }) =>
      statements.map((statement, index) => ({
        name: `${name}, ${statementName(statement, index)}`,
        action,
        template: write(
          statements.map((each, at) =>
            at === index ? { ...each, Action: [...textsOf(each.Action), action] } : each,
          ),
        ),
      })),
    );
