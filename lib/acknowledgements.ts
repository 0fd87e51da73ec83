import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Says why a finding of cdk-nag's AwsSolutions pack is right as it is; every other finding fails the synthesis. */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/** Says why a statement cannot name its resource more closely: each wildcard is acknowledged by its own text. */
export function acknowledgeWildcard(scope: IConstruct, resource: string, reason: string): void {
  acknowledge(scope, `IAM5[Resource::${printResource(Stack.of(scope).resolve(resource))}]`, reason);
}

/** As cdk-nag spells a resource in its findings: references between angle brackets. */
function printResource(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  if (typeof resolved !== 'object' || resolved === null) return String(resolved);
  if ('Fn::Join' in resolved && Array.isArray(resolved['Fn::Join'])) {
    const [delimiter, parts] = resolved['Fn::Join'] as [string, readonly unknown[]];
    return parts.map(printResource).join(delimiter);
  }
  if ('Ref' in resolved) return `<${String(resolved.Ref)}>`;
  return JSON.stringify(resolved);
}
