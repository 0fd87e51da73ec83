import type { Assumptions } from '../../sandbox/assumptions';
import { PROBES } from '../../smoke/probes';
import { answers, RehearsedAccount } from './account';

const probesOf = (...rows: readonly number[]) =>
  PROBES.filter((probe) => probe.rows.some((row) => rows.includes(row)));

/** Where the window of row 20 is too short to tell. */
const TOO_SOON = expect.stringMatching(/^20 not settled: the next evaluation came \d+ s later$/);

describe('on a rehearsed account smoke', () => {
  test('finds the answers that are played, and leaves nothing', async () => {
    const account = await RehearsedAccount.open();
    const outcome = await account.smoke();
    expect(answers(outcome.findings)).toEqual([
      ...[1, 2, 4, 6, 8, 10, 11, 15, 16, 18, 19].map((row) => `${row} as played`),
      TOO_SOON,
      ...[21, 24, 25, 27, 28, 31].map((row) => `${row} as played`),
    ]);
    expect(outcome).toMatchObject({ failure: undefined, isClean: true });
    expect(account.isAsBefore).toBe(true);
  });

  test('finds other answers', async () => {
    const account = await RehearsedAccount.open({
      alreadyExistsCompares: 'configuration',
      badDestinationIs: 'thrown',
      deletedItemKeepsConfiguration: true,
      failedDeliveryReported: 'at once',
      payloadKeepsQuotes: false,
      diffNamesRelationships: false,
      deletedSubnetKeepsFlowLogs: false,
      configAnswersEmptyLists: false,
      deletedFlowLogListed: 'for minutes',
    });
    const outcome = await account.smoke();
    expect(answers(outcome.findings)).toEqual([
      '1 otherwise: another traffic type is another flow log',
      '2 otherwise: thrown as LogDestinationNotFound',
      '4 otherwise: the item still holds its configuration',
      '6 as played',
      '8 as played',
      '10 otherwise: FAILED Access error at once',
      '11 otherwise: Payload has no quotes',
      '15 as played',
      '16 as played',
      '18 as played',
      '19 as played',
      TOO_SOON,
      '21 otherwise: the VPC was judged for its relationships',
      '24 otherwise: they go with the subnet',
      '25 otherwise: FailedEvaluations left out when empty',
      '27 as played',
      '28 as played',
      '31 otherwise: listed for up to 150 s',
    ]);
    expect(outcome.isClean && account.isAsBefore).toBe(true);
  });

  test.each<readonly [Partial<Assumptions>, readonly number[], readonly (string | RegExp)[]]>([
    [{ automationNamesItsSource: false }, [6], [/^6 otherwise: the execution did not begin: .*trust policy/]],
    [{ creationReadsBucketPolicy: true }, [8], [/^8 otherwise: creation needs s3:GetBucketPolicy/]],
    [{ creationDeletesLogDelivery: true }, [16], [/^16 otherwise: creation needs logs:DeleteLogDelivery/]],
    [{ inputPayloadTextsParsed: true }, [11], [/^11 otherwise: the function refused its parameters/]],
    [{ documentKeepsTypes: false }, [15], [/^15 otherwise: MaxAggregationInterval, .* changed type/]],
    [{ newVpcShown: 'after Config recorded it' }, [18], [/^18 otherwise: recorded before EC2 showed it/]],
    [{ ec2AnswersEmptyLists: false }, [25], [/^25 otherwise: vpcSet, flowLogSet left out/]],
    [{ resultsHaveOrderingTimestamp: false }, [18, 27], [/^27 otherwise: 1 of 1 results have none/]],
    [
      { succeededRemediationRepeats: true, tokenTakesOtherResources: false },
      [6, 20, 28],
      [/^20 otherwise: execution .* followed/, /^28 otherwise: the flow log's item did not renew/],
    ],
  ])('under %j finds it out', async (assumptions, rows, wanted) => {
    const account = await RehearsedAccount.open(assumptions);
    const outcome = await account.smoke({ probes: probesOf(...rows) });
    for (const each of wanted) expect(answers(outcome.findings)).toContainEqual(expect.stringMatching(each));
    expect(outcome.isClean && account.isAsBefore).toBe(true);
  });

  test('says what it needs where the remediation is not automatic', async () => {
    const account = await RehearsedAccount.open(
      {},
      {
        change: ({ Resources }) => {
          for (const { Type, Properties } of Object.values(Resources))
            if (Type === 'AWS::Config::RemediationConfiguration') Properties['Automatic'] = false;
        },
      },
    );
    const outcome = await account.smoke({ probes: probesOf(6, 2) });
    expect(answers(outcome.findings)).toEqual([
      '2 as played',
      ...[6, 8, 11, 16].map((row) =>
        expect.stringMatching(`^${row} not settled: the remediation of .* is not automatic$`),
      ),
    ]);
  });
});
