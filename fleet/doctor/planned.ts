import { type Requirement, remedyOf } from '../../runbook';
import type { PlannedRequirement } from '../preflight';
import { deployableIn, readConfigFile } from '../requirements/config-file';
import type { Surroundings } from '../surroundings';

/**
 * What a file would deploy that remediates.
 *
 * @throws UserMistake with everything that is wrong with the file
 */
export async function plannedIn(
  file: string,
  { readFile }: Pick<Surroundings, 'readFile'>,
): Promise<readonly PlannedRequirement[]> {
  return deployableIn(file, await readConfigFile(file, readFile))
    .filter(({ remediation }) => remediation.mode !== 'observe')
    .map((requirement) => ({ name: requirement.name, destination: existingDestination(requirement) }));
}

/** Where its flow logs would go, as far as that is there already: at what the stack makes there is nothing to look. */
function existingDestination(requirement: Requirement): PlannedRequirement['destination'] {
  const { destination } = requirement;
  const { type: destinationType } = destination;
  const usual = { destinationType, deliveryRoleArn: undefined, hiveCompatiblePartitions: false };
  switch (destination.type) {
    case 's3': {
      const { type, bucketArn, hiveCompatiblePartitions } = destination;
      if (bucketArn === undefined) return undefined;
      const { logDestination } = remedyOf(requirement, { type, bucketArn });
      return { ...usual, logDestination, hiveCompatiblePartitions };
    }
    case 'cloud-watch-logs': {
      const { logGroupArn, deliveryRoleArn } = destination;
      return logGroupArn === undefined
        ? undefined
        : { ...usual, logDestination: logGroupArn, deliveryRoleArn };
    }
    case 'kinesis-data-firehose':
      return { ...usual, logDestination: destination.deliveryStreamArn };
  }
}
