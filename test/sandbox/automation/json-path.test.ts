import { InvalidDocument } from '../../../sandbox/automation/document';
import { parseJsonPath, selectByPath } from '../../../sandbox/automation/json-path';

const instance = (ImageId: string, VolumeId: string, Code: number, Name: string) => ({
  ImageId,
  BlockDeviceMappings: [
    { Ebs: { DeleteOnTermination: true, Status: 'attached', VolumeId }, DeviceName: '/dev/xvda' },
  ],
  State: { Code, Name },
});

const RUNNING = instance('ami-1', 'vol-0', 16, 'running');
const STOPPED = instance('ami-2', 'vol-1', 80, 'stopped');

/** The response that AWS's page on outputs explains selectors by. */
const RESPONSE = {
  NextToken: 'abcdefg',
  Reservations: [
    { ReservationId: 'r-1', Instances: [RUNNING], Groups: [] },
    { ReservationId: 'r-2', Instances: [STOPPED], Groups: [] },
  ],
};

const select = (path: string, root: unknown = RESPONSE): unknown => selectByPath(parseJsonPath(path), root);

describe('a selector', () => {
  test.each<[string, unknown]>([
    ['$.Reservations[0].Instances[0].ImageId', 'ami-1'],
    ['$.Reservations[0].Instances[0].BlockDeviceMappings[0].Ebs.DeleteOnTermination', true],
    ['$.Reservations[0].Instances[0].State.Code', 16],
    ['$.Reservations..BlockDeviceMappings..VolumeId', ['vol-0', 'vol-1']],
    ['$.Reservations[0].Instances[0].BlockDeviceMappings[0]', RUNNING.BlockDeviceMappings[0]],
    ['$.Reservations..Instances..State', [RUNNING.State, STOPPED.State]],
    ["$.Reservations..Instances[?(@.State.Name == 'running')]", [RUNNING]],
    ["$.Reservations..Instances[?(@.State.Name != 'running')].ImageId", ['ami-2']],
  ])('finds what AWS says of %s', (path, expected) => {
    expect(select(path)).toEqual(expected);
  });

  test.each([
    ['==', '2', [2]],
    ['!=', '2', [1, 3]],
    ['>', '2', [3]],
    ['<', '2', [1]],
    ['>=', '2', [2, 3]],
    ['<=', '2', [1, 2]],
    ['>', "'2'", []],
    ['==', 'true', []],
  ])('filters numbers by %s %s', (comparison, value, expected) => {
    const items = [1, 2, 3].map((size) => ({ size }));
    expect(select(`$.items[?(@.size ${comparison} ${value})].size`, { items })).toEqual(expected);
  });

  test.each([
    ['$.Absent', undefined],
    ['$.Reservations[2]', undefined],
    ['$.NextToken.Name', undefined],
    ['$.NextToken[0]', undefined],
    ['$.toString', undefined],
    ['$..Absent', []],
    ["$.NextToken[?(@.x == 'y')]", []],
  ])('%s finds nothing', (path, nothing) => {
    expect(select(path)).toEqual(nothing);
  });

  test.each([
    ['Reservations', 'begin with $.'],
    ['$', 'begin with $.'],
    ['$.Reservations[*]', 'not [*]'],
    ['$.Reservations[-1]', 'not [-1]'],
    ["$['Reservations']", 'begin with $.'],
    ["$.a[?(@.x == 'y' && @.z == 'w')]", '&&'],
    ['$.a[0:2]', 'not [0:2]'],
  ])('%s is refused by name', (path, named) => {
    expect(() => parseJsonPath(path)).toThrow(InvalidDocument);
    expect(() => parseJsonPath(path)).toThrow(named);
  });
});
