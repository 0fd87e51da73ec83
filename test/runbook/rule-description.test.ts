import { describedRequirement, ruleDescription } from '../../runbook';

it.each(['a', 'all-traffic', 'x'.repeat(40)])(
  'the description of the rule of %s names it, in no more than the 256 characters that Config takes',
  (name) => {
    expect(describedRequirement(ruleDescription(name))).toBe(name);
    expect(ruleDescription(name).length).toBeLessThanOrEqual(256);
  },
);

it.each([
  undefined,
  '',
  'Checks whether VPC flow logs are on.',
  ruleDescription(''),
  ruleDescription('Not-A-Name'),
  ruleDescription('x'.repeat(41)),
  `${ruleDescription('all-traffic')} `,
  ` ${ruleDescription('all-traffic')}`,
])('the description %j names no requirement of ours', (description) =>
  expect(describedRequirement(description)).toBeUndefined(),
);
