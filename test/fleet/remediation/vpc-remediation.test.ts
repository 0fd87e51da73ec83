import { needsSomebody, standingOf, type VpcRemediation } from '../../../fleet/remediation/vpc-remediation';

const EXCEPTION = { message: 'gave up', endsAt: undefined };
const PAUSE = { message: 'waits', endsAt: new Date('2027-02-01T00:00:00Z') };

function vpc(verdict?: string, state?: string, exception?: VpcRemediation['exception']): VpcRemediation {
  return {
    vpcId: 'vpc-0123456789abcdef0',
    verdict: verdict === undefined ? undefined : { type: verdict, annotation: '', recordedAt: undefined },
    execution:
      state === undefined
        ? undefined
        : { state, invokedAt: undefined, updatedAt: undefined, failedStep: undefined },
    exception,
  };
}

test.each([
  // verdict, execution, exception, mode, standing, needs somebody
  ['NON_COMPLIANT', 'FAILED', EXCEPTION, 'automatic', 'stuck', true],
  ['NON_COMPLIANT', undefined, EXCEPTION, 'automatic', 'stuck', true],
  ['NON_COMPLIANT', undefined, PAUSE, 'automatic', 'held back', false],
  ['NON_COMPLIANT', 'FAILED', PAUSE, 'manual', 'held back', false],
  ['COMPLIANT', undefined, PAUSE, 'automatic', 'settled', false],
  ['NON_COMPLIANT', 'FAILED', undefined, 'automatic', 'failing', false],
  ['NON_COMPLIANT', 'UNKNOWN', undefined, 'automatic', 'failing', false],
  ['NON_COMPLIANT', 'FAILED', undefined, 'manual', 'stuck', true],
  ['NON_COMPLIANT', undefined, undefined, 'automatic', 'waiting', false],
  ['NON_COMPLIANT', 'SUCCEEDED', undefined, 'automatic', 'waiting', false],
  ['NON_COMPLIANT', undefined, undefined, 'manual', 'to be started', true],
  ['NON_COMPLIANT', 'QUEUED', EXCEPTION, 'automatic', 'in flight', false],
  ['NON_COMPLIANT', 'IN_PROGRESS', undefined, 'manual', 'in flight', false],
  ['COMPLIANT', 'IN_PROGRESS', undefined, 'automatic', 'in flight', false],
  ['COMPLIANT', 'FAILED', EXCEPTION, 'automatic', 'leftover exception', true],
  ['NOT_APPLICABLE', undefined, EXCEPTION, 'manual', 'leftover exception', true],
  [undefined, undefined, EXCEPTION, 'automatic', 'leftover exception', true],
  ['COMPLIANT', 'FAILED', undefined, 'automatic', 'settled', false],
  ['NOT_APPLICABLE', 'SUCCEEDED', undefined, 'automatic', 'settled', false],
] as const)('%s, execution %s, exception %o, %s: %s', (verdict, state, exception, mode, standing, needs) => {
  const found = standingOf(vpc(verdict, state, exception), mode);
  expect(found).toBe(standing);
  expect(needsSomebody(found)).toBe(needs);
});
