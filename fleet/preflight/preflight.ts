import type { RemediationConfiguration } from '@aws-sdk/client-config-service';
import type { Place } from '../../policy';
import { attempt } from './attempt';
import { checkAutomationRole } from './automation-role';
import { checkBucket } from './bucket';
import type { PreflightClients } from './clients';
import { checkDeliveryRole } from './delivery-role';
import type { DeployedDestination, DeployedRequirement } from './deployed-requirement';
import { type Finding, ok, problem, unknown } from './finding';
import { checkFlowLogs } from './flow-logs';
import { checkLogGroup } from './log-group';
import { bucketReads } from './reads/bucket-reads';
import { configReads } from './reads/config-reads';
import { logGroupReads, streamReads } from './reads/destination-reads';
import { iamReads } from './reads/iam-reads';
import { keyReads } from './reads/key-reads';
import { callerReads, documentReads, flowLogReads } from './reads/region-reads';
import { checkRecorder } from './recorder';
import { regionFinding } from './remediation-region';
import { checkRule } from './rule';
import { checkStream } from './stream';

/** Where and when it is looked. */
export interface Circumstances {
  readonly place: Place;
  readonly now: Date;
}

type Reads = ReturnType<typeof readsOf>;

const readsOf = (clients: PreflightClients, place: Place) => ({
  buckets: bucketReads(clients.s3, place),
  caller: callerReads(clients.sts),
  config: configReads(clients.config),
  documents: documentReads(clients.ssm),
  flowLogs: flowLogReads(clients.ec2),
  groups: logGroupReads(clients.logs),
  iam: iamReads(clients.iam),
  keys: keyReads(clients.kms),
  streams: streamReads(clients.firehose),
});

/**
 * What stands in the way of the requirements in one account and Region. It only reads, and nothing that AWS refuses to
 * say becomes a problem: such a finding is unknown, with its cause. Each finding comes once, whoever shares its object.
 */
export async function preflight(
  clients: PreflightClients,
  { place, now }: Circumstances,
  requirements: readonly DeployedRequirement[],
): Promise<readonly Finding[]> {
  const reads = readsOf(clients, place);
  const caller = await checkCaller(reads, place);
  // In another account's answers, every finding would be about the wrong things.
  if (caller.some(({ status }) => status === 'problem')) return caller;
  const findings = await Promise.all([
    checkRecorder(reads.config),
    checkRegion(reads, place, requirements),
    ...requirements.map((requirement) => checkRequirement(reads, { place, now }, requirement)),
    checkFlowLogs(reads.flowLogs, place),
  ]);
  return withoutRepetition([...caller, ...findings.flat()]);
}

const checkCaller = (reads: Reads, { accountId }: Place): Promise<readonly Finding[]> =>
  attempt('caller', accountId, async () => {
    const account = await reads.caller.account();
    return [
      account === accountId
        ? ok('caller', accountId, 'the credentials belong to it')
        : problem('caller', accountId, `the credentials belong to the account ${account}`),
    ];
  });

const REMEDIATION_ROLE = 'AWSServiceRoleForConfigRemediation';

/** Where nothing is to be remediated, neither the Region nor the role matters. */
async function checkRegion(
  reads: Reads,
  place: Place,
  requirements: readonly DeployedRequirement[],
): Promise<readonly Finding[]> {
  const remediated = requirements.filter(({ mode }) => mode !== 'observe');
  if (remediated.length === 0) return [];
  const findings = await Promise.all([
    attempt('remediation-region', place.region, async () => [
      await regionFinding(place, () => anyRemediated(reads, remediated)),
    ]),
    attempt('config-remediation-role', REMEDIATION_ROLE, async () => [
      (await reads.iam.role(REMEDIATION_ROLE))
        ? ok('config-remediation-role', REMEDIATION_ROLE, 'exists')
        : problem('config-remediation-role', REMEDIATION_ROLE, 'there is no such role'),
    ]),
  ]);
  return findings.flat();
}

async function anyRemediated(
  { config }: Reads,
  requirements: readonly DeployedRequirement[],
): Promise<string | undefined> {
  const found = await Promise.all(requirements.map(({ ruleName }) => config.remediation(ruleName)));
  return found.find((each) => each !== undefined)?.ConfigRuleName;
}

async function checkRequirement(
  reads: Reads,
  circumstances: Circumstances,
  requirement: DeployedRequirement,
): Promise<readonly Finding[]> {
  const { ruleName, mode, destination } = requirement;
  const findings = await Promise.all([
    checkRule(reads.config, requirement),
    mode === 'observe'
      ? []
      : attempt('automation-role', ruleName, async () => {
          const remediation = await reads.config.remediation(ruleName);
          return remediation
            ? await checkRemediation(reads, circumstances.place, requirement, remediation)
            : [];
        }),
    destination ? checkDestination(reads, circumstances, destination) : [],
  ]);
  return findings.flat();
}

async function checkRemediation(
  reads: Reads,
  place: Place,
  requirement: DeployedRequirement,
  remediation: RemediationConfiguration,
): Promise<readonly Finding[]> {
  const { TargetId: document = '' } = remediation;
  const findings = await Promise.all([
    attempt('automation-document', document, async () => [
      documentFinding(document, await reads.documents.status(document), requirement),
    ]),
    checkAutomationRole(reads.iam, { place, requirement, remediation }),
  ]);
  return findings.flat();
}

export function documentFinding(
  document: string,
  status: string | undefined,
  { destination }: Pick<DeployedRequirement, 'destination'>,
): Finding {
  if (status === undefined) return problem('automation-document', document, 'there is no such document');
  if (status !== 'Active')
    return problem('automation-document', document, `the status of the document is ${status}`);
  return destination
    ? ok('automation-document', document, 'active')
    : unknown('automation-document', document, 'active, but where it delivers to could not be read');
}

async function checkDestination(
  reads: Reads,
  { place, now }: Circumstances,
  destination: DeployedDestination,
): Promise<readonly Finding[]> {
  const { logDestination } = destination;
  switch (destination.destinationType) {
    case 's3':
      return await checkBucket(reads, { place, now, destination });
    case 'kinesis-data-firehose':
      return await checkStream(reads, { place, streamArn: logDestination });
    case 'cloud-watch-logs': {
      const groupArn = logDestination.replace(/:\*$/, '');
      const roleArn = destination.deliveryRoleArn;
      const findings = await Promise.all([
        roleArn === undefined
          ? [problem('delivery-role', groupArn, 'the document names no delivery role')]
          : checkDeliveryRole(reads.iam, { place, roleArn, groupArn }),
        checkLogGroup(reads.groups, reads.keys, { place, groupArn }),
      ]);
      return findings.flat();
    }
  }
}

function withoutRepetition(findings: readonly Finding[]): readonly Finding[] {
  const texts = findings.map((finding) => JSON.stringify(finding));
  return findings.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}
