import { type MonthlyCost, monthlyCost, PRICES_ORIGIN, UNPRICED } from '../fleet/prices';
import type { DestinationType } from '../policy';
import { DEFAULT_RETENTION_DAYS } from '../runbook';
import { markdownTable } from './markdown-table';

interface DestinationText {
  readonly title: string;
  readonly purpose: string;
  readonly needs: string;
  readonly limits: string;
  /** Beside what the price table holds. */
  readonly besides?: string;
}

/**
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3.html, flow-logs-cwl.html, flow-logs-firehose.html and
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
const DESTINATIONS: Readonly<Record<DestinationType, DestinationText>> = {
  s3: {
    title: 'S3',
    purpose: 'an archive that is kept for years, and Athena',
    needs:
      'a bucket policy for the delivery service, which the stack writes for its own bucket and puts out for any other; with SSE-KMS a customer key that lets it in. No role.',
    limits:
      'files every five minutes, in the archive within about ten; a bucket policy holds 20 KB; plain text or Parquet, the only one with Hive partitions',
    besides: `\`fileFormat: parquet\`: ${UNPRICED.parquet.what}`,
  },
  'cloud-watch-logs': {
    title: 'CloudWatch Logs',
    purpose: 'alarms by metric filters, and Logs Insights',
    needs:
      'a log group of this account and Region, and a delivery role that the automation role passes on; the stack makes both, or takes existing ones',
    limits: `records after about five minutes; a stream for every interface; plain text; the stack's own group keeps them for ${DEFAULT_RETENTION_DAYS} days`,
  },
  'kinesis-data-firehose': {
    title: 'Firehose',
    purpose: 'streaming to a SIEM or to whatever the stream ends in',
    needs:
      'an existing, active stream of this account and Region whose source is Direct PUT, tagged `LogDeliveryEnabled=true`, and the service-linked role AWSServiceRoleForLogDelivery; creating the flow log makes tag and role. No role of ours.',
    limits: 'plain text; the stack makes no stream, and does not look beyond it',
    besides: `${UNPRICED.streamIngestion.what}, and where the stream ends`,
  },
};

const ORDER: readonly DestinationType[] = ['s3', 'cloud-watch-logs', 'kinesis-data-firehose'];
const GIGABYTES = 100;

/** README's table of destinations, with what a hundred gigabytes a month cost. */
export const destinationTable = (): string =>
  [
    markdownTable(
      ['destination', 'for', 'what it needs', 'limits', `${GIGABYTES} GB a month`],
      ORDER.map((type) => {
        const { title, purpose, needs, limits, besides } = DESTINATIONS[type];
        const cost = monthlyCost({ destination: type, gigabytes: GIGABYTES, storedGigabytes: GIGABYTES });
        return [`${title} (\`${type}\`)`, purpose, needs, limits, costText(cost, besides)];
      }),
    ),
    `Figures are ${PRICES_ORIGIN} ([docs/costs.md](docs/costs.md)), as many gigabytes stored as were delivered; S3 keeps compressed files. Not in them: ${unpriced()}.`,
  ].join('\n\n');

const costText = ({ delivery, storage }: MonthlyCost, besides: string | undefined): string =>
  [
    `${dollars(delivery)} delivery`,
    ...(storage === undefined ? [] : [`${dollars(storage)} storage for each month that is kept`]),
    ...(besides === undefined ? [] : [besides]),
  ].join(' + ');

const unpriced = (): string =>
  Object.values(UNPRICED)
    .map(({ what, page }) => `[${what}](${page})`)
    .join(' and ');

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;
