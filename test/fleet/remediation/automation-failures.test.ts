import { DescribeAutomationExecutionsCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { automationFailures } from '../../../fleet/remediation/automation-failures';

const failed = (hour: number, FailureMessage: string, DocumentName = 'document') => ({
  DocumentName,
  FailureMessage,
  ExecutionStartTime: new Date(Date.UTC(2026, 5, 1, hour)),
});

test('failed executions are counted by the VPC that they name, over all pages, and the newest tells why', async () => {
  const client = new SSMClient({ region: 'eu-west-1' });
  const ssm = mockClient(client);
  ssm
    .on(DescribeAutomationExecutionsCommand)
    .resolvesOnce({
      AutomationExecutionMetadataList: [failed(3, 'newest: vpc-1'), failed(2, 'vpc-2')],
      NextToken: 'more',
    })
    .resolvesOnce({
      AutomationExecutionMetadataList: [failed(1, 'older: vpc-1'), failed(4, 'vpc-1', 'document-of-another')],
    });
  const failures = await automationFailures(client, 'document');
  expect([failures.attempts('vpc-1'), failures.attempts('vpc-2'), failures.attempts('vpc-3')]).toEqual([
    2, 1, 0,
  ]);
  expect(failures.message('vpc-1')).toBe('newest: vpc-1');
  expect(failures.message('vpc-3')).toBeUndefined();
  const [first] = ssm.commandCalls(DescribeAutomationExecutionsCommand);
  expect(first?.args[0].input.Filters).toEqual([
    { Key: 'DocumentNamePrefix', Values: ['document'] },
    { Key: 'ExecutionStatus', Values: ['Failed', 'TimedOut'] },
  ]);
});

test('a month of a large account is not read to its end', async () => {
  const client = new SSMClient({ region: 'eu-west-1' });
  const ssm = mockClient(client);
  let page = 0;
  ssm.on(DescribeAutomationExecutionsCommand).callsFake(() => {
    page += 1;
    return {
      AutomationExecutionMetadataList: Array.from({ length: 50 }, () => failed(1, 'vpc-1')),
      NextToken: `page-${page}`,
    };
  });
  const failures = await automationFailures(client, 'document');
  expect(failures.attempts('vpc-1')).toBe(1000);
  expect(page).toBe(20);
});
