import type { Case } from '../case';

type Input = Case['input'];

/** A call of EC2. */
export const call = (
  operation: string,
  title: string,
  input: Input,
  others: Partial<Pick<Case, 'keeps' | 'advance'>> = {},
): Case => ({ service: 'ec2', operation, title, input, ...others });

/** Takes back what one side may have accepted: of an unknown id, both say that it is unknown. */
export const clean = (operation: string, input: Input): Case => ({
  service: 'ec2',
  operation,
  title: 'clean',
  input,
  isCleaning: true,
});

export const taggedWith = (ResourceType: string, tags: Readonly<Record<string, string>>) => [
  { ResourceType, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
];

export const filter = (Name: string, ...Values: readonly string[]) => ({ Name, Values });
