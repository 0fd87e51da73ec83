import {
  type ConfigServiceClient,
  type ConfigurationRecorderStatus,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import { ReadError } from '../../inventory/read-error';
import { explainError } from '../aws/explain-error';
import type { SourceState } from '../evidence/evidence';
import { recorded, recording } from '../preflight/recorder';

/** Without it, Config holds no VPC to report about; of flow logs the rule asks EC2. */
const NEEDED_TYPE = 'AWS::EC2::VPC';

/** A recorder that is on may fail at times: VPCs are judged by what EC2 lists, but it must not be hidden. */
function lastFailure(status: ConfigurationRecorderStatus | undefined): { readonly note?: string } {
  const failure = recording(status).find(
    (each) => each.check === 'recorder-status' && each.status === 'problem',
  );
  return failure ? { note: `AWS Config records, but ${failure.finding}` } : {};
}

/** Whether Config records the VPCs of a Region: without a recorder that does, no rule watches them. */
export async function recorderState(config: ConfigServiceClient): Promise<SourceState> {
  try {
    const [recorders, statuses] = await Promise.all([
      config.send(new DescribeConfigurationRecordersCommand({})),
      config.send(new DescribeConfigurationRecorderStatusCommand({})),
    ]);
    const { ConfigurationRecorders: listed } = recorders;
    const { ConfigurationRecordersStatus: states } = statuses;
    if (!listed || !states)
      throw ReadError.broken('config:DescribeConfigurationRecorders', 'no list', 'a list, be it empty');
    const [recorder, status] = [listed[0], states[0]];
    if (!recorder && status)
      throw ReadError.broken(
        'config:DescribeConfigurationRecorders',
        'no recorder, and Config has the status of one',
        'the recorder that the status is of',
      );
    const findings = [
      ...recording(status).filter(({ check }) => check === 'recorder-on'),
      ...recorded(recorder).filter(({ check, about }) => check === 'recorder-types' && about === NEEDED_TYPE),
    ];
    const failed = findings.find(({ status }) => status !== 'ok');
    if (!failed) return { state: 'read', ...lastFailure(status) };
    const seen = `${failed.about === NEEDED_TYPE ? `${NEEDED_TYPE}: ` : ''}${failed.finding}`;
    return failed.status === 'problem'
      ? { state: 'off', cause: `AWS Config does not record here: ${seen}` }
      : { state: 'unknown', cause: `whether AWS Config records here cannot be told: ${seen}` };
  } catch (error) {
    const cause = explainError(error);
    if (cause === undefined) throw error;
    return { state: 'unknown', cause };
  }
}
