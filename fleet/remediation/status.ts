import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { ReadError } from '../../inventory/read-error';
import type { Station } from '../aws/connect';
import type { AttachedRemediation, DeployedRequirement, Doubt } from '../deployed/deployed-requirement';
import { discover } from '../deployed/discover';
import { isUnreadable } from '../deployed/documented-flow-log';
import type { KnownNames } from '../known-names';
import { type AutomationFailures, automationFailures } from './automation-failures';
import { readRemediations } from './config-reads';
import { type RemediationStanding, standingOf, type VpcRemediation } from './vpc-remediation';

/** Which VPCs and rules are looked at; empty means all. */
export interface Selection {
  readonly vpcIds: readonly string[];
  readonly requirement: string | undefined;
  readonly ruleName: string | undefined;
}

export interface VpcStatus extends VpcRemediation {
  readonly standing: RemediationStanding;
  /** Why the last attempt failed, from Config or from Systems Manager. */
  readonly failure: string | undefined;
  /** Failed executions that Systems Manager still knows of; undefined where none failed. */
  readonly attempts: number | undefined;
}

export interface RequirementStatus {
  readonly requirement: DeployedRequirement;
  /** What is missing of it in AWS; nothing works before it is there. */
  readonly problems: readonly string[];
  readonly vpcs: readonly VpcStatus[];
}

export interface RegionStatus {
  readonly requirements: readonly RequirementStatus[];
  readonly doubts: readonly Doubt[];
  /** Of every rule of ours, selected or not; undefined where one is in doubt. */
  readonly known: KnownNames | undefined;
}

export async function readStatus(station: Station, selection: Selection, now: Date): Promise<RegionStatus> {
  const { requirements, doubts } = await discover(station.clients);
  const selected = requirements.filter(
    ({ name, ruleName }) =>
      (selection.requirement ?? name) === name && (selection.ruleName ?? ruleName) === ruleName,
  );
  const statuses: RequirementStatus[] = [];
  for (const requirement of selected)
    statuses.push(await readRequirement(station, requirement, selection, now));
  const known = {
    requirement: requirements.map(({ name }) => name),
    rule: requirements.map(({ ruleName }) => ruleName),
  };
  return { requirements: statuses, doubts, known: doubts.length > 0 ? undefined : known };
}

async function readRequirement(
  { clients }: Station,
  requirement: DeployedRequirement,
  { vpcIds }: Selection,
  now: Date,
): Promise<RequirementStatus> {
  const { remediation } = requirement;
  const missing = await functionProblem(clients.lambda, requirement.functionArn);
  if (remediation.mode === 'observe') return { requirement, problems: missing, vpcs: [] };
  const all = await readRemediations(clients.config, requirement.ruleName, now);
  const asked = vpcIds.length === 0 ? all : all.filter(({ vpcId }) => vpcIds.includes(vpcId));
  const hasFailed = asked.some(({ execution }) => execution?.state === 'FAILED');
  const failures = hasFailed ? await automationFailures(clients.ssm, remediation.documentName) : undefined;
  return {
    requirement,
    problems: [...missing, ...documentProblem(remediation)],
    vpcs: asked.map((each) => statusOf(each, remediation.mode, failures)),
  };
}

function statusOf(
  vpc: VpcRemediation,
  mode: AttachedRemediation['mode'],
  failures: AutomationFailures | undefined,
): VpcStatus {
  const { execution, vpcId } = vpc;
  const known = execution?.state === 'FAILED' ? failures : undefined;
  const step = execution?.failedStep;
  const message = step?.message ?? known?.message(vpcId);
  return {
    ...vpc,
    standing: standingOf(vpc, mode),
    failure:
      message === undefined
        ? step && `step ${step.name} failed`
        : `${step ? `${step.name}: ` : ''}${message}`,
    attempts: known?.attempts(vpcId),
  };
}

const documentProblem = ({ document, documentName }: AttachedRemediation): readonly string[] =>
  isUnreadable(document) ? [`its Automation document ${documentName}: ${document.unreadable}`] : [];

/** A rule that outlived its function is left over from a stack that was half deleted. */
async function functionProblem(lambda: LambdaClient, FunctionName: string): Promise<readonly string[]> {
  try {
    await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    return [];
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : '';
    if (name === 'ResourceNotFoundException')
      return [
        `its function ${FunctionName} is gone, so nothing judges: an orphan, delete the rule or deploy again`,
      ];
    if (/^AccessDenied/.test(name))
      return ['whether its function exists is unknown: lambda:GetFunctionConfiguration is denied'];
    throw ReadError.failed('lambda:GetFunctionConfiguration', cause);
  }
}
