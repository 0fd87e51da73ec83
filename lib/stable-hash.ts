import { createHash } from 'node:crypto';
import { DefaultTokenResolver, type IResolvable, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

type Resolve = DefaultTokenResolver['resolveToken'];

/** A logical id names a resource within its stack only: one of another stack is told by its path. */
class ReferenceNames extends DefaultTokenResolver {
  constructor() {
    super({ join: (left, right) => [left, right] });
  }

  override resolveToken(
    token: IResolvable,
    context: Parameters<Resolve>[1],
    postProcessor: Parameters<Resolve>[2],
  ): unknown {
    return Reference.isReference(token) && Stack.of(token.target) !== Stack.of(context.scope)
      ? `${token.target.node.path}.${token.displayName}`
      : super.resolveToken(token, context, postProcessor);
  }
}

/** Eight characters that stand for an ARN or a name in the id of a construct, whatever it holds. */
export function stableHash(scope: Construct, text: string): string {
  const resolved = Token.isUnresolved(text)
    ? Tokenization.resolve(text, { scope, resolver: new ReferenceNames(), preparing: false })
    : text;
  return createHash('sha256').update(JSON.stringify(resolved)).digest('hex').slice(0, 8);
}
