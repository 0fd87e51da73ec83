import type { Case } from '../case';

const call = (operation: string, title: string, input: Case['input']): Case => ({
  service: 'logs',
  operation,
  title,
  input,
});

const group = { logGroupName: 'app' };
const stream = { ...group, logStreamName: 'one' };

export const LOG_CASES: readonly Case[] = [
  call('CreateLogGroup', 'a group', group),
  call('CreateLogGroup', 'the group again', group),
  call('PutRetentionPolicy', '90 days', { ...group, retentionInDays: 90 }),
  call('PutRetentionPolicy', '91 days', { ...group, retentionInDays: 91 }),
  call('PutRetentionPolicy', 'unknown group', { logGroupName: 'none', retentionInDays: 90 }),
  call('PutRetentionPolicy', '90 days after all', { ...group, retentionInDays: 90 }),
  call('DescribeLogGroups', 'by prefix', { logGroupNamePrefix: 'a' }),
  call('DescribeLogGroups', 'by another prefix', { logGroupNamePrefix: 'zzz' }),
  call('DescribeLogGroups', 'limit 51', { limit: 51 }),
  call('CreateLogStream', 'a stream', stream),
  call('CreateLogStream', 'the stream again', stream),
  call('CreateLogStream', 'in an unknown group', { logGroupName: 'none', logStreamName: 'one' }),
  call('DescribeLogStreams', 'of the group', group),
  call('DescribeLogStreams', 'of an unknown group', { logGroupName: 'none' }),
  call('DeleteLogGroup', 'the group', group),
  call('DeleteLogGroup', 'the group, gone', group),
];
