import type { ChildProcess } from 'node:child_process';
import type { SeedOutcome } from './series';

/** Plays seeds in so many processes at once: each takes the next seed when it is done with one. */
export async function playInProcesses(
  seeds: readonly number[],
  jobs: number,
  start: () => ChildProcess,
  onOutcome: (outcome: SeedOutcome) => void,
): Promise<void> {
  const waiting = [...seeds];
  const count = Math.min(jobs, seeds.length);
  await Promise.all(Array.from({ length: count }, () => playAll(waiting, start(), onOutcome)));
}

function playAll(
  waiting: number[],
  child: ChildProcess,
  onOutcome: (outcome: SeedOutcome) => void,
): Promise<void> {
  const next = (): void => {
    const seed = waiting.shift();
    if (seed === undefined) child.disconnect();
    else child.send(seed);
  };
  return new Promise((resolve, reject) => {
    child.on('message', (outcome) => {
      onOutcome(outcome as SeedOutcome);
      next();
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a process that played seeds ended with code ${code}; it has said why`));
    });
    next();
  });
}
