import { FlagError, readFlags } from '../../../sandbox/serve/flags';

const SERVED = {
  mode: 'serve',
  assembly: 'cdk.out',
  plain: true,
  quiet: false,
  port: 4599,
  speed: undefined,
  accountId: '111122223333',
  region: 'eu-central-1',
  withEstate: false,
  estate: false,
};

describe('the flags of the sandbox', () => {
  test.each([
    [[], { mode: 'play', assembly: 'cdk.out', plain: true, remediated: true }],
    [['--no-remediation'], { mode: 'play', assembly: 'cdk.out', plain: true, remediated: false }],
    [['--assembly', 'dist/other'], { mode: 'play', assembly: 'dist/other', plain: true, remediated: true }],
    [['--help', '--serve', '--port', 'x'], { mode: 'help' }],
    [['--serve'], SERVED],
    [['--serve', '--port', '0', '--speed', '0.5'], { ...SERVED, port: 0, speed: 0.5 }],
    [['--serve', '--port', '65535', '--speed', '3600'], { ...SERVED, port: 65535, speed: 3600 }],
    [['--serve', '--estate'], { ...SERVED, estate: true, assembly: 'dist/estate-assembly' }],
    [['--serve', '--estate', '--assembly', 'x'], { ...SERVED, estate: true, assembly: 'x' }],
    [['--serve', '--quiet', '--with-estate'], { ...SERVED, quiet: true, withEstate: true }],
    [
      ['--serve', '--account', '444455556666', '--region', 'us-gov-west-1'],
      { ...SERVED, accountId: '444455556666', region: 'us-gov-west-1' },
    ],
  ])('%j are read', (args, flags) => {
    expect(readFlags(args, false)).toEqual(flags);
  });

  test('leave a terminal its live line unless --plain asks for none', () => {
    expect(readFlags(['--serve'], true)).toMatchObject({ plain: false });
    expect(readFlags(['--serve', '--plain'], true)).toMatchObject({ plain: true });
  });

  test.each([
    [['--serve', '--port', 'http'], "--port 'http' is not a port: give a whole number from 0 to 65535"],
    [['--serve', '--port', '65536'], "--port '65536' is not a port"],
    [['--serve', '--port', '4.5'], "--port '4.5' is not a port"],
    [['--serve', '--port='], "--port '' is not a port"],
    [['--serve', '--speed', '0'], "--speed '0' is not a speed: give a number above 0, at most 3600"],
    [['--serve', '--speed=-5'], "--speed '-5' is not a speed"],
    [['--serve', '--speed', '3601'], "--speed '3601' is not a speed"],
    [['--serve', '--speed', 'fast'], "--speed 'fast' is not a speed"],
    [['--serve', '--account', '1234'], "--account '1234' is not an account: give 12 digits"],
    [['--serve', '--region', 'Frankfurt'], "--region 'Frankfurt' is not the name of a Region"],
    [['--serve', '--with-estate', '--account', '444455556666'], 'is the neighbour of the estate'],
    [['--serve', '--estate', '--account', '222233334444'], 'is the neighbour of the estate'],
    [['--serve', '--estate', '--region', 'eu-north-1'], "--region eu-north-1 is none of the estate's"],
    [['--serve', '--estate', '--with-estate'], 'leave one out'],
    [['--serve', '--no-remediation'], '--no-remediation goes with a rehearsal only'],
    [['--port', '4599'], '--port goes with --serve only: add --serve, or leave --port out'],
    [['--quiet'], '--quiet goes with --serve only'],
    [['--prot', '1'], "Unknown option '--prot'"],
    [['serve'], "Unexpected argument 'serve'"],
    [['--serve', '--port'], "'--port <value>' argument missing"],
  ])('%j are refused, with what to do', (args, problem) => {
    expect(() => readFlags(args, false)).toThrow(FlagError);
    expect(() => readFlags(args, false)).toThrow(problem);
  });

  test('are refused with every mistake at once', () => {
    const args = ['--serve', '--port', 'x', '--speed', 'y', '--account', 'z', '--region', 'w'];
    expect(() => readFlags(args, false)).toThrow(
      /--port 'x'.*\n--speed 'y'.*\n--account 'z'.*\n--region 'w'/,
    );
  });
});
