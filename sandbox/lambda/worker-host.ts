import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AccessDenied } from '../access';
import type { Sessions } from '../credentials';
import type { World } from '../world';
import { assumeExecutionRole } from './execution-role';
import { functionEnvironment } from './function-environment';
import type { FunctionHost, InvocationResult, SandboxFunction } from './functions';

const WORKER_FILE = join(__dirname, 'function-worker.cjs');

/**
 * Virtual time stands while a function runs, so that its Timeout can only be played in real time. One that hangs is
 * given up sooner: nobody rehearses for five minutes.
 */
const LONGEST_REAL_SECONDS = 30;

type Ending = InvocationResult | { readonly lost: string };

/** What an execution environment is made of: an updated function gets new ones. */
const environmentOf = ({ arn, roleArn, codeFolder, handler, environment }: SandboxFunction): string =>
  JSON.stringify([arn, roleArn, codeFolder, handler, environment]);

/** Runs each function in a worker thread that is kept for its next invocations, as Lambda keeps execution environments. */
export class WorkerHost implements FunctionHost {
  private readonly workers = new Map<string, Worker>();
  private readonly running = new Set<() => void>();

  constructor(
    private readonly world: World,
    private readonly sessions: Sessions,
    private readonly endpointUrl: string,
    /** A function waits by real time, while virtual time stands: this many times less long. */
    private readonly haste = 1,
  ) {}

  async invoke(target: SandboxFunction, event: unknown, now: Date): Promise<InvocationResult> {
    try {
      const key = environmentOf(target);
      const worker = this.workers.get(key) ?? this.start(target, key);
      const ending = await this.run(worker, target, event, now);
      if (!('lost' in ending)) return ending;
      await this.stop(key, worker);
      return failure('Runtime.ExitError', `${target.name} ${ending.lost}`);
    } catch (error) {
      if (error instanceof AccessDenied) return failure('AccessDeniedException', error.message);
      throw error;
    }
  }

  kill(): void {
    for (const end of this.running) end();
  }

  async close(): Promise<void> {
    await Promise.all([...this.workers].map(([key, worker]) => this.stop(key, worker)));
  }

  private async stop(key: string, worker: Worker): Promise<void> {
    if (this.workers.get(key) === worker) this.workers.delete(key);
    await worker.terminate();
  }

  private start(target: SandboxFunction, key: string): Worker {
    const caller = assumeExecutionRole(this.world, target);
    const [file = '', handlerName] = target.handler.split('.');
    const worker = new Worker(WORKER_FILE, {
      // Nothing of this process reaches the function: neither its environment nor its loaders.
      env: functionEnvironment(target, this.sessions.open(caller), this.endpointUrl),
      execArgv: [],
      workerData: { file: join(target.codeFolder, `${file}.js`), handlerName, haste: this.haste },
    });
    // What a function leaves running can fail between two invocations: the next one then gets a new environment.
    worker.on('error', () => this.forget(key, worker));
    worker.on('exit', () => this.forget(key, worker));
    this.workers.set(key, worker);
    return worker;
  }

  private forget(key: string, worker: Worker): void {
    if (this.workers.get(key) === worker) this.workers.delete(key);
  }

  private run(worker: Worker, target: SandboxFunction, event: unknown, now: Date): Promise<Ending> {
    const seconds = Math.min(target.timeoutSeconds, LONGEST_REAL_SECONDS);
    return new Promise((resolve) => {
      const finish = (ending: Ending): void => {
        clearTimeout(timer);
        this.running.delete(killed);
        worker.off('message', finish).off('error', crash).off('exit', exit);
        resolve(ending);
      };
      const crash = (error: Error): void => finish({ lost: `crashed: ${error.message}` });
      const killed = (): void => finish({ lost: 'was killed' });
      const exit = (code: number): void => finish({ lost: `exited with code ${code}` });
      const timer = setTimeout(() => finish({ lost: `timed out after ${seconds} s` }), seconds * 1000);
      this.running.add(killed);
      worker.on('message', finish).on('error', crash).on('exit', exit);
      worker.postMessage({ event, context: this.context(target), time: now.getTime() });
    });
  }

  private context(target: SandboxFunction): Record<string, unknown> {
    return {
      awsRequestId: this.world.identifiers.uuid(),
      functionName: target.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: target.arn,
      memoryLimitInMB: String(target.memoryMegabytes),
      logGroupName: target.logGroupName,
      logStreamName: 'sandbox',
      remainingTimeInMillis: target.timeoutSeconds * 1000,
    };
  }
}

const failure = (errorType: string, message: string): InvocationResult => ({
  payload: JSON.stringify({ errorType, errorMessage: message }),
  functionError: 'Unhandled',
  logLines: [],
});
