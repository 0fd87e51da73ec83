import { isServiceName } from '../wire/services';
import type { AwsApiAnswer } from './aws-api';
import type { DocumentStep } from './document';
import { InvalidDocument } from './document-members';
import { interpolate, type References } from './interpolation';
import type { Run } from './runner';

/** Makes the call that the inputs of a step describe, without those that are the action's own. */
export async function callApi(
  { caller, region, world }: Run,
  { inputs }: DocumentStep,
  references: References,
  own: readonly string[],
): Promise<AwsApiAnswer> {
  const { Service, Api, ...others } = inputs;
  const service = String(Service);
  if (!isServiceName(service)) throw new InvalidDocument(`the sandbox plays no service ${service}`);
  const parameters = Object.fromEntries(Object.entries(others).filter(([name]) => !own.includes(name)));
  const input = interpolate(parameters, references) as Readonly<Record<string, unknown>>;
  return await world.awsApi.call({ caller, place: region.place, service, api: String(Api), input });
}

/** A response as the action sees it: dates are texts. */
export const jsonOf = (output: unknown): unknown => JSON.parse(JSON.stringify(output));
