import { planChange } from '../../../fleet/remediation/plan';
import type { VpcStatus } from '../../../fleet/remediation/status';
import { standingOf } from '../../../fleet/remediation/vpc-remediation';

const ENDS = new Date('2027-02-01T00:00:00Z');
const NOTHING = { clear: [], start: [], skipped: [] };

function status(
  vpcId: string,
  verdict: string,
  state: string | undefined,
  exception?: { readonly endsAt: Date | undefined },
): VpcStatus {
  const vpc = {
    vpcId,
    verdict: { type: verdict, annotation: '', recordedAt: undefined },
    execution: state
      ? { state, invokedAt: undefined, updatedAt: undefined, failedStep: undefined }
      : undefined,
    exception: exception && { message: '', ...exception },
  };
  return { ...vpc, standing: standingOf(vpc, 'automatic'), failure: undefined, attempts: undefined };
}

const STUCK = status('vpc-stuck', 'NON_COMPLIANT', 'FAILED', { endsAt: undefined });
const PAUSED = status('vpc-paused', 'NON_COMPLIANT', undefined, { endsAt: ENDS });
const LEFTOVER = status('vpc-leftover', 'COMPLIANT', 'FAILED', { endsAt: undefined });
const RUNNING = status('vpc-running', 'NON_COMPLIANT', 'IN_PROGRESS');
const WAITING = status('vpc-waiting', 'NON_COMPLIANT', undefined);
const SETTLED = status('vpc-settled', 'COMPLIANT', 'SUCCEEDED');
const ALL = [STUCK, PAUSED, LEFTOVER, RUNNING, WAITING, SETTLED];
const ENDS_BY_ITSELF = 'its exception ends by itself: name it by --vpc to end it now';

/** The owner of the VPC does not want it touched. */
const BY_HAND = status('vpc-by-hand', 'NON_COMPLIANT', undefined, { endsAt: undefined });

test.each(['clear', 'retry'] as const)(
  '%s leaves an exception that no failed remediation explains, unless it is named',
  (change) => {
    expect(planChange(change, [BY_HAND], [])).toEqual({
      ...NOTHING,
      skipped: [{ vpcId: 'vpc-by-hand', reason: expect.stringContaining('made it on purpose') }],
    });
    expect(planChange(change, [BY_HAND], ['vpc-by-hand']).clear).toEqual(['vpc-by-hand']);
  },
);

describe('clear', () => {
  test('takes exceptions without an end, and tells of the others', () => {
    expect(planChange('clear', ALL, [])).toEqual({
      clear: ['vpc-stuck', 'vpc-leftover'],
      start: [],
      skipped: [{ vpcId: 'vpc-paused', reason: ENDS_BY_ITSELF }],
    });
  });

  test.each([
    [PAUSED, { ...NOTHING, clear: ['vpc-paused'] }],
    [WAITING, { ...NOTHING, skipped: [{ vpcId: 'vpc-waiting', reason: 'it has no remediation exception' }] }],
  ])('takes what is named, or says why not: %#', (vpc, plan) => {
    expect(planChange('clear', [vpc], [vpc.vpcId])).toEqual(plan);
  });
});

describe('retry', () => {
  test('takes what is stuck, and nothing that moves by itself', () => {
    expect(planChange('retry', ALL, [])).toEqual({
      clear: ['vpc-stuck'],
      start: ['vpc-stuck'],
      skipped: [{ vpcId: 'vpc-paused', reason: ENDS_BY_ITSELF }],
    });
  });

  test.each([
    [PAUSED, { ...NOTHING, clear: ['vpc-paused'], start: ['vpc-paused'] }],
    [WAITING, { ...NOTHING, start: ['vpc-waiting'] }],
    [
      RUNNING,
      {
        ...NOTHING,
        skipped: [{ vpcId: 'vpc-running', reason: 'an execution is queued or runs: wait for its end' }],
      },
    ],
    [
      SETTLED,
      {
        ...NOTHING,
        skipped: [
          { vpcId: 'vpc-settled', reason: 'it is COMPLIANT, and only what is NON_COMPLIANT is remediated' },
        ],
      },
    ],
  ])('takes what is named, or says why not: %#', (vpc, plan) => {
    expect(planChange('retry', [vpc], [vpc.vpcId])).toEqual(plan);
  });

  test('says so when Config knows nothing of what is named', () => {
    expect(planChange('retry', ALL, ['vpc-unknown']).skipped).toContainEqual({
      vpcId: 'vpc-unknown',
      reason: 'Config shows nothing of it for this requirement',
    });
  });
});
