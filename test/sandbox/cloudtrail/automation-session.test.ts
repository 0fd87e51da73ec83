import { takeRole } from '../../../sandbox/automation/automation-role';
import { trailIdentity } from '../../../sandbox/cloudtrail/user-identity';
import { playedWorld, ROLE } from '../automation/played';
import { documentOf, sleep } from '../automation/steps';

test.each([
  [true, 'Automation-ID'],
  [false, 'Automation'],
])('what an execution does, is recorded of its session, named by its id: %s', (answer, session) => {
  const assumptions = { automationSessionNamesExecution: answer };
  const { world, region, start } = playedWorld(undefined, { assumptions });
  const execution = start(documentOf(sleep('One')));
  const document = region.documents.get('Document')?.content;
  const caller = document && takeRole(world, region, execution, document, {});
  if (!caller || typeof caller === 'string') throw new Error(`no role: ${caller}`);
  expect(trailIdentity(world, region.place, caller, 'ASIA')).toMatchObject({
    username: session.replace('ID', execution.id),
    identity: {
      type: 'AssumedRole',
      invokedBy: 'ssm.amazonaws.com',
      sessionContext: { sessionIssuer: { arn: ROLE } },
    },
  });
});
