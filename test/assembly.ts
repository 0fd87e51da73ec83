import { join } from 'node:path';

export const ROOT = join(__dirname, '..');
/** The default configuration of cdk.json, which the loop tests' global setup synthesizes anew. */
export const ASSEMBLY = join(ROOT, 'dist', 'loop-assembly');
/** The same with an existing bucket as destination, whose owner pastes what the stack puts out. */
export const EXISTING_BUCKET_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-existing-bucket');

/** Flow logs go to a log group of the stack, by a role of the stack. */
export const LOG_GROUP_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-log-group');
/** Flow logs go to an existing log group, by an existing role; the stack puts out what both need. */
export const EXISTING_LOG_GROUP_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-existing-log-group');
/** Flow logs go to an existing Firehose stream. */
export const STREAM_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-stream');
/** Three requirements at once: everything to S3, production to CloudWatch Logs, rejects to Firehose. */
export const MIXED_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-mixed');

/** Subnets may cover a VPC, and a person remediates. */
export const SUBNETS_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-subnets');
/** A person remediates: what the estate of four Regions is deployed with. */
export const MANUAL_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-manual');
/** No change is listened to. */
export const SCHEDULE_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-schedule');
/** Only flow logs are listened to, beside the schedule. */
export const FLOW_LOGS_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-flow-logs');
