import { type Findings, failures, printFindings, summary } from '../../conformance/report';
import { serviceNames } from '../../sandbox/wire/services';

const difference = {
  operation: 'CreateVpc',
  case: 'tags',
  member: 'Vpc.State',
  moto: 'available',
  sandbox: 'pending',
};
const services = Object.fromEntries(serviceNames.map((service) => [service, { One: 2, Two: 3 }]));
const exchanges = serviceNames.length * 5;

const inOrder: Findings = {
  replayed: { calls: 10, alike: 9, compared: 50, differences: [difference] },
  review: { listed: [difference], unlisted: [], stale: [] },
  entryProblems: [],
  validation: { services, problems: [], mutations: { planted: 7, missed: [] } },
  problems: { unlisted: [], stale: [] },
  templates: 3,
  lint: [],
  client: { checks: 5, failures: [] },
  rehearsal: [],
};

describe('the report', () => {
  test('counts what was looked at', () => {
    expect(failures(inOrder)).toEqual([]);
    expect(summary(inOrder)).toBe(
      `conformance: 10 calls, 50 members, 1 listed differences; ${exchanges} exchanges, 7 mutations, 3 templates; all in order`,
    );
    expect(printFindings(inOrder)).toContain(
      `${exchanges} exchanges of ${serviceNames.length * 2} operations`,
    );
  });

  test.each<[string, Partial<Findings>, string]>([
    [
      'a difference that is not listed',
      { review: { listed: [], unlisted: [difference], stale: [] } },
      'unlisted: CreateVpc (tags): Vpc.State is available in moto and pending in the sandbox',
    ],
    [
      'an entry that is stale',
      { review: { listed: [], unlisted: [], stale: ['CreateVpc (tags): Vpc.State'] } },
      'listed, and no longer so: CreateVpc (tags): Vpc.State',
    ],
    ['an entry that is not whole', { entryProblems: ['x: it says not why'] }, 'x: it says not why'],
    [
      'a problem of an exchange',
      { problems: { unlisted: [{ text: 'x', times: 2 }], stale: [] } },
      'service models: x (2 times)',
    ],
    [
      'a listed problem that is gone',
      { problems: { unlisted: [], stale: ['x'] } },
      'listed, and no longer so: x',
    ],
    [
      'a mutation that was not seen',
      { validation: { services, problems: [], mutations: { planted: 7, missed: ['x'] } } },
      'planted and not seen: x',
    ],
    [
      'a service of which nothing was recorded',
      {
        validation: {
          services: Object.fromEntries(Object.entries(services).filter(([name]) => name !== 's3')),
          problems: [],
          mutations: { planted: 7, missed: [] },
        },
      },
      'service models: no exchange of s3 was recorded',
    ],
    ['a finding of the linter', { lint: ['x'] }, 'cfn-lint: x'],
    ['a check of the client', { client: { checks: 5, failures: ['x'] } }, 'x'],
    ['a rehearsal that went otherwise', { rehearsal: ['x'] }, 'x'],
  ])('fails for %s', (_, changes, text) => {
    const findings = { ...inOrder, ...changes };
    expect(failures(findings)).toEqual([text]);
    expect(summary(findings)).toMatch(/; 1 failure$/);
  });
});
