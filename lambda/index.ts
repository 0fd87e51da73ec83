import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ec2Inventory } from '../inventory/ec2-inventory';
import { configFlowLogHistory } from './configuration-history';
import { createHandler } from './handler';
import { configEvaluationSink } from './put-evaluations';
import { configRememberedResults } from './remembered-results';

/** Without throwOnRequestTimeout the SDK only warns about a request that takes longer (NodeHttpHandlerOptions). */
const clientOptions = {
  retryMode: 'standard',
  maxAttempts: 5,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
};

const ec2 = new EC2Client(clientOptions);
const config = new ConfigServiceClient(clientOptions);

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export const handler = createHandler({
  inventoryOf: (place) => ec2Inventory(ec2, place),
  history: configFlowLogHistory(config),
  remembered: configRememberedResults(config),
  evaluations: configEvaluationSink(config, sleep),
  now: () => new Date(),
  log: (record) => (record.outcome === 'failed' ? console.error(record) : console.info(record)),
});
