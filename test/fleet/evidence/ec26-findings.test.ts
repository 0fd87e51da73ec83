import { GetFindingsCommand } from '@aws-sdk/client-securityhub';
import { readEc26Findings } from '../../../fleet/evidence/ec26-findings';
import { finding, PLACE, stage, VPC_ID } from './stage';

const read = ({ clients }: ReturnType<typeof stage>) => readEc26Findings(clients.securityhub, PLACE);

test('active findings of EC2.6 of this account and Region are asked for, page by page', async () => {
  const given = stage();
  given.securityhub
    .on(GetFindingsCommand)
    .resolves({ Findings: [finding('PASSED')] })
    .on(GetFindingsCommand, { NextToken: undefined })
    .resolves({ Findings: [], NextToken: 'more' });
  const { value } = await read(given);
  expect([...value.keys()]).toEqual([VPC_ID]);
  const [first] = given.securityhub.commandCalls(GetFindingsCommand);
  const equals = (Value: string) => [{ Value, Comparison: 'EQUALS' }];
  expect(first?.args[0].input).toEqual({
    MaxResults: 100,
    Filters: {
      ComplianceSecurityControlId: equals('EC2.6'),
      RecordState: equals('ACTIVE'),
      AwsAccountId: equals('111122223333'),
      Region: equals('eu-west-1'),
    },
  });
});

test('where none names the control, the ids of the standards are asked for', async () => {
  const given = stage();
  given.securityhub.on(GetFindingsCommand).callsFake(({ Filters }) => ({
    Findings: Filters.GeneratorId ? [finding('FAILED', { GeneratorId: 'pci-dss/v/3.2.1/PCI.EC2.6' })] : [],
  }));
  const { value } = await read(given);
  expect(value.get(VPC_ID)?.status).toBe('FAILED');
  const [, second] = given.securityhub.commandCalls(GetFindingsCommand);
  const ids = second?.args[0].input.Filters?.GeneratorId?.map(({ Value }) => Value) ?? [];
  expect(ids).toContain('arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/2.9');
  // https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFindingFilters.html
  expect(ids.length).toBeLessThanOrEqual(20);
});

test('of several findings on one VPC the latest check is believed', async () => {
  const given = stage();
  given.securityhub.on(GetFindingsCommand).resolves({
    Findings: [
      finding('FAILED', { LastObservedAt: '2026-06-14T00:00:00Z' }),
      finding('PASSED', { LastObservedAt: '2026-06-15T00:00:00Z' }),
      finding('FAILED', { LastObservedAt: '2026-06-13T00:00:00Z' }),
    ],
  });
  const workflow = 'NEW';
  expect((await read(given)).value.get(VPC_ID)).toMatchObject({
    status: 'PASSED',
    others: [
      { status: 'FAILED', workflow },
      { status: 'FAILED', workflow },
    ],
  });
});

test('a finding on something else than a VPC is none', async () => {
  const given = stage();
  const Resources = [{ Type: 'AwsAccount', Id: 'AWS::::Account:111122223333' }];
  given.securityhub.on(GetFindingsCommand).resolves({ Findings: [finding('FAILED', { Resources })] });
  expect((await read(given)).value.size).toBe(0);
});

test('when a note was written is no time of a check', async () => {
  const { value } = await read(stage());
  expect(value.get(VPC_ID)).toMatchObject({
    checkedAt: '2026-06-15T01:00:00.000Z',
    updatedAt: '2026-06-15T01:00:02.000Z',
  });
});
