import type { Sandbox } from '../sandbox';

export interface SecondPass {
  /** Scheduled sweeps that ran in it. */
  readonly sweeps: number;
  /** What was created, changed or deleted in EC2, Logs or S3. */
  readonly changes: readonly string[];
}

/** Seconds; more than the longest schedule of a rule. */
const LENGTH = 25 * 3600;

/** Lets every schedule come round again, and looks for what changed by it. */
export async function playSecondPass(sandbox: Sandbox): Promise<SecondPass> {
  const { world, home } = sandbox;
  const start = world.scheduler.now();
  const before = world.protectedState();
  const callsBefore = world.trace.calls.length;
  world.event({ actor: 'scenario', text: 'second pass' });
  await sandbox.advance(LENGTH);
  const calls = world.trace.calls.slice(callsBefore).filter(({ action }) => changesSomething(action));
  return {
    sweeps: [...home.config.tokens.values()].filter(
      ({ messageType, invokedTime }) => messageType === 'ScheduledNotification' && invokedTime > start,
    ).length,
    changes: [
      ...calls.map(({ action, resource }) => `${action} on ${resource}`),
      ...(world.protectedState() === before ? [] : ['the state of EC2, Logs or S3 differs']),
    ],
  };
}

/** EC2, CloudWatch Logs' deliveries and S3; what the rule reports to Config and writes to its own log is not a change. */
const changesSomething = (action: string): boolean =>
  /^(ec2|s3|logs):(Create|Delete|Modify|Put|Associate|Tag)/.test(action) &&
  !['logs:CreateLogStream', 'logs:PutLogEvents', 's3:PutObject'].includes(action);
