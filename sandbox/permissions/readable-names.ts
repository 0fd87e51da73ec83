import type { DeployedStack } from '../cloudformation/deployment';
import { readableName } from './template-json';

/** Shorter ones could stand in any text. */
const SHORTEST_NAME = 20;

/** Texts with ARNs and names as the template has them: `arn:aws:ec2:<Region>:<AccountId>:vpc/*`. */
export function readableNames(
  { resources }: DeployedStack,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): (text: string) => string {
  const known = [...resources].flatMap(([id, { ref, attributes }]) =>
    [ref, ...Object.values(attributes)].map((value) => [value, `<${readableName(id)}>`] as const),
  );
  // The longest first: an ARN before the name in it.
  const physical = known
    .filter(([value]) => value.length >= SHORTEST_NAME)
    .sort(([left], [right]) => right.length - left.length);
  const place = [[region, '<Region>'] as const, [accountId, '<AccountId>'] as const];
  return (text) =>
    [...physical, ...place].reduce((done, [value, name]) => done.replaceAll(value, name), text);
}
