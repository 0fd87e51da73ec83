import type { Sandbox } from '../sandbox';
import type { RehearsedRequirement } from './rehearsed-requirement';
import type { Stage } from './stage';

type Input = Readonly<Record<string, unknown>>;

interface WireCall {
  readonly api: string;
  readonly input: Input;
}

interface WireProbe {
  readonly name: string;
  /** The call that is tried, made from the one that the document makes. */
  readonly call: (input: Input, ids: Ids) => WireCall;
}

interface Ids {
  readonly vpcId: string;
  readonly subnetId: string;
}

/** Each requirement has its own execution: one id of two would be one client token of two requests. */
const executionId = (index: number): string =>
  `73c8eef8-f4ee-4a05-820c-e354f${String(index).padStart(7, '0')}`;

const tag = (Key: string, Value: string) => ({ Key, Value });

/** The tags of the call, changed. */
const retagged =
  (change: (tags: readonly { readonly Key: string }[]) => readonly object[]) =>
  (input: Input): Input => {
    const [specification] = input['TagSpecifications'] as readonly {
      readonly Tags: readonly { readonly Key: string }[];
    }[];
    return { ...input, TagSpecifications: [{ ...specification, Tags: change(specification?.Tags ?? []) }] };
  };

const creating =
  (change: (input: Input, ids: Ids) => Input): WireProbe['call'] =>
  (input, ids) => ({ api: 'CreateFlowLogs', input: change(input, ids) });

/** What somebody who holds the automation role would try. */
const WIRE_PROBES: readonly WireProbe[] = [
  { name: 'a flow log without tags', call: creating(({ TagSpecifications, ...input }) => input) },
  {
    name: "a flow log with another requirement's tag",
    call: creating(retagged(([first, ...others]) => [tag(first?.Key ?? '', 'another'), ...others])),
  },
  {
    name: 'a flow log with a tag of somebody else',
    call: creating(retagged((tags) => [...tags, tag('owner', 'me')])),
  },
  {
    name: 'a flow log of a subnet',
    call: creating((input, { subnetId }) => ({
      ...input,
      ResourceType: 'Subnet',
      ResourceIds: [subnetId],
    })),
  },
  {
    name: 'a tag that exempts the VPC',
    call: (_, { vpcId }) => ({
      api: 'CreateTags',
      input: { Resources: [vpcId], Tags: [tag('flow-logs-exempt-until', '2027-02-01')] },
    }),
  },
  { name: 'the end of the VPC', call: (_, { vpcId }) => ({ api: 'DeleteVpc', input: { VpcId: vpcId } }) },
];

/** By calls over the wire, in a session of each automation role: EC2 refuses them all, and takes the document's own. */
export async function wireProbesFailing(stage: Stage): Promise<readonly string[]> {
  const vpcId = await stage.createVpc();
  const ids = { vpcId, subnetId: await stage.createSubnet(vpcId) };
  const signs: string[] = [];
  for (const [index, requirement] of stage.requirements.entries())
    signs.push(...(await failing(stage, requirement, { ...ids, executionId: executionId(index) })));
  return signs;
}

async function failing(
  { sandbox }: Stage,
  requirement: RehearsedRequirement,
  ids: Ids & { readonly executionId: string },
): Promise<readonly string[]> {
  const input = resolved(requirement.creation, ids) as Input;
  const signs: string[] = [];
  for (const { name, call } of WIRE_PROBES) {
    const tried = call(input, ids);
    const answer = await asAutomation(sandbox, requirement, tried);
    if (answer !== 'UnauthorizedOperation') signs.push(`${name}: ec2:${tried.api} was ${answer}`);
  }
  const own = await asAutomation(sandbox, requirement, { api: 'CreateFlowLogs', input });
  return own === 'done' ? signs : [...signs, `the document's own call: ec2:CreateFlowLogs was ${own}`];
}

/** `done`, `unsuccessful` or the code of the error. */
async function asAutomation(
  { world, place }: Sandbox,
  { automationRole }: RehearsedRequirement,
  { api, input }: WireCall,
): Promise<string> {
  const caller = { kind: 'role', roleArn: automationRole.arn, accountId: place.accountId } as const;
  const call = { caller, place, service: 'ec2', api, input } as const;
  const answer = await world.awsApi.call(call);
  if ('error' in answer) return answer.error.name;
  const unsuccessful = answer.output['Unsuccessful'];
  return Array.isArray(unsuccessful) && unsuccessful.length > 0 ? 'unsuccessful' : 'done';
}

/** The call as an execution makes it: each reference is to the VPC or to the execution's id. */
function resolved(value: unknown, ids: Pick<Ids, 'vpcId'> & { readonly executionId: string }): unknown {
  if (typeof value === 'string')
    return value.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, name: string) =>
      name === 'automation:EXECUTION_ID' ? ids.executionId : ids.vpcId,
    );
  if (Array.isArray(value)) return value.map((item) => resolved(item, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, ids)]));
}
