import type { Deployed } from '../../../fleet/deployed/deployed-requirement';
import { plannedIn } from '../../../fleet/doctor/planned';
import { isToBeExamined, plannedHere, plannedTexts } from '../../../fleet/doctor/planned-here';
import type { Place } from '../../../policy';
import { BUCKET, LOG_GROUP, ROLE } from '../../runbook/builders';
import { deployed } from '../prune/builders';
import { surroundingsOf } from '../surroundings';

const PLACE: Place = { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' };
const CENTRAL = { type: 's3', bucketArn: BUCKET };
const TO_GROUP = { type: 'cloud-watch-logs', logGroupArn: LOG_GROUP, deliveryRoleArn: ROLE };

async function here(requirement: object, given: Partial<Deployed> = {}, place = PLACE) {
  const { surroundings, written } = surroundingsOf();
  const requirements = [{ name: 'all-traffic', ...requirement }];
  written.files.set('cdk.json', JSON.stringify({ context: { flowLogs: { requirements } } }));
  const planned = await plannedIn('cdk.json', surroundings);
  return plannedHere(planned, { requirements: [], doubts: [], ...given }, place);
}

const as = (destination: object, mode?: 'observe'): Partial<Deployed> => ({
  requirements: [deployed('all-traffic', { destination: { ...destination }, ...(mode && { mode }) })],
});

const doubts = [{ ruleName: 'odd', problem: 'its parameters cannot be read' }];

test.each<[string, object, Partial<Deployed>, string, boolean]>([
  ['deployed nowhere', { destination: CENTRAL }, {}, 'new', true],
  [
    'of which another is deployed',
    { destination: CENTRAL },
    { requirements: [deployed('other')] },
    'new',
    true,
  ],
  ['where a rule is not understood', { destination: CENTRAL }, { doubts }, 'in doubt', true],
  ['deployed as it is planned', { destination: CENTRAL }, as(CENTRAL), 'deployed', false],
  [
    'planned to another bucket',
    { destination: { type: 's3', bucketArn: 'arn:aws:s3:::new' } },
    as(CENTRAL),
    'changed',
    true,
  ],
  [
    'planned with another format, which gets a folder of its own',
    { destination: { ...CENTRAL, fileFormat: 'parquet' } },
    as(CENTRAL),
    'changed',
    true,
  ],
  ['planned to another kind of destination', { destination: CENTRAL }, as(TO_GROUP), 'changed', true],
  ['deployed to the same group', { destination: TO_GROUP }, as(TO_GROUP), 'deployed', false],
  [
    'to the same group, with the role that the stack makes',
    { destination: { ...TO_GROUP, deliveryRoleArn: undefined } },
    as(TO_GROUP),
    'deployed',
    false,
  ],
  [
    'to the same group, with another role',
    { destination: { ...TO_GROUP, deliveryRoleArn: `${ROLE}-2` } },
    as(TO_GROUP),
    'changed',
    true,
  ],
  ['that only observed so far', { destination: CENTRAL }, as(CENTRAL, 'observe'), 'changed', true],
  ['planned to what the stack makes', {}, as(CENTRAL), 'deployed', false],
  ['planned to observe', { destination: CENTRAL, remediation: { mode: 'observe' } }, {}, 'new', false],
  [
    'planned to observe from now on',
    { destination: CENTRAL, remediation: { mode: 'observe' } },
    as(CENTRAL),
    'deployed',
    false,
  ],
])('a requirement %s', async (_, requirement, given, state, isExamined) => {
  const planned = await here(requirement, given);
  expect(planned.map((each) => each.state)).toEqual([state]);
  expect(planned.map(isToBeExamined)).toEqual([isExamined]);
});

test.each<[string, object, Place]>([
  ['of another Region', TO_GROUP, { ...PLACE, region: 'us-east-1' }],
  ['of another account', TO_GROUP, { ...PLACE, accountId: '444455556666' }],
  ['of another partition', CENTRAL, { ...PLACE, partition: 'aws-cn', region: 'cn-north-1' }],
])('a destination %s is nothing to look for here', async (_, destination, place) => {
  const planned = await here({ destination }, {}, place);
  expect(planned.map(({ state }) => state)).toEqual(['elsewhere']);
  expect(planned.filter(isToBeExamined)).toEqual([]);
});

test('what there is to say of each is said', async () => {
  const of = async (...given: Parameters<typeof here>) => plannedTexts(await here(...given));
  expect(await of({ destination: CENTRAL })).toEqual(['all-traffic: planned, not deployed here yet']);
  expect(await of({ remediation: { mode: 'observe' } })).toEqual([
    'all-traffic: planned, not deployed here yet; it only observes',
  ]);
  expect(await of({}, { doubts })).toEqual(['all-traffic: planned, not known to be deployed here']);
  expect(await of({ destination: CENTRAL }, as(CENTRAL))).toEqual([]);
});
