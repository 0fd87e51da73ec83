import type { AwsApiAnswer, AwsApiCall } from '../../../sandbox/automation/aws-api';
import { parseDocument } from '../../../sandbox/automation/document';
import { type AutomationExecution, startExecution } from '../../../sandbox/automation/executions';
import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { type RegionState, World, type WorldOptions } from '../../../sandbox/world';

type Json = Readonly<Record<string, unknown>>;

const START = new Date('2027-01-04T08:00:00Z');
const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };
export const ROLE = 'arn:aws:iam::111122223333:role/Automation';

/** A role that Systems Manager may take, and that may do nothing. */
export function addAutomationRole(world: World): void {
  const trust = parsePolicyDocument(
    { Statement: { Effect: 'Allow', Principal: { Service: 'ssm.amazonaws.com' }, Action: 'sts:AssumeRole' } },
    'trust',
  );
  world.addRole({ arn: ROLE, name: 'Automation', trust, policies: new Map() });
}

export const addDocument = (region: RegionState, name: string, document: Json): void => {
  const content = parseDocument({ assumeRole: ROLE, ...document });
  region.documents.set(name, { name, content, createdDate: START });
};

/** A world in which API calls are answered as told; unless told otherwise, with an empty output. */
export function playedWorld(
  answer: (call: AwsApiCall) => AwsApiAnswer = () => ({ output: {} }),
  options: Partial<WorldOptions> = {},
) {
  const world = new World({ start: START, ...options });
  world.connect({
    functionHost: { kill: () => undefined, invoke: () => Promise.reject(new Error('no function is played')) },
    awsApi: { call: (call) => Promise.resolve(answer(call)) },
  });
  addAutomationRole(world);
  const region = world.region(PLACE);
  const start = (document: Json): AutomationExecution => {
    addDocument(region, 'Document', document);
    return startExecution(world, region, {
      documentName: 'Document',
      parameters: {},
      executedBy: 'arn:aws:iam::111122223333:root',
    });
  };
  return { world, region, start, advance: (seconds: number) => world.scheduler.advance(seconds) };
}

/** Answers one after the other, and the last of them for ever. */
export function answers(...told: readonly AwsApiAnswer[]): () => AwsApiAnswer {
  const left = [...told];
  return () => (left.length > 1 ? left.shift() : left[0]) ?? { output: {} };
}

export const stepsOf = ({ steps }: AutomationExecution): readonly string[] =>
  steps.map(({ name, status }) => `${name} ${status}`);

export const secondsOf = ({
  startTime,
  endTime,
}: Pick<AutomationExecution, 'startTime' | 'endTime'>): number =>
  ((endTime?.getTime() ?? Number.NaN) - startTime.getTime()) / 1000;
