import { CreateFlowLogsCommand } from '@aws-sdk/client-ec2';
import { asPlayed, notSettled, otherwise, request } from '../finding';
import type { Probe } from '../probe';

/** A flow log to a bucket that does not exist: an entry in `Unsuccessful`, or an error? */
export const badDestination: Probe = {
  rows: [2],
  needs: [],
  async run({ clients: { ec2 }, own }) {
    const { id: vpc } = await own.vpc();
    const command = new CreateFlowLogsCommand(own.flowLog({ vpc }, own.missingBucketArn));
    try {
      const answer = await ec2.send(command);
      const [entry] = answer.Unsuccessful ?? [];
      const evidence = `${request('CreateFlowLogs', answer)}: ${entry?.Error?.Code} ${entry?.Error?.Message}`;
      if (entry) return [asPlayed(2, evidence)];
      return [otherwise(2, `${answer.FlowLogIds?.join()} was created all the same`, evidence)];
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const evidence = `${error.name}: ${error.message}`;
      // Whatever else may be wrong with the request says nothing of its destination.
      return /destination|bucket|access/i.test(evidence)
        ? [otherwise(2, `thrown as ${error.name}`, evidence)]
        : [notSettled(2, 'it failed for another reason', evidence)];
    }
  },
};
