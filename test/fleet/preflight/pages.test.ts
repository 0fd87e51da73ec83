import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as config from '@aws-sdk/client-config-service';
import * as firehose from '@aws-sdk/client-firehose';
import * as iam from '@aws-sdk/client-iam';
import { briefly, problemsOf, requirement, TO_BUCKET, TO_GROUP, TO_STREAM } from './place';
import { healthyAccount } from './stage';

describe('a list is read to its last page', () => {
  test('of remediation exceptions, and the first of them are named', async () => {
    const { mocks, look } = healthyAccount();
    const page = (from: number, NextToken?: string) => ({
      RemediationExceptions: [0, 1, 2].map((at) => ({
        ConfigRuleName: 'AllTraffic',
        ResourceType: 'AWS::EC2::VPC',
        ResourceId: `vpc-${from + at}`,
      })),
      NextToken,
    });
    mocks.config
      .on(config.DescribeRemediationExceptionsCommand)
      .resolvesOnce(page(1, 'a'))
      .resolvesOnce(page(4));
    expect(problemsOf(await look([requirement(TO_BUCKET)]))).toMatchObject([
      {
        check: 'remediation-exceptions',
        finding: '6 VPCs are remediation exceptions: vpc-1, vpc-2, vpc-3, vpc-4, vpc-5 and 1 more',
      },
    ]);
  });

  test('of exceptions that end by themselves, which are counted and no problem', async () => {
    const { mocks, look } = healthyAccount();
    const exception = (ResourceId: string, ExpirationTime?: Date) => ({
      ...{ ConfigRuleName: 'AllTraffic', ResourceType: 'AWS::EC2::VPC', ResourceId, ExpirationTime },
    });
    const RemediationExceptions = [
      exception('vpc-1', new Date('2999-01-01')),
      exception('vpc-2', new Date('2999-01-01')),
      exception('vpc-3', new Date(0)),
    ];
    mocks.config.on(config.DescribeRemediationExceptionsCommand).resolves({ RemediationExceptions });
    expect(await look([requirement(TO_BUCKET)])).toContainEqual(
      expect.objectContaining({
        check: 'remediation-exceptions',
        status: 'ok',
        finding: '2 VPCs wait for the end of their remediation exceptions',
      }),
    );
    RemediationExceptions.push(exception('vpc-4'));
    expect(problemsOf(await look([requirement(TO_BUCKET)]))).toMatchObject([
      {
        finding:
          '1 VPC is a remediation exception: vpc-4; 2 VPCs wait for the end of their remediation exceptions',
      },
    ]);
  });

  test('of log groups', async () => {
    const { mocks, look } = healthyAccount();
    mocks.logs
      .on(logs.DescribeLogGroupsCommand)
      .resolvesOnce({ logGroups: [{ logGroupName: 'flow-logs-2' }], nextToken: 'a' })
      .resolvesOnce({ logGroups: [{ logGroupName: 'flow-logs' }] });
    expect(briefly(await look([requirement(TO_GROUP)]))).toContain('ok log-group');
  });

  test('of tags, each page after the last tag of the one before', async () => {
    const { mocks, look } = healthyAccount();
    mocks.firehose
      .on(firehose.ListTagsForDeliveryStreamCommand)
      .resolvesOnce({ Tags: [{ Key: 'team' }], HasMoreTags: true })
      .resolvesOnce({ Tags: [{ Key: 'LogDeliveryEnabled', Value: 'true' }], HasMoreTags: false });
    expect(briefly(await look([requirement(TO_STREAM)]))).toContain('ok stream-tag');
    const [, second] = mocks.firehose.commandCalls(firehose.ListTagsForDeliveryStreamCommand);
    expect(second?.args[0].input).toMatchObject({ ExclusiveStartTagKey: 'team' });
  });

  test('of policies of a role', async () => {
    const { mocks, look } = healthyAccount();
    mocks.iam
      .on(iam.ListRolePoliciesCommand, { RoleName: 'delivery' })
      .resolvesOnce({ PolicyNames: [], IsTruncated: true, Marker: 'a' })
      .resolvesOnce({ PolicyNames: ['inline'], IsTruncated: false });
    expect(briefly(await look([requirement(TO_GROUP)]))).toContain('ok delivery-role-policy');
  });
});
