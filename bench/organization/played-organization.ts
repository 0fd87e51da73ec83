import type { Place } from '../../policy';
import { ApiError } from '../../sandbox/wire/api-error';
import type { ServiceName } from '../../sandbox/wire/services';
import type { Estate } from '../estate';
import { CONFIG_PAGE } from '../page-counts';
import { PLACE, RULE } from '../place';
import { answerAbout, page, pageSize } from '../played-apis';
import { ACCOUNT_IDS, keyOf, REGIONS, ROLE_NAME } from './organization';
import {
  creationsOf,
  documentContent,
  executionsOf,
  findingsOf,
  remediationIn,
  ruleIn,
} from './played-evidence';

type Members = Readonly<Record<string, unknown>>;

export interface PlayedCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: Members;
  /** Who signed it. */
  readonly accessKeyId: string;
  readonly region: string;
}

/** Keys that AssumeRole hands out name their account, as temporary keys of AWS do in a way of their own. */
const SESSION_KEY = /^ASIA(\d{12})$/;

const accountOf = (accessKeyId: string): string => SESSION_KEY.exec(accessKeyId)?.[1] ?? PLACE.accountId;

/** What an organization's accounts answer; whatever nobody needed so far is refused by name. */
export function answerIn(
  organization: ReadonlyMap<string, Estate>,
  call: PlayedCall,
): Record<string, unknown> {
  const { service, operation, input, region } = call;
  const accountId = accountOf(call.accessKeyId);
  switch (`${service}:${operation}`) {
    case 'sts:GetCallerIdentity':
      return { Account: accountId, UserId: 'AIDA', Arn: `arn:aws:iam::${accountId}:user/auditor` };
    case 'sts:AssumeRole':
      return assumeRole(String(input['RoleArn']));
    case 'ec2:DescribeRegions':
      return { Regions: REGIONS.map((RegionName) => ({ RegionName, OptInStatus: 'opt-in-not-required' })) };
    case 'config:DescribeConfigurationRecorders':
      return {
        ConfigurationRecorders: [
          { name: 'default', recordingGroup: { allSupported: true, includeGlobalResourceTypes: false } },
        ],
      };
    case 'config:DescribeConfigurationRecorderStatus':
      return { ConfigurationRecordersStatus: [{ name: 'default', recording: true, lastStatus: 'SUCCESS' }] };
    default: {
      const place = { partition: PLACE.partition, accountId, region };
      const estate = organization.get(keyOf(place));
      if (estate === undefined)
        throw new ApiError('AuthFailure', `${region} is not enabled in the account ${accountId}`);
      return answerAt(place, estate, call);
    }
  }
}

/** What one account and Region answers about its estate. */
function answerAt(place: Place, estate: Estate, { service, operation, input }: PlayedCall) {
  const ofPage = (member: string, items: readonly unknown[], asked: unknown, most: number) =>
    page(member, items, pageSize(asked, most), input);
  switch (`${service}:${operation}`) {
    case 'config:DescribeConfigRules':
      return { ConfigRules: [ruleIn(place)] };
    case 'config:DescribeRemediationConfigurations':
      return { RemediationConfigurations: [remediationIn(place)] };
    case 'ssm:GetDocument':
      return { Name: input['Name'], Status: 'Active', DocumentFormat: 'JSON', Content: documentContent() };
    case 'config:DescribeConfigRuleEvaluationStatus':
      return {
        ConfigRulesEvaluationStatus: [{ ConfigRuleName: RULE, LastSuccessfulEvaluationTime: EVALUATED }],
      };
    case 'config:DescribeRemediationExecutionStatus':
      return ofPage('RemediationExecutionStatuses', executionsOf(estate), input['Limit'], CONFIG_PAGE);
    case 'config:DescribeRemediationExceptions':
      return { RemediationExceptions: [] };
    case 'securityhub:GetFindings':
      return ofPage('Findings', findingsOf(estate, place), input['MaxResults'], FINDINGS_PAGE);
    case 'cloudtrail:LookupEvents':
      return ofPage('Events', eventsAskedFor(estate, place, input), input['MaxResults'], EVENTS_PAGE);
    default:
      return answerAbout(estate, operation, input);
  }
}

const EVALUATED = new Date('2024-05-06T06:00:00Z');
/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html */
const FINDINGS_PAGE = 100;
/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const EVENTS_PAGE = 50;

/** Nobody has deleted a flow log. */
function eventsAskedFor(
  estate: Estate,
  place: Place,
  { LookupAttributes: asked }: Members,
): readonly unknown[] {
  const [attribute] = Array.isArray(asked) ? asked : [];
  return attribute?.AttributeValue === 'CreateFlowLogs' ? creationsOf(estate, place) : [];
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function assumeRole(roleArn: string): Record<string, unknown> {
  const [, accountId = ''] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(roleArn) ?? [];
  if (!ACCOUNT_IDS.includes(accountId) || !roleArn.endsWith(`/${ROLE_NAME}`))
    throw new ApiError('AccessDenied', `not authorized to perform sts:AssumeRole on ${roleArn}`, 403);
  return {
    Credentials: {
      AccessKeyId: `ASIA${accountId}`,
      SecretAccessKey: 'example',
      SessionToken: 'example',
      Expiration: new Date(Date.now() + 3_600_000),
    },
  };
}
