import { PutEvaluationsCommand } from '@aws-sdk/client-config-service';
import { CreateFlowLogsCommand } from '@aws-sdk/client-ec2';
import * as fc from 'fast-check';
import { inputShape, memberShapes, requiredMembers, type Shape } from '../../../sandbox/wire/sdk-codec';
import { operationSchema, type ServiceName } from '../../../sandbox/wire/services';
import { type PlayedEndpoint, playEndpoint } from './played-endpoint';

let played: PlayedEndpoint;

beforeAll(async () => {
  played = await playEndpoint();
});

afterAll(() => played.close());

/** A query can say neither an empty list nor an empty structure; JSON can. */
interface Wire {
  readonly canSayEmpty: boolean;
}

function anyOf(shape: Shape, wire: Wire): fc.Arbitrary<unknown> {
  if (shape.isStructSchema()) return anyStructure(shape, wire);
  if (shape.isListSchema()) {
    return fc.array(anyOf(shape.getValueSchema(), wire), {
      minLength: wire.canSayEmpty ? 0 : 1,
      maxLength: 3,
    });
  }
  if (shape.isBooleanSchema()) return fc.boolean();
  if (shape.isTimestampSchema())
    return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') });
  if (shape.isNumericSchema()) return fc.integer();
  return fc.string({ unit: 'binary', maxLength: 20 });
}

function anyStructure(shape: Shape, wire: Wire): fc.Arbitrary<Record<string, unknown>> {
  const members = Object.fromEntries(
    [...memberShapes(shape)].map(([name, member]) => [name, anyOf(member, wire)]),
  );
  const structure = fc.record(members, { requiredKeys: [...requiredMembers(shape)] });
  return wire.canSayEmpty ? structure : structure.filter((value) => Object.keys(value).length > 0);
}

function anyInput(service: ServiceName, operation: string, wire: Wire): fc.Arbitrary<any> {
  const schema = operationSchema(service, operation);
  if (schema === undefined) throw new Error(`no operation ${operation} of ${service}`);
  return anyStructure(inputShape(schema), wire);
}

it('CreateFlowLogs survives the query protocol, whatever its input', async () => {
  played.answerWith({});
  await fc.assert(
    fc.asyncProperty(anyInput('ec2', 'CreateFlowLogs', { canSayEmpty: false }), async (input) => {
      await played.ec2.send(new CreateFlowLogsCommand(input));
      expect(played.calls.at(-1)?.input).toEqual(input);
    }),
  );
});

it('PutEvaluations survives the JSON protocol, whatever its input', async () => {
  played.answerWith({});
  await fc.assert(
    fc.asyncProperty(anyInput('config', 'PutEvaluations', { canSayEmpty: true }), async (input) => {
      await played.config.send(new PutEvaluationsCommand(input));
      expect(played.calls.at(-1)?.input).toEqual(input);
    }),
  );
});
