import { AssemblyError, type Template } from './assembly';
import { resolve, type Scope } from './intrinsics';

/** CDK's own: a rehearsal has no bootstrap stack, and no parameter that CloudFormation would read from it. */
const OF_THE_BOOTSTRAP = 'CheckBootstrapVersion';

/**
 * CloudFormation validates the Rules of a template before it makes or changes anything.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
 *
 * @throws AssemblyError with the description of each assertion that does not hold
 */
export function refuseFailedAssertions({ Rules = {} }: Template, scope: Scope): void {
  const failed = Object.entries(Rules)
    .filter(([name]) => name !== OF_THE_BOOTSTRAP)
    .filter(([, { RuleCondition }]) => RuleCondition === undefined || holds(RuleCondition, scope))
    .flatMap(([name, { Assertions }]) =>
      Assertions.filter(({ Assert }) => !holds(Assert, scope)).map(
        ({ AssertDescription }) => AssertDescription ?? `rule ${name} of the template does not hold`,
      ),
    );
  if (failed.length > 0) throw new AssemblyError(`deployment refused: ${failed.join('; ')}`);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html */
function holds(condition: unknown, scope: Scope): boolean {
  const [name, argument] = functionIn(condition);
  switch (name) {
    case 'Fn::Equals': {
      const [left, right] = argument.map((each) => resolve(each, scope));
      return left === right;
    }
    case 'Fn::Not':
      return argument.length === 1 && !holds(argument[0], scope);
    case 'Fn::And':
      return argument.every((each) => holds(each, scope));
    case 'Fn::Or':
      return argument.some((each) => holds(each, scope));
    case 'Fn::Contains': {
      const [texts, text] = argument.map((each) => resolve(each, scope));
      return Array.isArray(texts) && texts.includes(text);
    }
    default:
      throw new AssemblyError(`the sandbox does not model the rule function ${name}`);
  }
}

function functionIn(condition: unknown): readonly [string, readonly unknown[]] {
  const [entry, ...others] =
    typeof condition === 'object' && condition !== null ? Object.entries(condition) : [];
  if (!entry || others.length > 0 || !Array.isArray(entry[1]))
    throw new AssemblyError(`a rule asserts one function of a list, got ${JSON.stringify(condition)}`);
  return [entry[0], entry[1]];
}
