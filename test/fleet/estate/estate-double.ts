import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { type Account, ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type AwsStub, mockClient } from 'aws-sdk-client-mock';
import type { Estate } from '../../../fleet/estate/estate';
import type { EstateFlags } from '../../../fleet/estate/estate-flags';
import { openEstate } from '../../../fleet/estate/open-estate';
import { terminalOf } from '../../../fleet/global-flags';
import type { Surroundings } from '../../../fleet/surroundings';
import { surroundingsOf, type Written } from '../surroundings';

export const OWN = '111122223333';
export const OTHER = '444455556666';
export const THIRD = '777788889999';

export const awsError = (name: string, message = `AWS says ${name}`): Error =>
  Object.assign(new Error(message), { name, $metadata: {} });

/** What AWS answers about accounts, roles and Regions. */
export class EstateDouble {
  partition = 'aws';
  /** Enabled Regions by the account that asks. */
  readonly enabled = new Map<string, readonly string[]>();
  /** Of `<account> <Region>`: what EC2 answers there instead. */
  readonly deniedRegions = new Map<string, Error>();
  /** By the role's account. */
  readonly deniedRoles = new Map<string, Error>();
  /** Of `<account> <Region>`: where the account has no STS. */
  readonly disabled = new Set<string>();
  pages: readonly (readonly Account[])[] = [];
  refusal: Error | undefined;
  /** Every call as `<action> <Region> …`. */
  readonly calls: string[] = [];
  private readonly sts: AwsStub<any, any, any> = mockClient(STSClient);
  private readonly ec2: AwsStub<any, any, any> = mockClient(EC2Client);
  private readonly organizations: AwsStub<any, any, any> = mockClient(OrganizationsClient);

  constructor() {
    this.sts.on(GetCallerIdentityCommand).callsFake(async (_, getClient) => {
      this.calls.push(`sts:GetCallerIdentity ${await getClient().config.region()}`);
      return { Account: OWN, Arn: `arn:${this.partition}:sts::${OWN}:assumed-role/auditor/me` };
    });
    this.sts.on(AssumeRoleCommand).callsFake(async ({ RoleArn, ExternalId }, getClient) => {
      const region = await getClient().config.region();
      this.calls.push(`sts:AssumeRole ${region} ${RoleArn} ${ExternalId ?? 'without external ID'}`);
      const accountId = RoleArn.split(':')[4];
      if (this.disabled.has(`${accountId} ${region}`)) throw awsError('RegionDisabledException');
      const denied = this.deniedRoles.get(accountId);
      if (denied) throw denied;
      return {
        Credentials: { AccessKeyId: accountId, SecretAccessKey: 'any', SessionToken: 'any' },
      };
    });
    this.ec2.on(DescribeRegionsCommand).callsFake(async (_, getClient) => {
      const { region, credentials } = getClient().config;
      const [asked, { accessKeyId }] = [await region(), await credentials()];
      this.calls.push(`ec2:DescribeRegions ${asked} ${accessKeyId}`);
      const denied = this.deniedRegions.get(`${accessKeyId} ${asked}`);
      if (denied) throw denied;
      return { Regions: (this.enabled.get(accessKeyId) ?? []).map((RegionName) => ({ RegionName })) };
    });
    this.organizations.on(ListAccountsCommand).callsFake(({ NextToken }) => {
      if (this.refusal) throw this.refusal;
      const page = Number(NextToken ?? 0);
      const isLast = page >= this.pages.length - 1;
      return { Accounts: this.pages[page], ...(isLast ? {} : { NextToken: String(page + 1) }) };
    });
  }

  restore(): void {
    for (const stub of [this.sts, this.ec2, this.organizations]) stub.restore();
  }
}

export interface Opened {
  readonly estate: Estate;
  readonly written: Written;
}

/** Opens an estate as a command would that asks every Region when none is named. */
export async function open(
  flags: Partial<EstateFlags>,
  everyRegion = true,
  given: Partial<Surroundings> = {},
): Promise<Opened> {
  const { surroundings, written } = surroundingsOf(given);
  const all: EstateFlags = { format: 'table', color: false, concurrency: 4, ...flags };
  const estate = await openEstate(all, surroundings, terminalOf(all, surroundings), { everyRegion });
  return { estate, written };
}

export const placesOf = ({ places }: Estate): readonly string[] =>
  places.map(({ place: { partition, accountId, region } }) => `${partition} ${accountId} ${region}`);
