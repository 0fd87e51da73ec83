import type { AutomationDocument, Step } from '../../runbook';

/** How an execution leaves a step: where to, and by which word of the judge when a branch decided. */
export interface Exit {
  readonly to: string | undefined;
  readonly word?: string;
  /** The step itself went well: only then are its outputs there. */
  readonly succeeded: boolean;
}

export function exitsOf(step: Step): readonly Exit[] {
  const failed: Exit = {
    to: step.onFailure === 'Abort' ? undefined : step.onFailure.replace(/^step:/, ''),
    succeeded: false,
  };
  if (step.action === 'aws:branch') {
    const choices = step.inputs.Choices.map(({ NextStep, Contains }) => ({
      to: NextStep,
      word: Contains,
      succeeded: true,
    }));
    return [...choices, { to: step.inputs.Default, succeeded: true }, failed];
  }
  return [{ to: step.isEnd ? undefined : step.nextStep, succeeded: true }, failed];
}

/** One visit of a step, with the exit that the execution took. */
export interface Visit {
  readonly step: Step;
  readonly exit: Exit;
}

export type Path = readonly Visit[];

/** Every way through the document. A cycle or a step that does not exist is an error. */
export function pathsOf({ mainSteps }: AutomationDocument): readonly Path[] {
  const steps = new Map(mainSteps.map((step) => [step.name, step]));
  const walk = (name: string, path: Path): readonly Path[] => {
    const step = steps.get(name);
    if (!step) throw new Error(`${path.at(-1)?.step.name} goes on to ${name}, which does not exist`);
    if (path.some((visit) => visit.step === step)) throw new Error(`${name} is reached twice`);
    return exitsOf(step).flatMap((exit) => {
      const walked = [...path, { step, exit }];
      return exit.to === undefined ? [walked] : walk(exit.to, walked);
    });
  };
  return walk(mainSteps[0]?.name ?? '', []);
}

/** `{{ Name }}` and `{{ Step.Output }}` in a value, without the braces. */
export const referencesIn = (value: unknown): readonly string[] =>
  [...JSON.stringify(value).matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)].map(([, reference = '']) => reference);
