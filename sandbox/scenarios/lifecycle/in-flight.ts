import { oneRequirement } from './contexts';
import { MOMENTS, type Moment, reach } from './moments';
import { deployFirst, type LifecycleScenario } from './scenario';

/** The document changes under an execution, which goes on by the version that it began with. */
const documentChange = (moment: Moment): LifecycleScenario => ({
  name: `document-while-${moment}`,
  title: `record format changed while a remediation is ${moment}`,
  shows:
    moment === 'queued'
      ? 'What has not begun runs the new document.'
      : 'What has begun ends by the old document; the next evaluation starts another, which creates what is required now.',
  play: async (stage) => {
    await deployFirst(stage);
    await reach(stage, moment);
    const to = oneRequirement({ parameters: { requiredFields: ['reject-reason'] } });
    const changed = await stage.deploy('record format: a field more, and required', to);
    stage.check('whole', `the update ended as ${changed?.status}`, changed?.status === 'UPDATE_COMPLETE');
    await stage.settle();
    await stage.evaluate();
    await stage.nextSweep();
    stage.expect('COMPLIANT', { own: 2, first: 2, later: moment === 'queued' ? 1 : 2 });
  },
});

/** Rule and remediation are replaced under an execution: Config keeps the old ones, and CloudFormation lets go of them. */
const rename = (moment: Moment): LifecycleScenario => ({
  name: `rename-while-${moment}`,
  title: `requirement renamed while a remediation is ${moment}`,
  shows:
    moment === 'queued'
      ? 'Config refuses to delete the old remediation, so it and its rule stay behind, outside the stack. The update completes, the new rule covers the VPC, and a person deletes the two.'
      : 'The same: the execution fails, because the role of the old remediation is gone, and the new rule covers the VPC.',
  play: async (stage) => {
    await deployFirst(stage);
    await reach(stage, moment);
    const changed = await stage.deploy('requirement renamed', oneRequirement({ name: 'every-vpc' }));
    stage.check('whole', `the update ended as ${changed?.status}`, changed?.status === 'UPDATE_COMPLETE');
    const orphans = (changed?.left ?? []).filter(({ why }) => why === 'not deleted');
    stage.check('named', `${orphans.length} resources were not deleted, not 2`, orphans.length === 2);
    await stage.nextSweep();
    stage.removeByHand(orphans);
    await stage.nextSweep();
    stage.check('named', 'the old rule is still there', stage.rules.length === 1);
    stage.expect('COMPLIANT', { own: 1, first: 1, later: 1 });
  },
});

/** The role of an execution is deleted under it, and Config begins again by the new one. */
const OTHER_ROLES: LifecycleScenario = {
  name: 'role-path-while-settling',
  title: 'roles under another path while a remediation is settling',
  shows:
    'The execution fails for want of its role, which the update has deleted; Config tries again by the new one.',
  play: async (stage) => {
    await deployFirst(stage);
    await reach(stage, 'settling');
    const changed = await stage.deploy('roles under another path', {
      ...oneRequirement(),
      rolePath: '/flow-logs/',
    });
    stage.check('whole', `the update ended as ${changed?.status}`, changed?.status === 'UPDATE_COMPLETE');
    await stage.nextSweep();
    stage.expect('COMPLIANT', { own: 1, first: 1, later: 1 });
  },
};

export const IN_FLIGHT: readonly LifecycleScenario[] = [
  ...MOMENTS.map(documentChange),
  ...MOMENTS.map(rename),
  OTHER_ROLES,
];
