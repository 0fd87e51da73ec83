/** The resource types that trigger the rule; it reports on VPCs only. */
export const VPC_TYPE = 'AWS::EC2::VPC';
export const FLOW_LOG_TYPE = 'AWS::EC2::FlowLog';

/** A relationship of VPCs; the rule is not triggered by it. */
export const SUBNET_TYPE = 'AWS::EC2::Subnet';

export const isVpcId = (id: unknown): id is string => typeof id === 'string' && /^vpc-[0-9a-f]+$/.test(id);
