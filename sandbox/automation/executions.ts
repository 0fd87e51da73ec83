import { AccessDenied, assumeRole, type Caller } from '../access';
import type { RegionState, World } from '../world';
import type { ParsedDocument } from './document';
import { interpolateText, UnresolvedReference } from './interpolation';
import { runExecution } from './runner';
import { type GivenParameters, startParameters } from './start-parameters';

export interface StoredDocument {
  readonly name: string;
  readonly content: ParsedDocument;
}

export interface StepExecution {
  readonly name: string;
  readonly action: string;
  status: 'InProgress' | 'Success' | 'Failed' | 'TimedOut';
  failureMessage: string | undefined;
  outputs: Readonly<Record<string, string>>;
  readonly startTime: Date;
  endTime: Date | undefined;
}

export interface AutomationExecution {
  readonly id: string;
  readonly documentName: string;
  readonly parameters: GivenParameters;
  /** The VPC it remediates, for the trace. */
  readonly about: string | undefined;
  readonly steps: StepExecution[];
  readonly startTime: Date;
  endTime: Date | undefined;
  status: 'InProgress' | 'Success' | 'Failed' | 'TimedOut';
  failureMessage: string | undefined;
}

export interface StartRequest {
  readonly documentName: string;
  readonly parameters: GivenParameters;
  readonly about?: string;
  readonly onEnd?: (execution: AutomationExecution) => void;
}

/** Starts an execution. What keeps it from running, a role that cannot be assumed for one, makes it fail at once. */
export function startExecution(
  world: World,
  region: RegionState,
  request: StartRequest,
): AutomationExecution {
  const execution: AutomationExecution = {
    id: world.identifiers.uuid(),
    documentName: request.documentName,
    parameters: request.parameters,
    about: request.about,
    steps: [],
    startTime: world.scheduler.now(),
    endTime: undefined,
    status: 'InProgress',
    failureMessage: undefined,
  };
  region.executions.set(execution.id, execution);
  const end = (status: AutomationExecution['status'], failureMessage?: string): void => {
    execution.status = status;
    execution.failureMessage = failureMessage;
    execution.endTime = world.scheduler.now();
    world.event({ actor: 'automation', ...about(execution), text: endText(execution) });
    request.onEnd?.(execution);
  };
  world.scheduler.after(1, () => begin(world, region, execution, end));
  return execution;
}

const about = ({ about: vpcId }: AutomationExecution): { readonly vpcId?: string } =>
  vpcId ? { vpcId } : {};

const endText = ({ status, failureMessage, steps }: AutomationExecution): string =>
  status === 'Success'
    ? `execution succeeded: ${steps.at(-1)?.name}`
    : `execution ${status}: ${failureMessage}`;

type End = (status: AutomationExecution['status'], failureMessage?: string) => void;

async function begin(
  world: World,
  region: RegionState,
  execution: AutomationExecution,
  end: End,
): Promise<void> {
  const document = region.documents.get(execution.documentName)?.content;
  if (!document) return end('Failed', `document ${execution.documentName} does not exist`);
  const parameters = startParameters(document, execution.parameters);
  if (typeof parameters === 'string') return end('Failed', parameters);
  const role = takeRole(world, region, execution, document, parameters);
  if (typeof role === 'string') return end('Failed', role);
  world.event({ actor: 'automation', ...about(execution), text: 'execution started' });
  await runExecution({ world, region, execution, document, parameters, caller: role, end });
}

/** The role that the document names, with the conditions of the trust policy that AWS recommends. */
function takeRole(
  world: World,
  region: RegionState,
  { id }: AutomationExecution,
  { assumeRole: roleArn }: ParsedDocument,
  parameters: Readonly<Record<string, string>>,
): Caller | string {
  const { partition, region: name, accountId } = region.place;
  if (!roleArn) return 'the document names no assumeRole, and Config passes no permissions of its own';
  try {
    return assumeRole(
      world,
      'ssm.amazonaws.com',
      interpolateText(roleArn, { parameters, system: {}, outputs: {} }),
      {
        'aws:SourceAccount': accountId,
        'aws:SourceArn': `arn:${partition}:ssm:${name}:${accountId}:automation-execution/${id}`,
      },
    );
  } catch (error) {
    if (error instanceof AccessDenied || error instanceof UnresolvedReference) return error.message;
    throw error;
  }
}
