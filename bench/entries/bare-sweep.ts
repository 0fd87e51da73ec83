/** The calls of a sweep, one after another, and nothing else: what the function's own sweep is held against. */
import {
  ConfigServiceClient,
  type Evaluation,
  GetComplianceDetailsByConfigRuleCommand,
  PutEvaluationsCommand,
} from '@aws-sdk/client-config-service';
import { DescribeFlowLogsCommand, DescribeVpcsCommand, EC2Client, type Vpc } from '@aws-sdk/client-ec2';
import { CONFIG_PAGE, EC2_PAGE } from '../page-counts';

const config = new ConfigServiceClient({});
const ec2 = new EC2Client({});

interface Event {
  readonly configRuleName: string;
  readonly resultToken: string;
}

async function readEveryPage(
  readPage: (NextToken: string | undefined) => Promise<{ readonly NextToken?: string | undefined }>,
): Promise<void> {
  let token: string | undefined;
  do {
    ({ NextToken: token } = await readPage(token));
  } while (token);
}

export async function handler({ configRuleName: ConfigRuleName, resultToken }: Event): Promise<void> {
  await readEveryPage((NextToken) =>
    config.send(
      new GetComplianceDetailsByConfigRuleCommand({
        ConfigRuleName,
        ComplianceTypes: ['COMPLIANT', 'NON_COMPLIANT'],
        Limit: CONFIG_PAGE,
        NextToken,
      }),
    ),
  );
  const evaluations: Evaluation[] = [];
  await readEveryPage(async (NextToken) => {
    const answer = await ec2.send(new DescribeVpcsCommand({ MaxResults: EC2_PAGE, NextToken }));
    evaluations.push(...(answer.Vpcs ?? []).map(evaluationOf));
    return answer;
  });
  await readEveryPage((NextToken) =>
    ec2.send(new DescribeFlowLogsCommand({ MaxResults: EC2_PAGE, NextToken })),
  );
  for (let start = 0; start < evaluations.length; start += CONFIG_PAGE)
    await config.send(
      new PutEvaluationsCommand({
        Evaluations: evaluations.slice(start, start + CONFIG_PAGE),
        ResultToken: resultToken,
      }),
    );
}

/** As long as the function's own. */
const evaluationOf = ({ VpcId }: Vpc): Evaluation => ({
  ComplianceResourceType: 'AWS::EC2::VPC',
  ComplianceResourceId: VpcId,
  ComplianceType: 'COMPLIANT',
  Annotation: 'fl-0123456789abcdef0 captures ALL to arn:aws:s3:::central-flow-logs/network',
  OrderingTimestamp: new Date(),
});
