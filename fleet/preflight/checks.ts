interface CheckText {
  /** What an `ok` says. */
  readonly meaning: string;
  /** What to do about a problem. */
  readonly remedy: string;
}

/** Every check of the preflight, in the order in which they are made: the operator's runbook is written from it. */
export const CHECKS = {
  caller: {
    meaning: 'The credentials belong to the account that is looked at.',
    remedy: 'Use credentials of that account, by a profile or by an assumed role',
  },
  'recorder-on': {
    meaning: 'AWS Config has a recorder in this Region, and it records.',
    remedy: 'Set up the recorder, or start it: aws configservice start-configuration-recorder',
  },
  'recorder-status': {
    meaning: "The recorder's last recording succeeded.",
    remedy:
      "Repair what the message names: usually the recorder's role or the bucket of its delivery channel",
  },
  'recorder-types': {
    meaning: 'The recorder records VPCs and flow logs: without them, only the schedule notices a change.',
    remedy: 'Add the type to what the recorder records, or take it off its exclusions',
  },
  'recorder-continuous': {
    meaning:
      'VPCs and flow logs are recorded continuously: recorded daily, a change is judged up to a day late.',
    remedy: 'Set the recording frequency of the type to CONTINUOUS, in the default or in the override',
  },
  'delivery-channel': {
    meaning: 'The recorder has a delivery channel, without which it cannot be started.',
    remedy: 'Create a delivery channel: aws configservice put-delivery-channel',
  },
  'rule-evaluates': {
    meaning: "The rule's last evaluation succeeded.",
    remedy:
      "Repair what the message names, see the function's log group, then evaluate again: aws configservice start-config-rules-evaluation",
  },
  'remediation-present': {
    meaning: 'The rule has the remediation that its mode asks for.',
    remedy: 'Deploy the stack again: it attaches the remediation to the rule',
  },
  'remediation-exceptions': {
    meaning:
      'No VPC is left to itself: after too many failed attempts, Config makes an exception of a VPC that has no end. Those that end by themselves, as a cap makes them, are no problem.',
    remedy:
      'See why with flow-logs remediation status, repair it, then clear the exceptions with flow-logs remediation clear',
  },
  'remediation-region': {
    meaning: 'AWS Config remediates in this Region.',
    remedy: 'Use the mode observe here, and remediate by hand',
  },
  'config-remediation-role': {
    meaning: 'The service-linked role by which Config starts remediations exists.',
    remedy:
      'Create it: aws iam create-service-linked-role --aws-service-name remediation.config.amazonaws.com',
  },
  'automation-document': {
    meaning: 'The Automation document of the remediation is active and could be read.',
    remedy: 'Deploy the stack again: it makes the document',
  },
  'automation-role': {
    meaning: 'The role that Systems Manager assumes for the remediation exists.',
    remedy: 'Deploy the stack again: it makes the role and names it in the remediation',
  },
  'automation-role-trust': {
    meaning: "Systems Manager's executions of this account and Region may assume the automation role.",
    remedy:
      'Let ssm.amazonaws.com assume the role, with aws:SourceAccount and aws:SourceArn of this account and Region',
  },
  'automation-role-source': {
    meaning: "No other account's executions may assume the automation role (confused deputy).",
    remedy:
      'Add aws:SourceAccount and aws:SourceArn as conditions to the statement of the trust policy that lets ssm.amazonaws.com in',
  },
  'automation-role-policy': {
    meaning:
      'The automation role may ask the function and create the flow log, also within its permissions boundary.',
    remedy: 'Deploy the stack again, or widen the permissions boundary by these actions',
  },
  'delivery-role': {
    meaning: 'The role by which flow logs write to the log group exists, in this account.',
    remedy: 'Name an existing role of this account as deliveryRoleArn, or none: then the stack makes one',
  },
  'delivery-role-trust': {
    meaning: 'VPC Flow Logs of this account and Region may assume the delivery role.',
    remedy:
      'Let vpc-flow-logs.amazonaws.com assume the role, with aws:SourceAccount and aws:SourceArn of this account and Region',
  },
  'delivery-role-source': {
    meaning: "No other account's flow logs may assume the delivery role (confused deputy).",
    remedy:
      'Add aws:SourceAccount and aws:SourceArn as conditions to the statement of the trust policy that lets vpc-flow-logs.amazonaws.com in',
  },
  'delivery-role-policy': {
    meaning: 'The delivery role may create streams in the log group and write to them, and describe both.',
    remedy: 'Allow the delivery role these actions, the first three on the log group with :* at its end',
  },
  'delivery-role-create': {
    meaning:
      'The delivery role cannot create log groups: it would bring back a deleted one, without its retention.',
    remedy: 'Take logs:CreateLogGroup from the delivery role',
  },
  'log-group': {
    meaning: 'The log group exists, in this account and Region. Its retention is noted.',
    remedy: 'Create the log group again, under the same name, or deploy with another one',
  },
  'log-group-key': {
    meaning: 'CloudWatch Logs may use the KMS key of the log group.',
    remedy:
      'Enable the key, and let the CloudWatch Logs service of this Region use it in its key policy, with the log group as kms:EncryptionContext:aws:logs:arn',
  },
  bucket: {
    meaning: 'The bucket exists, and this account owns it.',
    remedy: 'Create the bucket, or deploy with the name of one that exists',
  },
  'bucket-policy': {
    meaning:
      "The bucket's policy lets the delivery service write to the folder of this account, and read the ACL.",
    remedy: "Add these statements to the bucket's policy, or take away what denies them",
  },
  'bucket-policy-source': {
    meaning: "The bucket's policy keeps other accounts' deliveries out (confused deputy).",
    remedy:
      'Add aws:SourceAccount and aws:SourceArn as conditions to the statements of delivery.logs.amazonaws.com',
  },
  'bucket-policy-elements': {
    meaning:
      'The policy has no NotPrincipal or NotAction, or all that delivery needs beside them: AWS adds nothing to such a policy.',
    remedy:
      'Add the statements of the delivery by hand: with NotPrincipal or NotAction, AWS adds none and creation fails',
  },
  'bucket-policy-size': {
    meaning: 'The policy is well below the 20 KB that a bucket policy may have.',
    remedy: 'Replace statements for single folders or accounts by one for the bucket, or by aws:SourceOrgID',
  },
  'bucket-encryption': {
    meaning: 'The default encryption of the bucket is one that delivered records can be read with.',
    remedy:
      "Set the bucket's default encryption to SSE-S3, or to SSE-KMS with the ARN of a customer managed key",
  },
  'bucket-key': {
    meaning: 'The delivery service may use the KMS key of the bucket.',
    remedy:
      'Enable the key, and let delivery.logs.amazonaws.com use it in its key policy, with the same source conditions as in the bucket policy',
  },
  stream: {
    meaning: 'The Firehose stream exists in this account and Region, is active, and takes records directly.',
    remedy: 'Deploy with an ACTIVE stream of this account and Region whose source is Direct PUT',
  },
  'stream-tag': {
    meaning:
      'The stream has the tag LogDeliveryEnabled=true, without which the delivery service may not write to it.',
    remedy: 'Tag the stream with LogDeliveryEnabled=true: aws firehose tag-delivery-stream',
  },
  'log-delivery-role': {
    meaning: 'The service-linked role by which logs are delivered to Firehose exists.',
    remedy: 'Create it: aws iam create-service-linked-role --aws-service-name delivery.logs.amazonaws.com',
  },
  'flow-log-quota': {
    meaning: 'No resource is near the 250 flow logs that it may have.',
    remedy: 'Delete flow logs that nobody needs: flow-logs prune lists superseded ones of ours',
  },
  'flow-log-delivery': {
    meaning: 'EC2 reports no delivery failure of a flow log of ours.',
    remedy:
      'Repair the destination; where the flow log still fails an hour later, delete it: a flow log keeps its role, and remediation creates a new one',
  },
} as const satisfies Readonly<Record<string, CheckText>>;

export type CheckId = keyof typeof CHECKS;
