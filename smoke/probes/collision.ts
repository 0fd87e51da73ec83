import { asPlayed, notSettled, otherwise } from '../finding';
import type { Probe } from '../probe';

/** Two flow logs of different traffic to one destination: does the second collide? */
export const collision: Probe = {
  rows: [1],
  needs: [],
  async run({ own }) {
    const { id: vpc } = await own.vpc();
    const destination = `${await own.bucket()}/collision`;
    const first = await own.createFlowLog(own.flowLog({ vpc }, destination, 'ACCEPT'));
    const evidence = `CreateFlowLogs ${first.requestId}`;
    try {
      const second = await own.createFlowLog(own.flowLog({ vpc }, destination, 'REJECT'));
      const both = `${evidence}, CreateFlowLogs ${second.requestId}`;
      return [otherwise(1, 'another traffic type is another flow log', both)];
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const seen = `${evidence}, then ${error.name}: ${error.message}`;
      if (error.name === 'FlowLogAlreadyExists') return [asPlayed(1, seen)];
      return [notSettled(1, `the second failed with ${error.name}`, seen)];
    }
  },
};
