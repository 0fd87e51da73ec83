import { CfnOutput, Stack, Token } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { forSharedPolicy } from './shared-policy';
import { stableHash } from './stable-hash';

export interface PutOutStatements {
  /** Of the output, before the name of what it is about. */
  readonly id: string;
  /** Of what the statements are about. */
  readonly arn: string;
  readonly statements: readonly PolicyStatement[];
  /** A description takes no references: there is a name only where the ARN is written out. */
  describe(name: string | undefined): string;
}

/** Puts out, once, what a policy that is not ours to write must hold; whoever owns it pastes it there. */
export function putOutStatements(
  scope: Construct,
  { id, arn, statements, describe }: PutOutStatements,
): void {
  const outputId = `${id}-${idOf(scope, arn)}`;
  if (scope.node.tryFindChild(outputId)) return;
  new CfnOutput(scope, outputId, {
    value: Stack.of(scope).toJsonString(statements.map((each) => forSharedPolicy(each).toStatementJson())),
    description: describe(Token.isUnresolved(arn) ? undefined : nameOf(arn)),
  });
}

/** `bucket`, or `/vpc/flow-logs` of a log group: what stands after the type of resource. */
const nameOf = (arn: string): string => arn.replace(/^(?:[^:]*:){5}(?:log-group:|role\/|key\/)?/, '');

/** Names an ARN in the id of a construct: the same for the same ARN, whatever characters it holds. */
export const idOf = (scope: Construct, arn: string): string =>
  Token.isUnresolved(arn) || arn.includes('/') || arn.includes(':log-group:')
    ? stableHash(scope, arn)
    : nameOf(arn);
