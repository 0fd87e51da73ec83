import { isLogged, LOG_LEVELS, type LogLevel } from '../../../sandbox/lambda/log-level';

const timestamp = '2027-01-04T08:00:00.000Z';
const line = (members: object) => JSON.stringify({ timestamp, ...members });

/** The levels at which the line is still logged. */
const loggedAt = (text: string): readonly LogLevel[] => LOG_LEVELS.filter((least) => isLogged(text, least));

const INFO = ['TRACE', 'DEBUG', 'INFO'];

describe('a log line', () => {
  test.each([
    ['TRACE', ['TRACE']],
    ['DEBUG', ['TRACE', 'DEBUG']],
    ['INFO', INFO],
    ['WARN', [...INFO, 'WARN']],
    ['ERROR', [...INFO, 'WARN', 'ERROR']],
    ['FATAL', [...INFO, 'WARN', 'ERROR', 'FATAL']],
    ['debug', ['TRACE', 'DEBUG']],
  ])('of the level %s is logged at its own and at lesser levels', (level, expected) => {
    expect(loggedAt(line({ level }))).toEqual(expected);
  });

  test.each([
    ['no JSON', 'DEBUG: text'],
    ['JSON but no object', '["DEBUG"]'],
    ['an object without level', line({ _aws: {} })],
    ['an object with a level that is none', line({ level: 'verbose' })],
    ['an object whose level is no text', line({ level: 10 })],
    ['an object without timestamp', '{"level":"DEBUG"}'],
    ['an object with a timestamp that is none', '{"level":"DEBUG","timestamp":"today"}'],
    ['an object with a timestamp in milliseconds', '{"level":"DEBUG","timestamp":1799049600000}'],
  ])('that is %s counts as INFO', (_, text) => {
    expect(loggedAt(text)).toEqual(INFO);
  });

  test.each(['2027-01-04T08:00:00Z', '2027-01-04T08:00:00.123456+01:00', '2027-01-04t08:00:00z'])(
    'may be of %s',
    (time) => {
      expect(loggedAt(line({ timestamp: time, level: 'DEBUG' }))).toEqual(['TRACE', 'DEBUG']);
    },
  );
});
