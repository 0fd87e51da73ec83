import { DEFAULT_GIGABYTES_PER_VPC } from '../../../fleet/backfill/assumed-traffic';
import { estimate, printEstimate, STEPS } from '../../../fleet/backfill/estimate';
import type { RequirementPlan } from '../../../fleet/backfill/plan';
import { readDocument } from '../../../fleet/deployed/documented-flow-log';
import { PRICES, PRICES_READ } from '../../../fleet/prices';
import type { AutomationDocument } from '../../../runbook';
import { documentOf } from '../../runbook/builders';
import { vpcIdOf } from './played-region';

const plan = (starts: number, destination: object = { type: 's3' }, settleMinutes = 0): RequirementPlan => {
  const document = readDocument(
    JSON.stringify(documentOf({ destination, remediation: { mode: 'manual', settleMinutes } })),
  );
  if ('unreadable' in document) throw new Error(document.unreadable);
  const gaps = Array.from({ length: starts }, (_, index) => ({
    vpcId: vpcIdOf(index),
    annotation: 'no flow log',
    action: { kind: 'start' } as const,
  }));
  const wait = { vpcId: vpcIdOf(999), annotation: 'no flow log', action: { kind: 'wait' } as const };
  return {
    requirement: 'all-traffic',
    ruleName: 'rule',
    mode: 'manual',
    document,
    covered: 0,
    notApplicable: 0,
    gaps: [...gaps, wait],
  };
};

/** Steps that an execution takes which is told to create, and then that the VPC is covered. */
function stepsThatCreate({ mainSteps }: AutomationDocument): number {
  let [name, count, created]: [string | undefined, number, boolean] = [mainSteps[0]?.name, 0, false];
  while (name !== undefined) {
    const step = mainSteps.find((each) => each.name === name);
    if (!step) throw new Error(`there is no step ${name}`);
    count += 1;
    created ||= step.name === 'CreateFlowLog';
    if (step.action === 'aws:branch') {
      const word = created ? 'COVERED' : 'CREATE';
      name = step.inputs.Choices.find(({ Contains }) => Contains.includes(word))?.NextStep;
    } else name = 'nextStep' in step ? step.nextStep : undefined;
  }
  return count;
}

test.each([
  [0, STEPS.atOnce],
  [9, STEPS.settling],
])('an execution that settles for %i minutes takes %i steps', (settleMinutes, steps) => {
  expect(stepsThatCreate(documentOf({ remediation: { mode: 'manual', settleMinutes } }))).toBe(steps);
});

test('delivery and storage are by destination, steps of Automation once, and what is in flight costs nothing more', () => {
  const places = [{ plans: [plan(3), plan(2, { type: 'cloud-watch-logs' }, 5)] }, { plans: [plan(1)] }];
  const { destinations, once } = estimate(places, 100);
  expect(destinations).toEqual([
    expect.objectContaining({ destination: 'cloud-watch-logs', flowLogs: 2, gigabytesPerMonth: 200 }),
    expect.objectContaining({ destination: 's3', flowLogs: 4, gigabytesPerMonth: 400 }),
  ]);
  expect(destinations.map(({ delivery }) => delivery)).toEqual([100, 100]);
  expect(destinations.map(({ storage }) => storage)).toEqual([6, expect.closeTo(9.2, 6)]);
  const steps = 4 * 7 + 2 * 10;
  expect(once).toEqual({
    automationSteps: steps,
    cost: expect.closeTo(steps * PRICES.automationStep.tiers[0].price),
  });
});

test('prices fall with what one place delivers, and not with what all of them do', () => {
  const inOne = estimate([{ plans: [plan(2)] }], 10_240).destinations[0]?.delivery;
  const inTwo = estimate([{ plans: [plan(1)] }, { plans: [plan(1)] }], 10_240).destinations[0]?.delivery;
  expect(inTwo).toBe(2 * 10_240 * 0.25);
  expect(inOne).toBe(10_240 * 0.25 + 10_240 * 0.15);
});

test('the text says that traffic is an assumption, of which day the prices are and where, and what is not in it', () => {
  const parquet = plan(1, { type: 's3', fileFormat: 'parquet' });
  const firehose = plan(1, {
    type: 'kinesis-data-firehose',
    deliveryStreamArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow-logs',
  });
  const text = printEstimate(estimate([{ plans: [parquet, firehose] }], DEFAULT_GIGABYTES_PER_VPC)).join(
    '\n',
  );
  expect(text).toMatch(/by an assumption: each flow log delivers 10 GB a month \(--gigabytes-per-vpc/);
  expect(text).toContain(
    `prices of us-east-1 from public copies of AWS's price list, read on ${PRICES_READ}, to be checked on its pages: https://aws.amazon.com/cloudwatch/pricing/`,
  );
  expect(text).toContain('1 to Firehose, 10 GB: delivery $2.50 a month\n');
  expect(text).toMatch(
    /not in it: conversion to Parquet \(https:.*ingestion of vended logs by Firehose \(https:/,
  );
  expect(text).toContain('configuration items and evaluations of AWS Config');
});

test('where nothing is to be created there is nothing to estimate', () => {
  expect(printEstimate(estimate([{ plans: [plan(0)] }], 10))).toEqual([]);
});
