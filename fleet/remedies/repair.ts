import type { FlowLog, Place } from '../../policy';
import { shellWord } from './shell-text';

const SEE = 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html';

/** How to have a flow log deliver that EC2 reports to fail: another one to the same place would fail alike. */
export function repairOf(flowLog: FlowLog, place: Place): string {
  const { flowLogId, deliverLogsErrorMessage: message, destination = 'its destination' } = flowLog;
  switch (message) {
    case 'Rate limited':
      return `${flowLogId}: CloudWatch Logs takes no more for ${destination}; ask for a higher quota, or deliver to S3 (${SEE})`;
    case 'Unknown error':
      return `${flowLogId}: an error within the service; if it stays, ask AWS Support (${SEE})`;
    default:
      return `${flowLogId}: ${accessRepair(flowLog, place)} (${SEE})`;
  }
}

function accessRepair(flowLog: FlowLog, place: Place): string {
  const { destination = 'its destination', deliveryRoleArn = 'its delivery role' } = flowLog;
  const { accountId, region, partition } = place;
  const source = `aws:SourceAccount ${accountId}`;
  switch (flowLog.destinationType) {
    case 's3': {
      const [bucket = ''] = destination.split('/');
      const folder = `${destination.replace(/\/*$/, '')}/AWSLogs/${accountId}/*`;
      return `let delivery.logs.amazonaws.com do s3:PutObject on ${folder} and s3:GetBucketAcl on ${bucket} by the bucket's policy, for ${source} and aws:SourceArn arn:${partition}:logs:${region}:${accountId}:*; where the bucket is encrypted by a key of yours, let it use the key as well`;
    }
    case 'cloud-watch-logs':
      return `see that ${destination} exists, that ${deliveryRoleArn} trusts vpc-flow-logs.amazonaws.com for ${source}, and that it allows logs:CreateLogStream, logs:PutLogEvents and logs:DescribeLogStreams on ${destination}:*, and logs:DescribeLogGroups`;
    case 'kinesis-data-firehose': {
      const name = destination.split(/deliverystream[/:]/)[1] ?? destination;
      return `see that the stream is active and takes Direct PUT, and tag it: aws firehose tag-delivery-stream --region ${shellWord(region)} --delivery-stream-name ${shellWord(name)} --tags Key=LogDeliveryEnabled,Value=true`;
    }
    case undefined:
      return `repair the permissions of ${destination}`;
  }
}
