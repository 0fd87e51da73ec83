/** Where a stream takes its records from; only DirectPut takes them from callers. */
export type StreamType = 'DirectPut' | 'KinesisStreamAsSource';

export interface StoredStream {
  readonly name: string;
  readonly arn: string;
  readonly type: StreamType;
  /** As its creator gave it: where records end. */
  readonly bucketArn: string;
  readonly roleArn: string;
  readonly sourceArn: string | undefined;
  readonly createdAt: Date;
  status: 'CREATING' | 'ACTIVE';
  tags: Readonly<Record<string, string>>;
}
