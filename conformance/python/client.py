"""boto3 as a client of a served sandbox. Usage: client.py URL   Prints one line a check that fails, then the number of all."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNT = "444455556666"
BUCKET = "flow-logs"
POLICY = {
    "Version": "2012-10-17",
    "Statement": {
        "Effect": "Allow",
        "Principal": {"Service": "delivery.logs.amazonaws.com"},
        "Action": ["s3:GetBucketAcl", "s3:PutObject"],
        "Resource": [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"],
        "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT}},
    },
}
UNKNOWN = "vpc-0123456789abcdef0"


def main(url):
    session = boto3.session.Session(
        aws_access_key_id=ACCOUNT, aws_secret_access_key="sandbox", region_name="eu-central-1"
    )
    config = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
    names = ("ec2", "config", "ssm", "s3", "sts", "cloudtrail", "securityhub", "organizations")
    ec2, rules, ssm, s3, sts, trail, hub, organizations = (session.client(name, endpoint_url=url, config=config) for name in names)

    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": session.region_name})
    s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(POLICY))

    tags = [{"Key": "Name", "Value": "from boto3"}]
    created = [ec2.create_vpc(CidrBlock=f"10.{each}.0.0/16")["Vpc"] for each in range(6)]
    tagged = ec2.create_vpc(CidrBlock="10.9.0.0/16", TagSpecifications=[{"ResourceType": "vpc", "Tags": tags}])["Vpc"]
    flow_log = {
        **{"ResourceType": "VPC", "ResourceIds": [tagged["VpcId"]], "TrafficType": "ALL"},
        **{"LogDestinationType": "s3", "LogDestination": f"arn:aws:s3:::{BUCKET}"},
    }
    made = ec2.create_flow_logs(**flow_log)
    pages = ec2.get_paginator("describe_vpcs").paginate(PaginationConfig={"PageSize": 5})
    listed = [vpc for page in pages for vpc in page["Vpcs"]]
    # "Filters" is botocore's own name for the member "Filter".
    by_vpc = [{"Name": "resource-id", "Values": [tagged["VpcId"]]}]
    found = ec2.describe_flow_logs(Filters=by_vpc)["FlowLogs"]
    ec2.get_waiter("vpc_available").wait(VpcIds=[created[0]["VpcId"]])

    regions = ec2.describe_regions()["Regions"]
    recorders = rules.describe_configuration_recorder_status()["ConfigurationRecordersStatus"]
    by_name = [{"AttributeKey": "EventName", "AttributeValue": "CreateFlowLogs"}]
    events = trail.lookup_events(LookupAttributes=by_name)["Events"]
    told = [json.loads(each["CloudTrailEvent"])["responseElements"]["CreateFlowLogsResponse"] for each in events]
    not_enabled = error_of(hub.get_findings, {})
    hub.enable_security_hub()

    checks = {
        "the key of 12 digits names the account": sts.get_caller_identity()["Account"] == ACCOUNT,
        "the account owns what it creates": tagged["OwnerId"] == ACCOUNT,
        "the bucket's policy is kept": json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"]) == POLICY,
        "tags are answered": tagged["Tags"] == tags,
        "pages hold all VPCs": len(listed) == 7,
        "a flow log is created": len(made["FlowLogIds"]) == 1 and made["Unsuccessful"] == [],
        "it is listed": [each["FlowLogId"] for each in found] == made["FlowLogIds"],
        "seventeen Regions need no opt-in": len(regions) == 17,
        "the recorder is on": [each["recording"] for each in recorders] == [True],
        "its creation is looked up": [each["flowLogIdSet"]["item"] for each in told] == made["FlowLogIds"],
        "Security Hub says that it is not enabled": not_enabled == ("InvalidAccessException", 401),
        "a hub that is new has no finding": hub.get_findings(MaxResults=100)["Findings"] == [],
        "it is active": [each["FlowLogStatus"] for each in found] == ["ACTIVE"],
    }
    errors = [
        (organizations.list_accounts, {}, "AWSOrganizationsNotInUseException", 400),
        (organizations.describe_organization, {}, "AWSOrganizationsNotInUseException", 400),
        (trail.lookup_events, {"NextToken": "x"}, "InvalidNextTokenException", 400),
        (ec2.create_flow_logs, flow_log, "FlowLogAlreadyExists", 400),
        (ec2.create_vpc, {"CidrBlock": "10.0.0.0/16", "DryRun": True}, "DryRunOperation", 412),
        (s3.get_bucket_policy, {"Bucket": "no-such-bucket-here"}, "NoSuchBucket", 404),
        (ec2.describe_vpcs, {"VpcIds": ["vpc-1"]}, "InvalidVpcID.Malformed", 400),
        (ec2.describe_vpcs, {"VpcIds": [UNKNOWN]}, "InvalidVpcID.NotFound", 400),
        (rules.get_compliance_details_by_config_rule, {"ConfigRuleName": "none"}, "NoSuchConfigRuleException", 400),
        (
            ssm.get_automation_execution,
            {"AutomationExecutionId": "0" * 36},
            "AutomationExecutionNotFoundException",
            400,
        ),
    ]
    for call, params, code, status in errors:
        checks[f"{code} of {call.__name__} is {status}"] = error_of(call, params) == (code, status)
    for title, holds in checks.items():
        if not holds:
            print(f"client: it does not hold that {title}")
    print(len(checks))


def error_of(call, params):
    try:
        call(**params)
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]
    return None


main(sys.argv[1])
