import type { Place } from '../../../policy';
import type { PreflightClients } from '../clients';
import { bucketReads } from './bucket-reads';
import { configReads } from './config-reads';
import { logGroupReads, streamReads } from './destination-reads';
import { iamReads } from './iam-reads';
import { keyReads } from './key-reads';
import { callerReads, documentReads, flowLogReads } from './region-reads';

/** All that the preflight asks of one account and Region. */
export const readsOf = (clients: PreflightClients, place: Place) => ({
  buckets: bucketReads(clients.s3, place),
  caller: callerReads(clients.sts),
  config: configReads(clients.config),
  documents: documentReads(clients.ssm),
  flowLogs: flowLogReads(clients.ec2),
  groups: logGroupReads(clients.logs),
  iam: iamReads(clients.iam),
  keys: keyReads(clients.kms),
  streams: streamReads(clients.firehose),
});

export type Reads = ReturnType<typeof readsOf>;
