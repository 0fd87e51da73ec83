import type { ConfigRule, ConfigurationRecorder } from '@aws-sdk/client-config-service';
import { counted, type NeighbourFinding, none, note } from './finding';
import type { HasRole } from './roles';

/** What it creates in an account: https://docs.aws.amazon.com/controltower/latest/userguide/account-factory-considerations.html */
const ROLES = ['AWSControlTowerExecution', 'aws-controltower-ReadOnlyExecutionRole'];
const RECORDER_PREFIX = 'aws-controltower-';
const RULE_PREFIX = 'AWSControlTower_';

export interface ControlTowerSigns {
  readonly accountId: string;
  readonly recorders: readonly ConfigurationRecorder[];
  readonly rules: readonly ConfigRule[];
  readonly hasRole: HasRole;
}

/** By the names of what it leaves: a role alone may be left over. */
export async function controlTowerFindings(signs: ControlTowerSigns): Promise<readonly NeighbourFinding[]> {
  const { accountId, recorders, rules, hasRole } = signs;
  const found = await Promise.all(
    ROLES.map(async (role) => ((await hasRole(role)) ? [`the role ${role}`] : [])),
  );
  const ruleCount = rules.filter(({ ConfigRuleName = '' }) => ConfigRuleName.startsWith(RULE_PREFIX)).length;
  const seen = [
    ...recorders.flatMap(({ name = '' }) =>
      name.startsWith(RECORDER_PREFIX) ? [`the recorder ${name}`] : [],
    ),
    ...(ruleCount > 0 ? [`${counted(ruleCount, 'rule')} named ${RULE_PREFIX}…`] : []),
    ...found.flat(),
  ];
  return seen.length > 0
    ? [note('control-tower', accountId, `it has ${seen.join(', ')}`)]
    : [none('control-tower', accountId)];
}
