import type { PolicyDocument } from '../iam/policy-document';
import type { LogLevel } from './log-level';

/** What Lambda does with an asynchronous event that the function cannot handle. */
export interface AsynchronousSettings {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeInSeconds: number;
  readonly onFailureArn: string | undefined;
}

/** A function as the template describes it. */
export interface SandboxFunction {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Folder of the asset, unpacked. */
  readonly codeFolder: string;
  /** `index.handler` */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logGroupName: string;
  /** Lines of less than this level are dropped. */
  readonly applicationLogLevel: LogLevel;
  /** Who may invoke it, by resource policy. */
  policy: PolicyDocument | undefined;
  asynchronous: AsynchronousSettings;
}

export interface InvocationResult {
  /** JSON text of what the handler returned, or of the error that it threw. */
  readonly payload: string;
  readonly functionError: 'Unhandled' | undefined;
  /** Everything that it printed, of whatever level. */
  readonly logLines: readonly string[];
}

/** Where functions run. */
export interface FunctionHost {
  invoke(target: SandboxFunction, event: unknown, now: Date): Promise<InvocationResult>;
  /** Ends the execution environment that is at work, as the failure of its host would. */
  kill(): void;
}

/** Lambda's own defaults: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export const USUAL_ASYNCHRONOUS_SETTINGS: AsynchronousSettings = {
  maximumRetryAttempts: 2,
  maximumEventAgeInSeconds: 21_600,
  onFailureArn: undefined,
};
