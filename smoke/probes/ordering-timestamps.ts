import { orderingTimestamp, results } from '../config-reads';
import { asPlayed, notSettled, otherwise } from '../finding';
import type { Probe } from '../probe';

/** Reads what Config remembers of the rule. */
export const orderingTimestamps: Probe = {
  rows: [27],
  needs: [],
  async run(ground) {
    const all = await results(ground);
    if (all.length === 0) return [notSettled(27, 'the rule has no results')];
    const without = all.filter((result) => orderingTimestamp(result) === undefined);
    const evidence = `${all.length} results of ${ground.deployment.ruleName}`;
    if (without.length === 0) return [asPlayed(27, evidence)];
    return [otherwise(27, `${without.length} of ${all.length} results have none`, evidence)];
  },
};
