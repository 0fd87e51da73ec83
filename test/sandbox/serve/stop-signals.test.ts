import { stopSignals } from '../../../sandbox/serve/stop-signals';

test.each([
  ['ends in order', [0], ['stop']],
  ['is the same press when it comes twice at once, from the terminal and from npm', [0, 3, 500], ['stop']],
  ['does not wait for the end when it comes again later', [0, 3, 501], ['stop', 'kill']],
])('a signal %s', (_, times, answers) => {
  const given: string[] = [];
  let now = 0;
  const receive = stopSignals({
    stop: () => given.push('stop'),
    kill: () => given.push('kill'),
    elapsed: () => now,
  });
  for (const time of times) {
    now = 1000 + time;
    receive();
  }
  expect(given).toEqual(answers);
});
