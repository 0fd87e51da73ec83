import { type Place, parseArn } from '../policy';
import type { DeliveryTarget } from './destination';
import type { Requirement } from './requirement';

/** Where nobody is yet: a template is made for any account and Region. */
export const SAMPLE_PLACE: Place = { partition: 'aws', region: 'us-east-1', accountId: '111122223333' };

const MADE = 'made-by-the-stack';

/**
 * Where a requirement would deliver to, before it is deployed: names stand in for what the stack makes. CloudFormation makes
 * up the real ones, so that a pattern which approves only some names must not approve these by chance.
 */
export function expectedTarget({ parameters, destination }: Requirement): DeliveryTarget {
  switch (destination.type) {
    case 's3': {
      const { partition } = expectedPlace('s3', parameters.destinations);
      return { type: 's3', bucketArn: destination.bucketArn ?? `arn:${partition}:s3:::${MADE}` };
    }
    case 'cloud-watch-logs': {
      const { partition, region, accountId } = expectedPlace('logs', parameters.destinations);
      return {
        type: 'cloud-watch-logs',
        logGroupArn:
          destination.logGroupArn ?? `arn:${partition}:logs:${region}:${accountId}:log-group:${MADE}`,
        deliveryRoleArn: destination.deliveryRoleArn ?? `arn:${partition}:iam::${accountId}:role/${MADE}`,
      };
    }
    case 'kinesis-data-firehose':
      return { type: 'kinesis-data-firehose', deliveryStreamArn: destination.deliveryStreamArn };
  }
}

/** The place that approved destinations name, as far as they do: a stand-in elsewhere would be refused for no reason. */
function expectedPlace(service: string, destinations: readonly string[]): Place {
  const approved = destinations.map(parseArn).find((arn) => arn?.service === service);
  const named = (part: keyof Place): string => {
    const text = approved?.[part] ?? '';
    return /^\**$/.test(text) ? SAMPLE_PLACE[part] : text;
  };
  return { partition: named('partition'), region: named('region'), accountId: named('accountId') };
}
