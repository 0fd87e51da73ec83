import type { UnknownPlace } from './evidence/evidence';

/** What a place knows by name, for each flag that names one of it. Undefined where not all names could be read. */
export interface KnownNames {
  readonly requirement: readonly string[];
  readonly rule?: readonly string[];
}

export type NamingFlags = { readonly [Flag in keyof KnownNames]?: string };

/** What is known nowhere is mistyped; where something could not be read, nobody can say. */
export function mistypedNames(
  flags: NamingFlags,
  places: readonly (KnownNames | undefined)[],
  unknown: readonly UnknownPlace[],
): readonly string[] {
  const known = places.filter((each) => each !== undefined);
  if (unknown.length > 0 || known.length < places.length) return [];
  return [
    ...mistyped(
      '--requirement',
      flags.requirement,
      known.flatMap(({ requirement }) => requirement),
    ),
    ...mistyped(
      '--rule',
      flags.rule,
      known.flatMap(({ rule = [] }) => rule),
    ),
  ];
}

function mistyped(flag: string, given: string | undefined, known: readonly string[]): readonly string[] {
  if (given === undefined || known.includes(given)) return [];
  const names = [...new Set(known)].sort().join(', ');
  return [`${flag}: Got '${given}', allowed: ${names || 'none, since no rule of ours is deployed here'}`];
}
