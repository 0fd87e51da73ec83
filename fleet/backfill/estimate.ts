import { DESTINATION_TYPES, type DestinationType } from '../../policy';
import {
  costOf,
  monthlyCost,
  PRICES,
  PRICES_ORIGIN,
  PRICES_READ,
  PRICES_REGION,
  type Price,
  UNPRICED,
} from '../prices';
import { type RequirementPlan, startsOf } from './plan';

/**
 * Steps of an execution that creates, from the first judgement to the end; the document that settles judges a second time.
 * A test counts them in the document itself.
 */
export const STEPS = { atOnce: 7, settling: 10 } as const;

/** What the flow logs to be created cost, in US dollars, by an assumed traffic. */
export interface Estimate {
  readonly gigabytesPerVpc: number;
  readonly destinations: readonly DestinationEstimate[];
  readonly once: { readonly automationSteps: number; readonly cost: number };
  readonly prices: { readonly region: string; readonly read: string; readonly pages: readonly string[] };
  /** What AWS charges for as well. */
  readonly unpriced: readonly string[];
}

export interface DestinationEstimate {
  readonly destination: DestinationType;
  readonly flowLogs: number;
  readonly gigabytesPerMonth: number;
  /** A month. */
  readonly delivery: number;
  /** A month, for each month that is kept; undefined where a stream passes the records on. */
  readonly storage: number | undefined;
}

interface PlannedPlace {
  readonly plans: readonly RequirementPlan[];
}

export function estimate(places: readonly PlannedPlace[], gigabytesPerVpc: number): Estimate {
  const plans = places.flatMap((place) => place.plans).filter((plan) => startsOf(plan).length > 0);
  const destinations = DESTINATION_TYPES.flatMap((type) => ofDestination(type, places, gigabytesPerVpc));
  const automationSteps = plans.reduce((sum, plan) => sum + startsOf(plan).length * stepsOf(plan), 0);
  return {
    gigabytesPerVpc,
    destinations,
    once: { automationSteps, cost: costOf(PRICES.automationStep, automationSteps) },
    prices: { region: PRICES_REGION, read: PRICES_READ, pages: pagesOf(destinations) },
    unpriced: unpricedOf(plans),
  };
}

const stepsOf = ({ document }: RequirementPlan): number =>
  (document?.settleSeconds ?? 0) > 0 ? STEPS.settling : STEPS.atOnce;

/** Prices fall with what one account delivers in one Region, so that each is added up by itself. */
function ofDestination(
  destination: DestinationType,
  places: readonly PlannedPlace[],
  gigabytesPerVpc: number,
): readonly DestinationEstimate[] {
  const counts = places.map(({ plans }) =>
    plans
      .filter(({ document }) => document?.destinationType === destination)
      .reduce((sum, plan) => sum + startsOf(plan).length, 0),
  );
  const flowLogs = sumOf(counts);
  if (flowLogs === 0) return [];
  const costs = counts.map((count) => {
    const gigabytes = count * gigabytesPerVpc;
    return monthlyCost({ destination, gigabytes, storedGigabytes: gigabytes });
  });
  const storages = costs.flatMap(({ storage }) => storage ?? []);
  return [
    {
      destination,
      flowLogs,
      gigabytesPerMonth: flowLogs * gigabytesPerVpc,
      delivery: sumOf(costs.map(({ delivery }) => delivery)),
      storage: storages.length > 0 ? sumOf(storages) : undefined,
    },
  ];
}

const PRICED: Readonly<Record<DestinationType, readonly Price[]>> = {
  s3: [PRICES.deliveryToBucket, PRICES.bucketStorage],
  'cloud-watch-logs': [PRICES.deliveryToLogGroup, PRICES.logGroupStorage],
  'kinesis-data-firehose': [PRICES.deliveryToStream],
};

const pagesOf = (destinations: readonly DestinationEstimate[]): readonly string[] => {
  const prices = [...destinations.flatMap(({ destination }) => PRICED[destination]), PRICES.automationStep];
  return [...new Set(prices.map(({ page }) => page))];
};

const ALWAYS_UNPRICED = [
  'configuration items and evaluations of AWS Config for each new flow log',
  "requests to S3 and keys of KMS, taxes, and your Region's own prices",
];

const unpricedOf = (plans: readonly RequirementPlan[]): readonly string[] => [
  ...(plans.some(({ document }) => document?.fileFormat === 'parquet') ? [told(UNPRICED.parquet)] : []),
  ...(plans.some(({ document }) => document?.destinationType === 'kinesis-data-firehose')
    ? [told(UNPRICED.streamIngestion)]
    : []),
  ...ALWAYS_UNPRICED,
];

const told = ({ what, page }: { readonly what: string; readonly page: string }): string =>
  `${what} (${page})`;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

const NAMES: Readonly<Record<DestinationType, string>> = {
  s3: 'S3',
  'cloud-watch-logs': 'CloudWatch Logs',
  'kinesis-data-firehose': 'Firehose',
};

export function printEstimate({ gigabytesPerVpc, destinations, once, prices, unpriced }: Estimate) {
  if (destinations.length === 0) return [];
  return [
    `estimate, by an assumption: each flow log delivers ${gigabytesPerVpc} GB a month (--gigabytes-per-vpc; AWS tells no traffic beforehand)`,
    ...destinations.map(
      ({ destination, flowLogs, gigabytesPerMonth, delivery, storage }) =>
        `  ${flowLogs} to ${NAMES[destination]}, ${gigabytesPerMonth} GB: delivery ${dollars(delivery)} a month${
          storage === undefined ? '' : `, storage ${dollars(storage)} for each month that is kept`
        }`,
    ),
    `  once: ${once.automationSteps} steps of Automation, ${dollars(once.cost)}`,
    `  ${PRICES_ORIGIN}, to be checked on its pages: ${prices.pages.join(', ')}`,
    `  not in it: ${unpriced.join('; ')}`,
  ];
}

const dollars = (amount: number): string =>
  `$${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
