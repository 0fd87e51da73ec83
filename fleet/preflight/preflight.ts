import type { RemediationConfiguration } from '@aws-sdk/client-config-service';
import type { Place } from '../../policy';
import type { Circumstances } from '../circumstances';
import { attempt } from './attempt';
import { checkAutomationRole } from './automation-role';
import type { PreflightClients } from './clients';
import type { DeployedDestination, DeployedRequirement } from './deployed-requirement';
import { checkDestination } from './destination';
import { type Finding, ok, problem, unknown } from './finding';
import { checkFlowLogs } from './flow-logs';
import { type Reads, readsOf } from './reads';
import { checkRecorder } from './recorder';
import { regionFinding } from './remediation-region';
import { checkRule } from './rule';

/** Where the stack makes the destination, the Region alone matters. */
interface PlannedDelivery {
  readonly destination: DeployedDestination | undefined;
}

/**
 * What stands in the way of the requirements in one account and Region. It only reads, and nothing that AWS refuses to
 * say becomes a problem: such a finding is unknown, with its cause. Each finding comes once, whoever shares its object.
 *
 * @param planned deliveries that are not deployed yet: of them, what has to be there before
 */
export async function preflight(
  clients: PreflightClients,
  { place, now }: Circumstances,
  requirements: readonly DeployedRequirement[],
  planned: readonly PlannedDelivery[] = [],
): Promise<readonly Finding[]> {
  const reads = readsOf(clients, place);
  const caller = await checkCaller(reads, place);
  // In another account's answers, every finding would be about the wrong things.
  if (caller.some(({ status }) => status === 'problem')) return caller;
  const findings = await Promise.all([
    checkRecorder(reads.config),
    checkRegion(reads, place, requirements),
    ...requirements.map((requirement) => checkRequirement(reads, { place, now }, requirement)),
    planned.length === 0 ? [] : checkRemediates(reads, place, requirements),
    ...planned.map(({ destination }) =>
      destination ? checkDestination(reads, { place, now }, destination, { isPlanned: true }) : [],
    ),
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
    checkRemediates(reads, place, remediated),
    attempt('config-remediation-role', REMEDIATION_ROLE, async () => [
      (await reads.iam.role(REMEDIATION_ROLE))
        ? ok('config-remediation-role', REMEDIATION_ROLE, 'exists')
        : problem('config-remediation-role', REMEDIATION_ROLE, 'there is no such role'),
    ]),
  ]);
  return findings.flat();
}

const checkRemediates = (
  reads: Reads,
  place: Place,
  requirements: readonly DeployedRequirement[],
): Promise<readonly Finding[]> =>
  attempt('remediation-region', place.region, async () => [
    await regionFinding(place, () => anyRemediated(reads, requirements)),
  ]);

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
    checkRule(reads.config, requirement, circumstances.now),
    mode === 'observe'
      ? []
      : attempt('automation-role', ruleName, async () => {
          const remediation = await reads.config.remediation(ruleName);
          return remediation
            ? await checkRemediation(reads, circumstances.place, requirement, remediation)
            : [];
        }),
    destination ? checkDestination(reads, circumstances, destination, { isPlanned: false }) : [],
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

function withoutRepetition(findings: readonly Finding[]): readonly Finding[] {
  const texts = findings.map((finding) => JSON.stringify(finding));
  return findings.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}
