import * as ec2 from '@aws-sdk/client-ec2';
import type { Place } from '../../policy';
import type { Caller } from '../access';
import type { Sessions } from '../credentials';
import { operationSchema } from '../wire/services';
import { validateInput } from '../wire/validate-input';
import { InvalidDocument } from './document-members';

export interface AwsApiCall {
  readonly caller: Caller;
  readonly place: Place;
  /** An operation of EC2: a document that names another service is refused when it is read. */
  readonly api: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export type AwsApiAnswer =
  | { readonly output: Readonly<Record<string, unknown>> }
  | { readonly error: { readonly name: string; readonly message: string } };

/** How aws:executeAwsApi reaches AWS. */
export interface AwsApi {
  call(request: AwsApiCall): Promise<AwsApiAnswer>;
}

type Ec2Command = new (input: object) => ec2.DescribeVpcsCommand;

/**
 * Calls the endpoints with the SDK's ordinary client and the role's credentials. The action itself is based on boto3,
 * which refuses unknown members before it sends: so does this.
 */
export class SdkAwsApi implements AwsApi {
  constructor(
    private readonly sessions: Sessions,
    private readonly endpoint: string,
  ) {}

  async call({ caller, place, api, input }: AwsApiCall): Promise<AwsApiAnswer> {
    const schema = operationSchema('ec2', api);
    const Command = (ec2 as unknown as Readonly<Record<string, Ec2Command | undefined>>)[`${api}Command`];
    if (!schema || !Command) throw new InvalidDocument(`aws:executeAwsApi: ec2 has no operation ${api}`);
    const problems = validateInput(schema, input);
    if (problems.length > 0) return { error: { name: 'ParamValidationError', message: problems.join('; ') } };
    const client = new ec2.EC2Client({
      endpoint: this.endpoint,
      region: place.region,
      credentials: this.sessions.open(caller),
    });
    try {
      const { $metadata, ...output } = await client.send(new Command(input));
      return { output };
    } catch (error) {
      if (!(error instanceof ec2.EC2ServiceException)) throw error;
      // A failed step would go where onFailure says, and the run would look like one that AWS could have made.
      if (error.name === 'NotModelled') throw new InvalidDocument(`aws:executeAwsApi: ${error.message}`);
      return { error: { name: error.name, message: error.message } };
    } finally {
      client.destroy();
    }
  }
}
