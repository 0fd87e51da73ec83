import { sleepSeconds } from '../../../sandbox/automation/sleep';

describe('a duration of aws:sleep', () => {
  test.each([
    ['PT0S', 0],
    ['PT1S', 1],
    ['PT300S', 300],
    ['PT5M', 300],
    ['PT1H', 3600],
    ['PT1H2M3S', 3723],
    ['P1D', 86_400],
    ['P6DT23H59M59S', 604_799],
  ])('%s is %i seconds', (duration, seconds) => {
    expect(sleepSeconds(duration)).toBe(seconds);
  });

  test.each(['', 'P', 'PT', 'P1DT', '5M', 'PT5', 'PT-5S', 'pt5m', 'PT5M ', 'PT1.5S', '300'])(
    '%p is none, and the step says so',
    (duration) => {
      expect(sleepSeconds(duration)).toBe(
        `Duration ${duration} is not one of days, hours, minutes and seconds such as PT5M`,
      );
    },
  );

  test.each(['P7D', 'PT604800S', 'PT169H'])('%s is too long', (duration) => {
    expect(sleepSeconds(duration)).toContain('at most 604799 s');
  });
});
