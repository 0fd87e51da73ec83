import type { ConfigRuleEvaluationStatus, RemediationConfiguration } from '@aws-sdk/client-config-service';
import { documentFinding } from '../../../fleet/preflight/preflight';
import { regionFinding } from '../../../fleet/preflight/remediation-region';
import { REMEDIATION_REGIONS, REMEDIATION_REGIONS_DATE } from '../../../fleet/preflight/remediation-regions';
import { evaluation, presence } from '../../../fleet/preflight/rule';
import { briefly, PLACE, TO_BUCKET } from './place';

const EARLIER = new Date('2027-01-04T08:00:00Z');
const LATER = new Date('2027-01-04T09:00:00Z');

test.each<[string, ConfigRuleEvaluationStatus | undefined, string, string]>([
  ['is not there', undefined, 'problem', 'AWS Config knows no rule of this name'],
  ['never evaluated', {}, 'unknown', 'the rule has not evaluated anything yet'],
  ['succeeded', { LastSuccessfulEvaluationTime: EARLIER }, 'ok', 'the last evaluation succeeded'],
  [
    'failed',
    { LastFailedEvaluationTime: EARLIER, LastErrorCode: 'Timeout', LastErrorMessage: 'too slow' },
    'problem',
    'the last evaluation failed: Timeout: too slow',
  ],
  [
    'failed after a success',
    { LastSuccessfulEvaluationTime: EARLIER, LastFailedEvaluationTime: LATER },
    'problem',
    'the last evaluation failed: without a message',
  ],
  [
    'succeeded after a failure, whose message Config keeps',
    { LastSuccessfulEvaluationTime: LATER, LastFailedEvaluationTime: EARLIER, LastErrorMessage: 'too slow' },
    'ok',
    'the last evaluation succeeded',
  ],
  [
    'could not invoke the function',
    { LastFailedInvocationTime: LATER, LastSuccessfulInvocationTime: EARLIER, LastErrorMessage: 'denied' },
    'problem',
    'the last evaluation failed: denied',
  ],
])('a rule that %s', (_, status, expected, finding) => {
  expect(evaluation('AllTraffic', status)).toMatchObject({ status: expected, finding, about: 'AllTraffic' });
});

const configured = (Automatic: boolean): RemediationConfiguration => ({
  ConfigRuleName: 'AllTraffic',
  TargetId: 'document',
  TargetType: 'SSM_DOCUMENT',
  Automatic,
});

test.each([
  ['automatic', configured(true), ['ok remediation-present']],
  ['automatic', configured(false), ['problem remediation-present']],
  ['automatic', undefined, ['problem remediation-present']],
  ['manual', configured(false), ['ok remediation-present']],
  ['manual', configured(true), ['problem remediation-present']],
  ['manual', undefined, ['problem remediation-present']],
  ['observe', undefined, []],
  ['observe', configured(true), ['problem remediation-present']],
] as const)('in the mode %s, with the remediation %j', (mode, remediation, expected) => {
  expect(briefly(presence({ ruleName: 'AllTraffic', mode }, remediation))).toEqual(expected);
});

test.each([
  ['Active', { destination: TO_BUCKET }, 'ok'],
  ['Active', { destination: undefined }, 'unknown'],
  ['Failed', { destination: TO_BUCKET }, 'problem'],
  [undefined, { destination: TO_BUCKET }, 'problem'],
])('a document that is %s', (status, requirement, expected) => {
  expect(documentFinding('document', status, requirement).status).toBe(expected);
});

describe('the Region', () => {
  test.each([
    ['us-east-1', undefined, 'ok', `listed by AWS on ${REMEDIATION_REGIONS_DATE}`],
    ['eu-central-1', 'AllTraffic', 'ok', 'AWS Config holds the remediation of AllTraffic here'],
    ['mx-central-1', undefined, 'unknown', 'not on the list'],
  ])('%s, with a remediation of %s, is %s', async (region, rule, status, finding) => {
    const found = await regionFinding({ ...PLACE, region }, () => Promise.resolve(rule));
    expect(found).toMatchObject({
      status,
      finding: expect.stringContaining(finding),
    });
  });

  test('is looked up in a list without repetition', () => {
    expect(new Set(REMEDIATION_REGIONS).size).toBe(REMEDIATION_REGIONS.length);
  });
});
