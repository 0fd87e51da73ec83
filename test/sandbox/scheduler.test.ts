import { Scheduler } from '../../sandbox/scheduler';

const START = new Date('2027-01-04T08:00:00Z');

/** A scheduler and what its tasks said, each with its second. */
function listening() {
  const scheduler = new Scheduler(START);
  const heard: string[] = [];
  const say = (word: string) => () => {
    heard.push(`${(scheduler.now().getTime() - START.getTime()) / 1000} ${word}`);
  };
  return { scheduler, heard, say };
}

describe('the scheduler', () => {
  test('runs tasks in the order of their times, whatever the order in which they were asked for', async () => {
    const { scheduler, heard, say } = listening();
    scheduler.after(30, say('late'));
    scheduler.after(10, say('early'));
    scheduler.after(20, say('between'));
    await scheduler.advance(60);
    expect(heard).toEqual(['10 early', '20 between', '30 late']);
  });

  test('runs tasks of one instant in the order in which they were asked for', async () => {
    const { scheduler, heard, say } = listening();
    for (const word of ['one', 'two', 'three']) scheduler.after(5, say(word));
    await scheduler.advance(5);
    expect(heard).toEqual(['5 one', '5 two', '5 three']);
  });

  test('leaves for later what is due after the end, and stands at the end', async () => {
    const { scheduler, heard, say } = listening();
    scheduler.after(11, say('later'));
    await scheduler.advance(10);
    expect(heard).toEqual([]);
    expect(scheduler.now()).toEqual(new Date('2027-01-04T08:00:10Z'));
    await scheduler.advance(1);
    expect(heard).toEqual(['11 later']);
  });

  test('runs within the same advance what a task asks for', async () => {
    const { scheduler, heard, say } = listening();
    scheduler.after(1, () => scheduler.after(2, say('then')));
    await scheduler.advance(10);
    expect(heard).toEqual(['3 then']);
  });

  test('waits for one task before it starts the next', async () => {
    const { scheduler, heard, say } = listening();
    scheduler.after(1, async () => {
      await Promise.resolve();
      say('slow')();
    });
    scheduler.after(1, say('next'));
    await scheduler.advance(1);
    expect(heard).toEqual(['1 slow', '1 next']);
  });

  test('passes on what a task throws', async () => {
    const { scheduler } = listening();
    scheduler.after(1, () => Promise.reject(new Error('broken')));
    await expect(scheduler.advance(1)).rejects.toThrow('broken');
  });

  test('refuses a second advance while one is under way', async () => {
    const { scheduler } = listening();
    const first = scheduler.advance(1);
    await expect(scheduler.advance(1)).rejects.toThrow('advancing already');
    await first;
  });

  test.each([-1, Number.NaN])('refuses a delay of %d s', (seconds) => {
    expect(() => listening().scheduler.after(seconds, () => undefined)).toThrow('at least 0 s');
  });

  test('ends what goes in a circle without letting time pass', async () => {
    const { scheduler } = listening();
    const again = (): void => scheduler.after(0, again);
    again();
    await expect(scheduler.advance(1)).rejects.toThrow('goes in a circle');
  });

  test('lets much happen at one instant after another', async () => {
    const { scheduler } = listening();
    let count = 0;
    const again = (): void => {
      count += 1;
      if (count < 20_000) scheduler.after(count % 2, again);
    };
    again();
    await scheduler.advance(20_000);
    expect(count).toBe(20_000);
  });
});
