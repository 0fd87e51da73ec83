interface NeighbourText {
  /** What an `ok` says. */
  readonly meaning: string;
  /** What a neighbour means for us, and what to do. */
  readonly advice: string;
  /** Where its behaviour was read. */
  readonly source: string;
}

/**
 * Everything that is looked for beside us in an account and Region. A neighbour is noted and is no problem, unless it undoes
 * what we do.
 */
export const NEIGHBOURS = {
  'telemetry-rule': {
    meaning: 'No flow log of a VPC here has the tag of a telemetry enablement rule of CloudWatch.',
    advice:
      'Where its flow log meets a requirement, remediation creates no other. It creates none for a VPC that delivers to CloudWatch Logs already, so that beside a flow log of ours to S3 or Firehose both deliver and both cost. It replaces and deletes its own flow logs alone; leave them to it, and take VPCs out of the rule by its tags to pay once',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/telemetry-config-rules.html',
  },
  'managed-rule': {
    meaning: "No rule of AWS's own, VPC_FLOW_LOGS_ENABLED, judges VPCs here.",
    advice:
      'It looks for a flow log of the VPC itself and of that traffic, on schedule only. Destination, format and delivery are nothing to it, and it knows no exemption and no coverage by subnets. Where the two disagree, ours says why in its annotation; flow-logs evidence puts them side by side',
    source: 'https://docs.aws.amazon.com/config/latest/developerguide/vpc-flow-logs-enabled.html',
  },
  'control-tower': {
    meaning: 'Nothing tells that AWS Control Tower governs this account.',
    advice:
      'Flow logs are not among what it creates in an account, so that the VPC of Account Factory is judged as any other. Its mandatory controls let nobody but AWSControlTowerExecution change the recorder and the delivery channel: what is found about them is repaired in Control Tower. Our rules, roles and documents are not among what its controls protect',
    source: 'https://docs.aws.amazon.com/controltower/latest/userguide/account-factory-considerations.html',
  },
  'flow-log-tagger': {
    meaning: 'The role of the Control Tower LifeCycle automation of flow logs does not exist.',
    advice:
      'For each VPC and subnet it deletes every flow log to S3, whoever created it, that is not of the traffic that a tag such as flowlog asks for; ours would be created and deleted in turn. Keep one of the two: take the account out of that automation, or let the requirement deliver to CloudWatch Logs or Firehose, which it leaves alone',
    source: 'https://github.com/aws-samples/aws-ct-vpc-flowlogs',
  },
  'security-lake': {
    meaning: 'The service-linked role of Amazon Security Lake does not exist.',
    advice:
      'Where VPC flow logs are among its sources, it takes a copy of its own that no flow log shows: neither Security Hub EC2.6 nor we count it, and it costs beside ours',
    source: 'https://docs.aws.amazon.com/security-lake/latest/userguide/vpc-flow-logs.html',
  },
  'other-automation': {
    meaning: 'No flow log of a VPC or subnet here has the tags of an automation that we know.',
    advice:
      'They are its own to change and delete. When it deletes the only adequate flow log of a VPC, the rule finds the gap and remediation closes it',
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html',
  },
  duplicates: {
    meaning:
      'The flow logs of a VPC and its subnets deliver nothing twice, or requirements here ask for each copy. Not counted are those of interfaces, and where a part of the traffic goes to another type of destination as well.',
    advice:
      'Each copy is charged by itself. Two can be wanted: for an archive and for alarms, in two formats, for two owners. Of ours, flow-logs prune tells which newer ones have superseded; about any other, its owner decides',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
  },
} as const satisfies Readonly<Record<string, NeighbourText>>;

export type NeighbourId = keyof typeof NEIGHBOURS;
