import { PRICES, PRICES_READ, UNPRICED } from '../../fleet/prices';
import { DESTINATION_TYPES } from '../../policy';
import { DEFAULT_RETENTION_DAYS } from '../../runbook';
import { destinationTable, priceTable } from '../../tools/destination-table';

const rowsOf = (table: string): readonly string[] =>
  table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));

test('every type of destination has one row', () => {
  const rows = rowsOf(destinationTable()).slice(1);
  expect(rows).toHaveLength(DESTINATION_TYPES.length);
  for (const type of DESTINATION_TYPES)
    expect(rows.filter((row) => row.includes(`\`${type}\``))).toHaveLength(1);
});

test.each([
  ['s3', '$25.00 delivery + $2.30 storage'],
  ['cloud-watch-logs', '$50.00 delivery + $3.00 storage'],
  ['kinesis-data-firehose', '$25.00 delivery + ingestion'],
])('a hundred gigabytes a month to %s cost what the price table says', (type, cost) => {
  const row = rowsOf(destinationTable()).find((each) => each.includes(`\`${type}\``));
  expect(row).toContain(cost);
});

test('the table says of when its prices are, what they leave out, and the retention that is deployed', () => {
  const table = destinationTable();
  expect(table).toContain(PRICES_READ);
  expect(table).toContain(`for ${DEFAULT_RETENTION_DAYS} days`);
  expect(Object.values(UNPRICED).filter(({ what, page }) => !table.includes(`[${what}](${page})`))).toEqual(
    [],
  );
});

test('the table of prices holds every one of them, with both its sources', () => {
  const rows = rowsOf(priceTable()).slice(1);
  expect(rows).toHaveLength(Object.keys(PRICES).length);
  Object.values(PRICES).forEach(({ what, source, page }, index) => {
    expect(rows[index]).toContain(`| ${what} |`);
    expect(rows[index]).toContain(`(${source})`);
    expect(rows[index]).toContain(`(${page})`);
  });
});

test('tiers are told one after the other', () => {
  expect(priceTable()).toContain(
    'to 10 TB $0.25 per GB<br>to 30 TB $0.15 per GB<br>to 50 TB $0.075 per GB<br>then $0.05 per GB',
  );
  expect(priceTable()).toContain('to 100,000 $0.001 per evaluation');
});
