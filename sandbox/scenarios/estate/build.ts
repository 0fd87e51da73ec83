import {
  CreateDefaultVpcCommand,
  CreateFlowLogsCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import type { AssemblyStack } from '../../cloudformation/assembly';
import type { DeployedStack } from '../../cloudformation/deployment';
import type { Sandbox } from '../../sandbox';
import { enableSecurityHub } from '../../securityhub/vpc-flow-logging-control';
import { flowLogsOf, makeDestinations } from './destinations';
import { assuming, type ClientSettings, makeRole } from './people';
import { ESTATE_REGIONS, ESTATE_VPCS, type EstateVpc } from './vpcs';

const HOUR = 3600;
const DAY = 24 * HOUR;

const UNTIL_DELETION = 8 * DAY;
const UNTIL_DEPLOYMENT = 3 * DAY;
const UNTIL_TODAY = HOUR;

/** Seconds of virtual time that the estate's past takes: whoever wants today to be today starts that much earlier. */
export const ESTATE_PAST = HOUR + UNTIL_DELETION + UNTIL_DEPLOYMENT + UNTIL_TODAY;

export interface BuiltVpc extends EstateVpc {
  readonly vpcId: string;
}

export interface BuiltEstate {
  readonly vpcs: readonly BuiltVpc[];
  /** By Region. */
  readonly stacks: ReadonlyMap<string, DeployedStack>;
}

/**
 * The account of the sandbox's place, as it has grown: its network made by a pipeline, some flow logs deleted by a person
 * later, Security Hub on, and at last the stack in each of the four Regions. Made through the endpoints, so that CloudTrail
 * has its past.
 *
 * @param stack none: it is not deployed
 */
export async function buildFourRegions(sandbox: Sandbox, stack?: AssemblyStack): Promise<BuiltEstate> {
  await makeDestinations(sandbox, ESTATE_VPCS);
  const { accountId, partition } = sandbox.place;
  const trusts = `arn:${partition}:iam::${accountId}:root`;
  const statements = [{ Effect: 'Allow', Action: ['ec2:*', 'logs:*', 'iam:*', 'firehose:*'], Resource: '*' }];
  const pipeline = await makeRole(sandbox, { accountId, name: 'platform-pipeline', trusts, statements });
  const network = await makeRole(sandbox, { accountId, name: 'network-operations', trusts, statements });
  for (const region of ESTATE_REGIONS)
    enableSecurityHub(sandbox.world, sandbox.world.region({ ...sandbox.place, region }));
  // Streams become ACTIVE before anything is to deliver to them.
  await sandbox.advance(HOUR);
  const vpcs = await buildNetwork(sandbox, await assuming(sandbox, pipeline, 'terraform'));
  await sandbox.advance(UNTIL_DELETION);
  await deleteFlowLogs(sandbox, vpcs, await assuming(sandbox, network, 'r.weber'));
  await sandbox.advance(UNTIL_DEPLOYMENT);
  const stacks = new Map(
    ESTATE_REGIONS.flatMap((region) =>
      stack ? [[region, sandbox.deploy(stack, { ...sandbox.place, region })] as const] : [],
    ),
  );
  await sandbox.advance(UNTIL_TODAY);
  return { vpcs, stacks };
}

async function buildNetwork(sandbox: Sandbox, settings: ClientSettings): Promise<readonly BuiltVpc[]> {
  const built: BuiltVpc[] = [];
  for (const region of ESTATE_REGIONS)
    await inRegion(settings, region, async (ec2) => {
      for (const vpc of ESTATE_VPCS.filter((each) => each.region === region)) {
        const vpcId = await createVpc(ec2, vpc);
        for (const request of flowLogsOf(sandbox, vpc)) await createFlowLog(ec2, vpcId, request);
        built.push({ ...vpc, vpcId });
      }
    });
  return built;
}

async function createVpc(ec2: EC2Client, { name, cidrBlock }: EstateVpc): Promise<string> {
  if (name === undefined) {
    const { Vpc: made } = await ec2.send(new CreateDefaultVpcCommand({}));
    return made?.VpcId ?? '';
  }
  const Tags = [{ Key: 'Name', Value: name }];
  const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags }];
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: cidrBlock, TagSpecifications }));
  return Vpc?.VpcId ?? '';
}

async function createFlowLog(
  ec2: EC2Client,
  vpcId: string,
  request: ReturnType<typeof flowLogsOf>[number],
): Promise<void> {
  const command = new CreateFlowLogsCommand({ ...request, ResourceType: 'VPC', ResourceIds: [vpcId] });
  const { Unsuccessful = [] } = await ec2.send(command);
  if (Unsuccessful.length > 0)
    throw new Error(`a flow log of the estate failed: ${JSON.stringify(Unsuccessful)}`);
}

async function deleteFlowLogs(
  { world, place }: Sandbox,
  vpcs: readonly BuiltVpc[],
  settings: ClientSettings,
): Promise<void> {
  for (const { region, vpcId } of vpcs.filter(({ cover }) => cover === 'deleted')) {
    const flowLogs = [...world.region({ ...place, region }).flowLogs.values()];
    const FlowLogIds = flowLogs
      .filter(({ resourceId }) => resourceId === vpcId)
      .map(({ flowLogId }) => flowLogId);
    await inRegion(settings, region, (ec2) => ec2.send(new DeleteFlowLogsCommand({ FlowLogIds })));
  }
}

async function inRegion(
  settings: ClientSettings,
  region: string,
  work: (ec2: EC2Client) => Promise<unknown>,
): Promise<void> {
  const ec2 = new EC2Client({ ...settings, region });
  try {
    await work(ec2);
  } finally {
    ec2.destroy();
  }
}
