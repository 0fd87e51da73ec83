import type { Deployment } from '../../smoke/deployment';
import type { Ground } from '../../smoke/ground';
import { missing, type Need, noneSettled, type Probe } from '../../smoke/probe';
import { printAnswer } from '../../smoke/report';

const probe = (...needs: readonly Need[]): Probe => ({ rows: [1, 2], needs, run: () => Promise.resolve([]) });

const ground = (deployment: Partial<Deployment>): Ground =>
  ({
    deployment: { ruleName: 'r', configRecords: true, remediatesAutomatically: true, ...deployment },
  }) as Ground;

test.each([
  [probe(), { configRecords: false, remediatesAutomatically: false }, undefined],
  [probe('recorder', 'automatic remediation'), {}, undefined],
  [probe('recorder'), { configRecords: false }, 'the Config recorder is off'],
  [
    probe('automatic remediation'),
    { remediatesAutomatically: false },
    'the remediation of r is not automatic',
  ],
] as const)('a probe that needs $needs, where %j', (asked, deployment, why) => {
  expect(missing(asked, ground(deployment))).toBe(why);
});

test('what it cannot settle it says of each of its rows', () => {
  const found = noneSettled(probe(), 'the Config recorder is off');
  expect(found.map(({ row, answer }) => `${row} ${printAnswer(answer)}`)).toEqual([
    '1 not settled: the Config recorder is off',
    '2 not settled: the Config recorder is off',
  ]);
});
