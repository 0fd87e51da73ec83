/**
 * The part of Automation's schema 0.3 that our documents use, as types. The sandbox runs exactly these step types.
 * Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
 */

interface StepProperties {
  readonly name: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly maxAttempts?: number;
  /** `Continue` is left out on purpose: a step that fails goes somewhere named, or stops the execution. */
  readonly onFailure: 'Abort' | `step:${string}`;
  /**
   * Written out wherever a failure goes on to another step: the default is true, and a critical step that failed makes
   * the whole execution Failed even when a later step puts things right.
   */
  readonly isCritical: boolean;
  readonly nextStep?: string;
  readonly isEnd?: true;
}

export interface InvokeLambdaFunctionStep extends StepProperties {
  readonly action: 'aws:invokeLambdaFunction';
  readonly inputs: {
    readonly FunctionName: string;
    readonly InvocationType: 'RequestResponse';
    readonly InputPayload: Readonly<Record<string, string>>;
  };
}

export interface Choice {
  readonly NextStep: string;
  readonly Variable: string;
  readonly Contains: string;
}

export interface BranchStep extends StepProperties {
  readonly action: 'aws:branch';
  /** Without a Default, a branch that nothing matches runs on into the next step of the document. */
  readonly inputs: { readonly Choices: readonly Choice[]; readonly Default: string };
}

export interface SleepStep extends StepProperties {
  readonly action: 'aws:sleep';
  /** ISO 8601, `PT5M`. */
  readonly inputs: { readonly Duration: string };
}

export interface ExecuteAwsApiStep extends StepProperties {
  readonly action: 'aws:executeAwsApi';
  readonly inputs: Readonly<Record<string, unknown>> & { readonly Service: string; readonly Api: string };
  readonly outputs: readonly { readonly Name: string; readonly Selector: string; readonly Type: 'MapList' }[];
}

export interface ExecuteScriptStep extends StepProperties {
  readonly action: 'aws:executeScript';
  readonly inputs: {
    readonly Runtime: 'python3.12';
    readonly Handler: string;
    readonly InputPayload: Readonly<Record<string, string>>;
    readonly Script: string;
  };
}

export type Step = InvokeLambdaFunctionStep | BranchStep | SleepStep | ExecuteAwsApiStep | ExecuteScriptStep;

export interface DocumentParameter {
  readonly type: 'String';
  readonly description: string;
  readonly allowedPattern: string;
}

export interface AutomationDocument {
  readonly schemaVersion: '0.3';
  readonly description: string;
  readonly assumeRole: string;
  readonly parameters: Readonly<Record<string, DocumentParameter>>;
  readonly mainSteps: readonly Step[];
}
