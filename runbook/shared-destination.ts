import type { Issue } from '../policy';
import { shapeIdOf } from './remedy';
import type { Requirement } from './requirement';

/** A log group or stream that several requirements may name; undefined where a requirement has one of its own. */
type DestinationOf = (requirement: Requirement) => string | undefined;

/**
 * EC2 may take a second flow log of a VPC to one log group or stream for the one that exists, and records of two formats
 * would mix. In a bucket, each has a folder of its own.
 *
 * @param told what is said of it: by default as it is
 */
export function sharedDestinationIssues(
  requirements: readonly Requirement[],
  destinationOf: DestinationOf,
  told: (destination: string) => string = (destination) => destination,
): readonly Issue[] {
  const remediated = requirements.filter(({ remediation }) => remediation.mode !== 'observe');
  return remediated.flatMap((requirement, index) => {
    const destination = destinationOf(requirement);
    const other = remediated
      .slice(0, index)
      .find((each) => destinationOf(each) === destination && shapeIdOf(each) !== shapeIdOf(requirement));
    if (destination === undefined || !other) return [];
    return [
      {
        setting: `requirement ${requirement.name}`,
        got: `${told(destination)}, to which ${other.name} delivers flow logs of another shape`,
        allowed:
          'one log group or stream for flow logs of the same trafficType, maxAggregationInterval and fields',
        remedy: 'name another one, make the three the same, or deliver to a bucket',
      },
    ];
  });
}

/** As the settings name it. */
export function writtenDestination({ destination }: Requirement): string | undefined {
  switch (destination.type) {
    case 's3':
      return undefined;
    case 'cloud-watch-logs':
      return destination.logGroupArn;
    case 'kinesis-data-firehose':
      return destination.deliveryStreamArn;
  }
}
