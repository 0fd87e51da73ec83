import {
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import { DescribeFlowLogsCommand, DescribeVpcsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { Station } from '../../fleet/aws/connect';
import { openEstate } from '../../fleet/estate/open-estate';
import { visitStations } from '../../fleet/estate/visit-stations';
import type { Surroundings } from '../../fleet/surroundings';
import { Terminal } from '../../fleet/terminal/terminal';
import { type CallPerVpcEnd, REGIONS_AT_ONCE } from './command-event';
import { ACCOUNT_IDS, ROLE_NAME } from './organization';

const SILENT = new Terminal({
  out: () => undefined,
  err: () => undefined,
  color: false,
  loudness: 'quiet',
});

/**
 * What an audit asks when it asks for the flow logs of each VPC: as many Regions at once, with the same clients, in each of
 * them one VPC after another, and nothing judged or written.
 */
export async function callPerVpc(surroundings: Surroundings): Promise<CallPerVpcEnd> {
  const flags = {
    accounts: ACCOUNT_IDS,
    roleName: ROLE_NAME,
    concurrency: REGIONS_AT_ONCE,
    format: 'lines',
    color: false,
  } as const;
  const estate = await openEstate(flags, surroundings, SILENT, { everyRegion: true });
  try {
    const { visited, unknown } = await visitStations(estate, flags, SILENT, 'asking', askEachVpc);
    if (unknown.length > 0) throw new Error(`${unknown.length} Regions could not be asked`);
    return visited.reduce<CallPerVpcEnd>(
      (sum, { value }) => ({ vpcs: sum.vpcs + value.vpcs, flowLogs: sum.flowLogs + value.flowLogs }),
      { vpcs: 0, flowLogs: 0 },
    );
  } finally {
    estate.close();
  }
}

async function askEachVpc({ clients: { ec2, config } }: Station): Promise<CallPerVpcEnd> {
  const [vpcIds] = await Promise.all([
    vpcIdsOf(ec2),
    config.send(new DescribeConfigurationRecordersCommand({})),
    config.send(new DescribeConfigurationRecorderStatusCommand({})),
  ]);
  let flowLogs = 0;
  for (const vpcId of vpcIds) {
    const Filter = [{ Name: 'resource-id', Values: [vpcId] }];
    const answer = await ec2.send(new DescribeFlowLogsCommand({ Filter }));
    flowLogs += answer.FlowLogs?.length ?? 0;
  }
  return { vpcs: vpcIds.length, flowLogs };
}

async function vpcIdsOf(ec2: EC2Client): Promise<readonly string[]> {
  const vpcIds: string[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await ec2.send(new DescribeVpcsCommand({ MaxResults: 1000, NextToken }));
    for (const { VpcId } of answer.Vpcs ?? []) if (VpcId !== undefined) vpcIds.push(VpcId);
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return vpcIds;
}
