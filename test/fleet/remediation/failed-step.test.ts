import type { RemediationExecutionStatus } from '@aws-sdk/client-config-service';
import { failedStepOf } from '../../../fleet/remediation/config-reads';

const failed = (Name: string, ErrorMessage?: string) => ({ Name, State: 'FAILED', ErrorMessage }) as const;
const succeeded = (Name: string) => ({ Name, State: 'SUCCEEDED' }) as const;

const execution = (
  ...StepDetails: NonNullable<RemediationExecutionStatus['StepDetails']>
): RemediationExecutionStatus => ({ State: 'FAILED', StepDetails });

test('the step that ended the execution is told', () => {
  expect(failedStepOf(execution(succeeded('JudgeVpc'), failed('Fail', 'no flow log')))).toEqual({
    name: 'Fail',
    message: 'no flow log',
  });
});

test('and why the flow log was not created, which a step before it says', () => {
  const status = execution(
    succeeded('JudgeSettled'),
    failed('CreateFlowLog', 'UnauthorizedOperation: iam:PassRole'),
    failed('Fail', 'no flow log'),
  );
  expect(failedStepOf(status)?.message).toBe(
    'no flow log; CreateFlowLog failed before: UnauthorizedOperation: iam:PassRole',
  );
});

test('what has no name and no message is told all the same', () => {
  expect(failedStepOf(execution({ State: 'FAILED' }))).toEqual({
    name: 'a step without a name',
    message: undefined,
  });
  expect(failedStepOf(execution({ State: 'FAILED' }, failed('Fail')))?.message).toBe(
    'a step without a name failed before: no message',
  );
});

test.each<[string, RemediationExecutionStatus]>([
  ['succeeded', { ...execution(failed('CreateFlowLog', 'exists')), State: 'SUCCEEDED' }],
  ['failed before any step', execution()],
])('of an execution that %s there is no such step', (_, status) => {
  expect(failedStepOf(status)).toBeUndefined();
});
