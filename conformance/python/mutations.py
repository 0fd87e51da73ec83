"""Mistakes that the validation must see: each is planted into a good exchange of a recording."""

import copy
import re

REQUEST, ANSWER, PATH = "request", "answer", "path"

# service, what is wrong, in which operation, on which side, and the replacement
MUTATIONS = [
    ("ec2", "unknown member", "DescribeFlowLogs", ANSWER, "<flowLogStatus>", "<flowLogHealth>1</flowLogHealth><flowLogStatus>"),
    ("ec2", "value outside the enumeration", "DescribeFlowLogs", ANSWER, "<trafficType>ALL<", "<trafficType>EVERY<"),
    ("ec2", "what is no boolean", "DescribeVpcs", ANSWER, "<isDefault>false<", "<isDefault>nope<"),
    ("ec2", "what is no number", "DescribeFlowLogs", ANSWER, "<maxAggregationInterval>600<", "<maxAggregationInterval>ten<"),
    ("ec2", "what is no date", "DescribeFlowLogs", ANSWER, "<creationTime>2", "<creationTime>x2"),
    ("ec2", "item of another name", "DescribeVpcs", ANSWER, r"<vpcSet><item>(.*)</item></vpcSet>", r"<vpcSet><member>\1</member></vpcSet>"),
    ("ec2", "member given twice", "DescribeVpcs", ANSWER, "<state>available<", "<state>pending</state><state>available<"),
    ("ec2", "another root", "DescribeVpcs", ANSWER, "DescribeVpcsResponse", "DescribeVpcResponse"),
    ("ec2", "no request id", "DescribeVpcs", ANSWER, "<requestId>.*?</requestId>", ""),
    ("ec2", "unknown parameter", "DescribeFlowLogs", REQUEST, "Action=", "Nonsense=1&Action="),
    ("ec2", "another version", "DescribeVpcs", REQUEST, "2016-11-15", "2014-01-01"),
    ("ec2", "missing parameter", "CreateFlowLogs", REQUEST, r"ResourceType=VPC&?", ""),
    ("config", "unknown member", "GetComplianceDetailsByConfigRule", ANSWER, '"ComplianceType"', '"Complience":1,"ComplianceType"'),
    ("config", "value outside the enumeration", "GetComplianceDetailsByConfigRule", ANSWER, '"NON_COMPLIANT"', '"BAD"'),
    ("config", "what is no date", "GetComplianceDetailsByConfigRule", ANSWER, r'"ResultRecordedTime":([\d.]+)', r'"ResultRecordedTime":"x\1"'),
    ("config", "text that is too short", "PutEvaluations", REQUEST, '"Annotation":".*?"', '"Annotation":""'),
    ("config", "missing parameter", "PutEvaluations", REQUEST, '"ResultToken"', '"ResultTokn"'),
    ("ssm", "missing parameter", "StartAutomationExecution", REQUEST, '"DocumentName"', '"Document"'),
    ("ssm", "text that is too short", "StartAutomationExecution", ANSWER, '"AutomationExecutionId":".*?"', '"AutomationExecutionId":"x"'),
    ("lambda", "a path that no operation has", "Invoke", PATH, "/invocations", "/calls"),
    ("sts", "unknown member", "GetCallerIdentity", ANSWER, "<Account>", "<Acount>x</Acount><Account>"),
    ("logs", "unknown member", "DescribeLogGroups", ANSWER, '"logGroupName"', '"logGroupNam":1,"logGroupName"'),
    ("logs", "what is no number", "DescribeLogGroups", ANSWER, r'"creationTime":\d+', '"creationTime":"soon"'),
    ("logs", "number outside the range", "DescribeLogGroups", REQUEST, r"^\{", '{"limit":51,'),
    ("iam", "unknown member", "GetRole", ANSWER, "<RoleName>", "<RoleNam>x</RoleNam><RoleName>"),
    ("iam", "what is no date", "GetRole", ANSWER, "<CreateDate>2", "<CreateDate>x2"),
    ("iam", "missing member", "GetRole", ANSWER, "<Arn>.*?</Arn>", ""),
    ("iam", "no result", "GetRole", ANSWER, "GetRoleResult>", "GetRoleOutput>"),
    ("iam", "unknown parameter", "GetRole", REQUEST, "Action=", "Nonsense=1&Action="),
    ("iam", "missing parameter", "GetRole", REQUEST, "&?RoleName=[^&]*", ""),
    ("s3", "unknown member", "CreateBucket", REQUEST, "<LocationConstraint>", "<Location2>x</Location2><LocationConstraint>"),
    ("s3", "value outside the enumeration", "CreateBucket", REQUEST, "<LocationConstraint>.*?<", "<LocationConstraint>mars<"),
    ("s3", "missing parameter", "PutBucketPolicy", REQUEST, r"^[\s\S]*$", ""),
    ("s3", "error without a code", "GetBucketPolicy", ANSWER, "<Code>.*?</Code>", ""),
]


def planted(exchanges):
    """(title, (original, mutated exchange), or None when no recorded exchange has what the mutation needs)"""
    for service, what, operation, side, old, new in MUTATIONS:
        of_service = [each for each in exchanges if each["service"] == service]
        if of_service:
            title = f"{what} in the {side} of {service}:{operation}"
            yield title, mutate([each for each in of_service if each["operation"] == operation], side, old, new)


def mutate(candidates, side, old, new):
    message, part = (REQUEST, "path") if side == PATH else (side, "body")
    for candidate in candidates:
        text = candidate["exchange"][message][part]
        changed = re.sub(old, new, text, count=1)
        if changed != text:
            exchange = copy.deepcopy(candidate["exchange"])
            exchange[message][part] = changed
            if "requestId" in old:
                exchange[message]["headers"] = {}
            return candidate, exchange
    return None
