import type { StoredVpc } from '../ec2/state';
import type { Deeds } from './deeds';
import { exemptionTags, scopeTagsFor } from './estate';
import type { FaultKind } from './kinds';
import type { Requirement } from './requirements';

const MINUTE = 60;
const SHARE_OF = {
  flowLogDeleted: 0.25,
  deletedVpc: 0.08,
  exemptedVpc: 0.04,
  newVpcs: 0.15,
  destinationTaken: 0.3,
  pairs: 0.12,
  scopeChanged: 0.12,
} as const;

/** What others do to VPCs and their flow logs, at times that the seed chooses. */
export class VpcDeeds {
  constructor(private readonly deeds: Deeds) {}

  /** Puts everything on the scheduler. */
  plan(): void {
    [...this.deeds.sandbox.home.vpcs.values()].forEach((vpc, index) => {
      this.sometimes(SHARE_OF.flowLogDeleted, ['flow log deleted', index], () =>
        this.deleteFlowLog(vpc.vpcId, index),
      );
      this.sometimes(SHARE_OF.deletedVpc, ['VPC deleted', index], () => this.deleteVpc(vpc.vpcId));
      this.sometimes(SHARE_OF.exemptedVpc, ['VPC exempted', index], () => this.exempt(vpc.vpcId));
      this.sometimes(SHARE_OF.newVpcs, ['VPC created', index], () => this.createVpc(index));
      this.sometimes(SHARE_OF.pairs, ['pair', index], () => this.createPair(vpc.vpcId, index));
      for (const requirement of this.deeds.requirements)
        if (requirement.scopeTags.size > 0)
          this.sometimes(SHARE_OF.scopeChanged, ['scope changed', requirement.name, index], () =>
            this.changeScope(requirement, vpc, index),
          );
    });
  }

  private sometimes(share: number, about: readonly (string | number)[], act: () => Promise<void>): void {
    const { sandbox, seed, length } = this.deeds;
    if (seed.share(...about) >= share) return;
    sandbox.world.scheduler.after(seed.between(0, length, 'time', ...about), act);
  }

  private async deleteFlowLog(vpcId: string, index: number): Promise<void> {
    const { sandbox, parties, seed, counts, touched } = this.deeds;
    const [first, ...others] = [...sandbox.home.flowLogs.values()].filter(
      ({ resourceId }) => resourceId === vpcId,
    );
    if (!first) return;
    const chosen = seed.oneOf([first, ...others], 'which flow log', index);
    touched.note(vpcId);
    await parties.deleteFlowLog(chosen.flowLogId);
    counts.add('flow log deleted by a third party');
  }

  private async deleteVpc(vpcId: string): Promise<void> {
    const { sandbox, parties, counts, touched } = this.deeds;
    const isEmpty = ![...sandbox.home.subnets.values()].some((subnet) => subnet.vpcId === vpcId);
    if (!sandbox.home.vpcs.has(vpcId) || !isEmpty) return;
    touched.note(vpcId);
    await parties.deleteVpc(vpcId);
    counts.add('VPC deleted');
  }

  private async exempt(vpcId: string): Promise<void> {
    const { sandbox, parties, counts, touched, requirements, exemptUntil } = this.deeds;
    const tags = exemptionTags(requirements, exemptUntil);
    if (!sandbox.home.vpcs.has(vpcId) || Object.keys(tags).length === 0) return;
    touched.note(vpcId);
    await parties.tag(vpcId, tags);
    counts.add('VPC exempted');
  }

  /** Some come with a flow log that captures too little and delivers to the very place that ours would. */
  private async createVpc(index: number): Promise<void> {
    const { parties, seed, counts, requirements } = this.deeds;
    const vpcId = await parties.createVpc(scopeTagsFor(requirements, seed, `new ${index}`));
    counts.add('VPC created');
    const [first, ...others] = requirements;
    if (!first || seed.share('destination taken', index) >= SHARE_OF.destinationTaken) return;
    const { trafficType, remedy } = seed.oneOf([first, ...others], 'whose destination', index);
    const { destinationType: type, destination, roleArn } = remedy;
    const tooLittle = trafficType === 'REJECT' ? 'ACCEPT' : 'REJECT';
    if (await parties.take(vpcId, tooLittle, { type, destination, roleArn }))
      counts.add('our destination taken by others');
  }

  /** ACCEPT and some time later REJECT, by others and to destinations of one type; what is there already stays. */
  private async createPair(vpcId: string, index: number): Promise<void> {
    const { sandbox, seed, counts, types } = this.deeds;
    const type = seed.oneOf(types, 'pair to', index);
    const isBegun = await this.createHalf(vpcId, 'ACCEPT', type);
    const seconds = seed.between(5 * MINUTE, 30 * MINUTE, 'second half', index);
    sandbox.world.scheduler.after(seconds, async () => {
      const isCompleted = await this.createHalf(vpcId, 'REJECT', type);
      if (isBegun && isCompleted) counts.add('ACCEPT and REJECT completed by others');
    });
  }

  private async createHalf(vpcId: string, half: 'ACCEPT' | 'REJECT', type: string): Promise<boolean> {
    const { sandbox, parties, touched } = this.deeds;
    if (!sandbox.home.vpcs.has(vpcId)) return false;
    touched.note(vpcId);
    const name = half === 'ACCEPT' ? 'accepted' : 'rejected';
    return await parties.createFlowLog(vpcId, half, parties.destinations.of(type, name));
  }

  private async changeScope({ scopeTags }: Requirement, vpc: StoredVpc, index: number): Promise<void> {
    const { sandbox, parties, seed, counts, touched } = this.deeds;
    if (sandbox.home.vpcs.get(vpc.vpcId) !== vpc) return;
    const tags = Object.fromEntries([...scopeTags].map(([key, [value = '']]) => [key, value]));
    const isIn = [...scopeTags].every(([key, values]) => values.includes(vpc.tags[key]?.toLowerCase() ?? ''));
    const note = (kind: FaultKind): void => {
      touched.note(vpc.vpcId);
      counts.add(kind);
    };
    if (!isIn) {
      note('VPC tagged into scope');
      await parties.tag(vpc.vpcId, tags);
    } else if (seed.share('in another case', index) < 0.4) {
      note('scope tag written in another case');
      await parties.tag(vpc.vpcId, inOtherCase(tags));
    } else {
      note('VPC tagged out of scope');
      await parties.untag(vpc.vpcId, Object.keys(tags));
    }
  }
}

/** `production` becomes `Production`. */
const inOtherCase = (tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [key, `${value.slice(0, 1).toUpperCase()}${value.slice(1)}`]),
  );
