import { type Requirement, readRequirements, remedyOf } from '../../runbook';
import type { DeployedDestination } from '../preflight';
import { deployableIn, readConfigFile } from '../requirements/config-file';
import type { Surroundings } from '../surroundings';

/** A requirement of a file, before it is deployed. */
export interface PlannedRequirement {
  readonly name: string;
  readonly mode: Requirement['remediation']['mode'];
  /** Where its flow logs would go, as far as that is there already; without a delivery role where the stack makes it. */
  readonly destination: DeployedDestination | undefined;
}

/**
 * What a file would deploy.
 *
 * @throws UserMistake with everything that is wrong with its requirements
 */
export async function plannedIn(
  file: string,
  { readFile }: Pick<Surroundings, 'readFile'>,
): Promise<readonly PlannedRequirement[]> {
  const config = await readConfigFile(file, readFile);
  const requirements =
    config.state === 'no-context' ? readRequirements(undefined, '').requirements : deployableIn(file, config);
  return requirements.map((requirement) => ({
    name: requirement.name,
    mode: requirement.remediation.mode,
    destination: existingDestination(requirement),
  }));
}

/** At what the stack makes there is nothing to look yet. */
function existingDestination(requirement: Requirement): DeployedDestination | undefined {
  const { destination } = requirement;
  const withoutRole = {
    destinationType: destination.type,
    deliveryRoleArn: undefined,
    hiveCompatiblePartitions: false,
  };
  switch (destination.type) {
    case 's3': {
      const { type, bucketArn, hiveCompatiblePartitions } = destination;
      if (bucketArn === undefined) return undefined;
      const { logDestination } = remedyOf(requirement, { type, bucketArn });
      return { ...withoutRole, logDestination, hiveCompatiblePartitions };
    }
    case 'cloud-watch-logs': {
      const { logGroupArn, deliveryRoleArn } = destination;
      if (logGroupArn === undefined) return undefined;
      return { ...withoutRole, logDestination: logGroupArn, deliveryRoleArn };
    }
    case 'kinesis-data-firehose':
      return { ...withoutRole, logDestination: destination.deliveryStreamArn };
  }
}
