import { join } from 'node:path';

export const ROOT = join(__dirname, '..');
/** The default configuration of cdk.json, which the loop tests' global setup synthesizes anew. */
export const ASSEMBLY = join(ROOT, 'dist', 'loop-assembly');
/** The same with an existing bucket as destination, whose owner pastes what the stack puts out. */
export const EXISTING_BUCKET_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-existing-bucket');

/** Subnets may cover a VPC, and a person remediates. */
export const SUBNETS_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-subnets');
/** No change is listened to. */
export const SCHEDULE_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-schedule');
/** Only flow logs are listened to, beside the schedule. */
export const FLOW_LOGS_ASSEMBLY = join(ROOT, 'dist', 'loop-assembly-flow-logs');
