import type { Vpc } from '../../policy';

/** What people call it: text of unknown origin, as the console shows it. */
export const nameOf = ({ tags }: Vpc): string | undefined =>
  Object.hasOwn(tags, 'Name') ? tags['Name'] : undefined;
