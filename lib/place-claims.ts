import { Aws, CfnRule, Fn, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Issue, parseArn } from '../policy';
import type { PlannedRequirement } from './flow-logs-compliance-props';
import { mistakeOf } from './user-mistake';

type Part = 'Region' | 'account' | 'partition';

/** What an operator named by an ARN, and which parts of the ARN must be those of the stack. */
export interface PlaceClaim {
  readonly setting: string;
  readonly arn: string;
  readonly parts: readonly Part[];
  /** What to do about another place. */
  readonly remedy: string;
}

/** Whose ARN is written out: of others, only deployment knows the place. */
export const claimsOf = (
  claims: readonly (Omit<PlaceClaim, 'arn'> & { readonly arn: string | undefined })[],
) =>
  claims.flatMap(({ arn, ...claim }) =>
    arn === undefined || Token.isUnresolved(arn) ? [] : [{ ...claim, arn }],
  );

/**
 * Refuses what lies in another place: at once where the stack's own place is known, and otherwise by a rule of the template,
 * which CloudFormation checks before it makes anything.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html speaks of parameters; that the
 * pseudo parameters do as well shows https://github.com/aws-samples/amazon-cloudfront-secure-static-site/pull/50
 */
function requirePlace(scope: Construct, requirement: string, claim: PlaceClaim): readonly Issue[] {
  return claim.parts.flatMap((part) => {
    const named = placeOf(claim.arn)[part];
    const own = placeOfStack(Stack.of(scope))[part];
    if (named === own) return [];
    if (!Token.isUnresolved(own))
      return [
        {
          setting: `requirement ${requirement}: destination.${claim.setting}`,
          got: claim.arn,
          allowed: `what lies in the ${part} ${own}, which this stack is for`,
          remedy: claim.remedy,
        },
      ];
    // Where the partition is open, creating the flow log tells.
    if (part === 'partition') return [];
    new CfnRule(scope, `${part}-${requirement}-${claim.setting}`, {
      assertions: [
        {
          assert: Fn.conditionEquals(PSEUDO_PARAMETERS[part], named),
          assertDescription: `requirement ${requirement}: destination.${claim.setting} lies in the ${part} ${named}, and this stack in another; ${claim.remedy}`,
        },
      ],
    });
    return [];
  });
}

/** @throws UserMistake with everything that lies in another place */
export function requirePlaces(scope: Construct, requirements: readonly PlannedRequirement[]): void {
  const issues = requirements
    .filter(({ requirement }) => requirement.remediation.mode !== 'observe')
    .flatMap(({ requirement, destination }) =>
      destination.claims.flatMap((claim) => requirePlace(scope, requirement.name, claim)),
    );
  if (issues.length > 0) throw mistakeOf(issues);
}

const PSEUDO_PARAMETERS = { Region: Aws.REGION, account: Aws.ACCOUNT_ID } as const;

const placeOfStack = (stack: Stack): Readonly<Record<Part, string>> => ({
  Region: stack.region,
  account: stack.account,
  partition: stack.partition,
});

function placeOf(arn: string): Readonly<Record<Part, string>> {
  const { region = '', accountId = '', partition = '' } = parseArn(arn) ?? {};
  return { Region: region, account: accountId, partition };
}
