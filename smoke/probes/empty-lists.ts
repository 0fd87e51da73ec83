import { PutEvaluationsCommand } from '@aws-sdk/client-config-service';
import { DescribeFlowLogsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { asPlayed, otherwise, request } from '../finding';
import { SMOKE_TAG } from '../names';
import type { Probe } from '../probe';

const NOWHERE = 'vpc-00000000000000000';

/** In test mode Config stores nothing, and takes any token. */
const TEST = { ResultToken: 'TESTMODE', TestMode: true };

/** Asks for what there is none of: is the empty list in the answer? */
export const emptyLists: Probe = {
  rows: [25],
  needs: [],
  async run({ clients: { config, ec2 }, clock }) {
    const Filter = [{ Name: `tag:${SMOKE_TAG}`, Values: ['none has this value'] }];
    const vpcs = await ec2.send(new DescribeVpcsCommand({ Filters: Filter }));
    const flowLogs = await ec2.send(new DescribeFlowLogsCommand({ Filter }));
    const evaluation = {
      ComplianceResourceType: 'AWS::EC2::VPC',
      ComplianceResourceId: NOWHERE,
      ComplianceType: 'NOT_APPLICABLE',
      OrderingTimestamp: clock.now(),
    } as const;
    const put = await config.send(new PutEvaluationsCommand({ ...TEST, Evaluations: [evaluation] }));
    const evidence = [
      request('DescribeVpcs', vpcs),
      request('DescribeFlowLogs', flowLogs),
      request('PutEvaluations', put),
    ].join(', ');
    const absent = [
      ...(vpcs.Vpcs ? [] : ['vpcSet']),
      ...(flowLogs.FlowLogs ? [] : ['flowLogSet']),
      ...(put.FailedEvaluations ? [] : ['FailedEvaluations']),
    ];
    if (absent.length === 0) return [asPlayed(25, evidence)];
    return [otherwise(25, `${absent.join(', ')} left out when empty`, evidence)];
  },
};
