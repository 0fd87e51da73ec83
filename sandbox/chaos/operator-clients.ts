import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { FirehoseClient } from '@aws-sdk/client-firehose';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import type { Sandbox } from '../sandbox';

/** Of whoever may break and repair what flow logs deliver to. */
export class OperatorClients {
  readonly s3: S3Client;
  readonly logs: CloudWatchLogsClient;
  readonly firehose: FirehoseClient;
  readonly iam: IAMClient;

  constructor(sandbox: Sandbox) {
    const settings = sandbox.administrator();
    this.s3 = new S3Client({ ...settings, forcePathStyle: true });
    this.logs = new CloudWatchLogsClient(settings);
    this.firehose = new FirehoseClient(settings);
    this.iam = new IAMClient(settings);
  }

  destroy(): void {
    for (const client of [this.s3, this.logs, this.firehose, this.iam]) client.destroy();
  }
}
