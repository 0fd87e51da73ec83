import { PRICES_READ, UNPRICED } from '../../fleet/prices';
import { DESTINATION_TYPES } from '../../policy';
import { DEFAULT_RETENTION_DAYS } from '../../runbook';
import { destinationTable } from '../../tools/destination-table';

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
