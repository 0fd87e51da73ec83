import { APP_SETTINGS } from '../../lib/app-settings';
import { APP_SETTING_NAMES, readRequirements } from '../../runbook';

test('the names beside the requirements are those of the table that reads them', () => {
  expect([...APP_SETTING_NAMES]).toEqual(Object.keys(APP_SETTINGS));
});

test('nobody writing anything gets all traffic, and without an issue', () => {
  const { requirements, issues } = readRequirements(undefined, 'flowLogs.');
  expect(issues).toEqual([]);
  expect(requirements).toMatchObject([{ name: 'all-traffic', parameters: { trafficType: 'ALL' } }]);
});

test('what the other settings hold is not looked at', () => {
  expect(readRequirements({ schedule: 'daily' }, 'flowLogs.').issues).toEqual([]);
});

test.each([
  ['no object', 7, 'flowLogs'],
  ['null', null, 'flowLogs'],
  ['an unknown name', { requirments: [] }, 'flowLogs.requirments'],
  ['no list', { requirements: {} }, 'flowLogs.requirements'],
  ['an issue of one', { requirements: [{ name: 'a' }, { name: 'B' }] }, 'flowLogs.requirements[1].name'],
])('one issue is told by its place: %s', (_, given, setting) => {
  expect(readRequirements(given, 'flowLogs.').issues.map((issue) => issue.setting)).toEqual([setting]);
});
