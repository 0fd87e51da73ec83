import { PRICES, type Price } from '../fleet/prices';
import { fillBlocks, rewrite } from './generated-blocks';
import { markdownTable } from './markdown-table';

const TERABYTE = 1024;

/** Each with where it was read and where AWS publishes it. */
const priceTable = (): string =>
  markdownTable(
    ['what', 'price', 'read in', 'published by AWS'],
    Object.values(PRICES).map((price: Price) => [
      price.what,
      tiersText(price),
      `[${siteOf(price.source)}](${price.source})`,
      `[${siteOf(price.page)}](${price.page})`,
    ]),
  );

/** `github.com/aws-samples`, `aws.amazon.com/config`. */
const siteOf = (address: string): string => address.split('/').slice(2, 4).join('/');

const tiersText = ({ tiers, unit }: Price): string =>
  tiers
    .map(({ upTo, price }) => {
      const amount = `${rateText(price)} per ${unit}`;
      if (tiers.length === 1) return amount;
      return upTo === Number.POSITIVE_INFINITY ? `then ${amount}` : `to ${quantity(upTo, unit)} ${amount}`;
    })
    .join('<br>');

/** Cents at least, and as many digits as it has. */
const rateText = (price: number): string =>
  `$${price.toFixed(Math.max(2, String(price).split('.')[1]?.length ?? 0))}`;

const quantity = (count: number, unit: string): string =>
  unit === 'GB' ? `${count / TERABYTE} TB` : count.toLocaleString('en-US');

/** Fills the table of docs/costs.md. */
export const fillCostsPage = (page: string): string => fillBlocks(page, { prices: priceTable() });

export const writeCostsPage = (): void => rewrite('docs/costs.md', fillCostsPage);
