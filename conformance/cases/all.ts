import type { Case } from '../case';
import { BUCKET_CASES } from './buckets';
import { DELETION_CASES } from './deletions';
import { DESTINATION_CASES } from './destinations';
import { ESTATE_CASES } from './estate';
import { FLOW_LOG_CASES } from './flow-logs';
import { KEY_CASES } from './keys';
import { LOG_CASES } from './logs';
import { ROLE_CASES } from './roles';
import { STREAM_CASES } from './streams';
import { SUBNET_CASES } from './subnets';
import { TAG_CASES } from './tags';
import { VPC_CASES } from './vpcs';

/** In their order: later cases use what earlier ones made. */
export const CASES: readonly Case[] = [
  ...ESTATE_CASES,
  ...DESTINATION_CASES,
  ...BUCKET_CASES,
  ...LOG_CASES,
  ...ROLE_CASES,
  ...STREAM_CASES,
  ...KEY_CASES,
  ...VPC_CASES,
  ...SUBNET_CASES,
  ...TAG_CASES,
  ...FLOW_LOG_CASES,
  ...DELETION_CASES,
];
