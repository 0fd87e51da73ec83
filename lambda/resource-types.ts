/** The resource types that trigger the rule; it reports on VPCs only. */
export const VPC_TYPE = 'AWS::EC2::VPC';
export const FLOW_LOG_TYPE = 'AWS::EC2::FlowLog';
