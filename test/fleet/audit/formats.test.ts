import fc from 'fast-check';
import { outcomeOf, summarize } from '../../../fleet/audit/audit';
import { auditCsv } from '../../../fleet/audit/csv';
import { auditJson } from '../../../fleet/audit/json';
import { auditLines } from '../../../fleet/audit/lines';
import { shareText, summaryLine } from '../../../fleet/audit/summary-text';
import { auditTable } from '../../../fleet/audit/table';
import { writeAudit } from '../../../fleet/audit/write-audit';
import { printJson } from '../../../fleet/terminal/plain-text';
import { Terminal } from '../../../fleet/terminal/terminal';
import { PLACE, requirement, VPC_ID } from '../../policy/builders';
import { audited, auditOf, NOW, region, vpcId } from './builders';

const OFF = { state: 'off', cause: 'AWS Config does not record here: the recorder is stopped' } as const;
const UNREAD = { accountId: '444455556666', region: 'us-east-1', cause: 'access denied' };

const plain = (): Terminal =>
  new Terminal({ out: () => undefined, err: () => undefined, color: false, loudness: 'usual' });

const tableOf = (...[audit, all = false]: [Parameters<typeof auditTable>[0], boolean?]): string =>
  auditTable(audit, all, plain()).join('\n');

const NONE = { covered: 0, gap: 0, 'not-applicable': 0, unknown: 0 };
const COVERED = audited();
const GAP = audited({ reasons: ['no-flow-log'], annotation: 'no flow log' });
const EXEMPT = audited({ reasons: ['exempt-tag'] });

describe('an audit ends', () => {
  test.each([
    ['fine, without any VPC', auditOf([region([])]), 'fine'],
    ['as an error, where nothing was read', auditOf([]), 'error'],
    ['fine, where all are covered or need nothing', auditOf([region([COVERED, EXEMPT])]), 'fine'],
    ['fine, where Config records no Region without a VPC', auditOf([region([], { recorder: OFF })]), 'fine'],
    ['with something to do, where there is a gap', auditOf([region([COVERED, GAP])]), 'to-do'],
    [
      'with something to do, where there is a gap beside what is unknown',
      auditOf([region([GAP]), region([GAP], { recorder: OFF })], { unread: [UNREAD] }),
      'to-do',
    ],
    ['as an error, where Config does not record', auditOf([region([GAP], { recorder: OFF })]), 'error'],
    [
      'as an error, where a place could not be read',
      auditOf([region([COVERED])], { unread: [UNREAD] }),
      'error',
    ],
  ])('%s', (_, audit, outcome) => {
    expect(outcomeOf(audit)).toBe(outcome);
  });
});

describe('the summary', () => {
  test('counts VPCs by their standing, and by the reason of their gravest verdict', () => {
    const both = audited({ reasons: ['covered', 'log-format'] });
    const elsewhere = { place: { accountId: '444455556666' }, recorder: OFF };
    expect(summarize([region([COVERED, both, EXEMPT]), region([GAP], elsewhere)])).toEqual({
      accounts: 2,
      regions: 2,
      vpcs: 4,
      standings: { covered: 1, gap: 1, 'not-applicable': 1, unknown: 1 },
      coveredShare: 0.5,
      reasons: { covered: 1, 'log-format': 1, 'exempt-tag': 1 },
    });
  });

  test.each([
    [null, 'nothing to cover'],
    [1, '100.0 % covered'],
    [9999 / 10_000, '99.9 % covered'],
    [99_999 / 100_000, '99.9 % covered'],
    [0, '0.0 % covered'],
    [2 / 3, '66.6 % covered'],
  ])('says no more than is covered: %p is %s', (share, text) => {
    expect(shareText({ coveredShare: share, standings: NONE })).toBe(text);
  });

  test('of VPCs about which nothing is known, says that no share can be told', () => {
    expect(shareText({ coveredShare: null, standings: { ...NONE, unknown: 1 } })).toBe(
      'no share can be told',
    );
  });

  test('where nothing was read, says so', () => {
    expect(summaryLine(auditOf([]))).toBe('nothing was read');
    expect(summaryLine(auditOf([], { unread: [UNREAD] }))).toBe(
      'nothing was read; 1 place could not be read',
    );
  });

  test('is one line', () => {
    const audit = auditOf([region([COVERED, GAP]), region([])], { unread: [UNREAD] });
    expect(summaryLine(audit)).toBe(
      '2 VPCs in 2 Regions of 1 account: 1 covered, 1 gap, 0 not applicable, 0 unknown; 50.0 % covered; 1 place could not be read',
    );
  });

  test('says which VPCs it counts again, since they are shared with another account that was asked', () => {
    const owner = '444455556666';
    const facts = { ownerId: owner };
    const shared = region([audited({ facts, reasons: ['shared'] })]);
    const owned = region([audited({ facts })], { place: { accountId: owner } });
    expect(summaryLine(auditOf([shared, owned]))).toBe(
      '2 VPCs in 2 Regions of 2 accounts: 1 covered, 0 gaps, 1 not applicable, 0 unknown; 100.0 % covered; 1 of them counted again where they are shared',
    );
    expect(summaryLine(auditOf([shared]))).not.toContain('again');
  });
});

describe('the table', () => {
  test('lists gaps with reason and annotation, unknown places with their cause, and the rest in numbers', () => {
    const format = audited({
      facts: { vpcId: vpcId(1), tags: { Name: 'shop' } },
      reasons: ['log-format'],
      annotation: 'fl-1 lacks the fields vpc-id',
    });
    const audit = auditOf(
      [
        region([GAP, COVERED, format]),
        region([GAP], { place: { region: 'us-east-1' }, recorder: OFF }),
        region([], { place: { region: 'us-west-2' }, recorder: OFF }),
      ],
      {
        unread: [{ accountId: '444455556666', cause: 'the role cannot be assumed' }],
        requirements: [
          {
            name: 'all-traffic',
            source: 'cdk.json',
            file: './cdk.json',
            parameters: requirement({ trafficType: 'REJECT' }),
          },
        ],
      },
    );
    expect(tableOf(audit)).toBe(`requirement all-traffic (./cdk.json): trafficType REJECT

account 111122223333, Region eu-west-1: 3 VPCs
1 covered, 2 gaps, 0 not applicable, 0 unknown
VPC                    NAME  REQUIREMENT  STANDING  REASON
${VPC_ID}        all-traffic  gap       no-flow-log
vpc-00000000000000001  shop  all-traffic  gap       log-format
  fl-1 lacks the fields vpc-id

account 111122223333, Region us-east-1: 1 VPC
unknown: AWS Config does not record here: the recorder is stopped

account 444455556666
unknown: the role cannot be assumed

1 Region without a VPC, of which Config does not record 1
4 VPCs in 3 Regions of 1 account: 1 covered, 2 gaps, 0 not applicable, 1 unknown; 33.3 % covered; 1 place could not be read`);
  });

  test('lists what is no gap with --all, of what is unknown without a verdict', () => {
    const audit = auditOf([region([COVERED, EXEMPT]), region([GAP], { recorder: OFF })], { ec2Only: true });
    const table = tableOf(audit, true);
    expect(table).toContain('judged by EC2 alone: AWS Config was not asked whether it records');
    expect(table).toMatch(/all-traffic +covered +covered\n {2}why\n/);
    expect(table).toMatch(/all-traffic +not-applicable +exempt-tag\n/);
    expect(table).toMatch(/all-traffic +unknown\n/);
    expect(table).not.toContain('no-flow-log');
  });

  test('stays readable with 10,000 VPCs: gaps alone have lines', () => {
    const vpcs = Array.from({ length: 10_000 }, (_, index) =>
      audited({ facts: { vpcId: vpcId(index) }, reasons: [index % 1000 === 0 ? 'no-flow-log' : 'covered'] }),
    );
    expect(tableOf(auditOf([region(vpcs)])).split('\n').length).toBeLessThan(30);
  });

  test('explains each gap below it', () => {
    const explanation = {
      cause: 'The VPC has no flow log of its own.',
      repairs: ['fl-1: repair\nit'],
      remedy: 'a flow log to arn:aws:s3:::central',
      code: { awsCli: ['aws \\', '  --x'], terraform: ['resource', '', '}'], cdk: ['new'] },
    };
    expect(tableOf(auditOf([region([GAP], { explanation })]))).toContain(
      `  no-flow-log
  cause: The VPC has no flow log of its own.
  repair: fl-1: repair it
  remedy: a flow log to arn:aws:s3:::central
  AWS CLI, with credentials of account 111122223333:
    aws \\
      --x
  Terraform, with a provider of account 111122223333, version 6 or later for region:
    resource

    }
  CDK, in a stack of account 111122223333 and this Region:
    new
`.trimStart(),
    );
  });
});

describe('lines', () => {
  test('say one word for each standing', () => {
    const facts = (index: number) => ({ facts: { vpcId: vpcId(index) } });
    const audit = auditOf([
      region([
        audited(facts(1)),
        audited({ ...facts(2), reasons: ['delivery-failed'] }),
        audited({ ...facts(3), reasons: ['exempt-id'] }),
      ]),
      region([audited(facts(4))], { recorder: OFF }),
    ]);
    expect(auditLines(audit)).toEqual([
      'vpc-00000000000000001 ok',
      'vpc-00000000000000002 MISSING',
      'vpc-00000000000000003 not-applicable',
      'vpc-00000000000000004 unknown',
    ]);
  });

  test.each([false, true])(
    'have one for a shared VPC, that of its owner, whichever came first: %p',
    (ownerFirst) => {
      const owner = '444455556666';
      const shared = region([audited({ facts: { ownerId: owner }, reasons: ['shared'] })]);
      const owned = region([audited({ facts: { ownerId: owner }, reasons: ['no-flow-log'] })], {
        place: { accountId: owner },
      });
      const regions = ownerFirst ? [owned, shared] : [shared, owned];
      expect(auditLines(auditOf(regions))).toEqual([`${VPC_ID} MISSING`]);
      expect(auditLines(auditOf([shared]))).toEqual([`${VPC_ID} not-applicable`]);
    },
  );

  test.each([
    ['account', undefined, 'unknown'],
    ['Region', PLACE.region, 'unknown'],
    ['other Region', 'us-east-1', 'not-applicable'],
  ])('say of a shared VPC whose owner could not be read, by its %s: %p, %s', (_, unreadRegion, word) => {
    const owner = '444455556666';
    const shared = region([audited({ facts: { ownerId: owner }, reasons: ['shared'] })]);
    const place = { accountId: owner, cause: 'denied' };
    const unread = [unreadRegion === undefined ? place : { ...place, region: unreadRegion }];
    expect(auditLines(auditOf([shared], { unread }))).toEqual([`${VPC_ID} ${word}`]);
  });
});

describe('csv', () => {
  test('has one row for each VPC and requirement, and for each place that could not be read', () => {
    const both = audited({
      reasons: ['covered', 'log-format'],
      flowLogIds: ['fl-1', 'fl-2'],
      facts: { isDefault: true },
    });
    const audit = auditOf(
      [region([both]), region([GAP], { place: { region: 'us-east-1' }, recorder: OFF })],
      {
        unread: [UNREAD],
      },
    );
    const of = `"${VPC_ID}","","111122223333"`;
    expect(auditCsv(audit).split('\r\n')).toEqual([
      '"account","region","vpc","name","owner","default","standing","requirement","compliance","reason","annotation","flow_logs"',
      `"111122223333","eu-west-1",${of},"true","gap","all-traffic","COMPLIANT","covered","why","fl-1 fl-2"`,
      `"111122223333","eu-west-1",${of},"true","gap","central","NON_COMPLIANT","log-format","why","fl-1 fl-2"`,
      `"111122223333","us-east-1",${of},"false","unknown","all-traffic","","","${OFF.cause}",""`,
      '"444455556666","us-east-1","","","","","unknown","","","","access denied",""',
      '',
    ]);
  });
});

describe('json', () => {
  test('has the documented shape', () => {
    const named = audited({
      facts: { tags: { Name: 'shop' } },
      reasons: ['no-flow-log'],
      flowLogIds: ['fl-1'],
    });
    const audit = auditOf(
      [region([named]), region([GAP], { place: { region: 'us-east-1' }, recorder: OFF })],
      {
        unread: [UNREAD],
      },
    );
    expect(auditJson(audit, NOW)).toEqual({
      command: 'audit',
      outcome: 'to-do',
      generatedAt: '2026-06-15T12:00:00.000Z',
      requirements: [{ name: 'all-traffic', source: 'defaults', parameters: {} }],
      ec2Only: false,
      summary: summarize(audit.regions),
      regions: [
        {
          accountId: '111122223333',
          region: 'eu-west-1',
          recorder: { state: 'read' },
          vpcs: [
            {
              vpcId: VPC_ID,
              name: 'shop',
              ownerId: '111122223333',
              isDefault: false,
              standing: 'gap',
              verdicts: [
                {
                  requirement: 'all-traffic',
                  compliance: 'NON_COMPLIANT',
                  reason: 'no-flow-log',
                  annotation: 'why',
                },
              ],
              flowLogIds: ['fl-1'],
            },
          ],
        },
        {
          accountId: '111122223333',
          region: 'us-east-1',
          recorder: OFF,
          vpcs: [
            {
              vpcId: VPC_ID,
              ownerId: '111122223333',
              isDefault: false,
              standing: 'unknown',
              verdicts: [],
              flowLogIds: [],
            },
          ],
        },
      ],
      unknown: [UNREAD, { accountId: '111122223333', region: 'us-east-1', cause: OFF.cause }],
    });
  });
});

const text = fc.string({ unit: 'binary', maxLength: 30 });

test('whatever AWS says, no format hands a terminal what it obeys, and no cell begins a formula', () => {
  const CONTROL = /[^\r\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}]/u;
  fc.assert(
    fc.property(text, text, text, (Name, annotation, cause) => {
      const audit = auditOf(
        [region([audited({ facts: { tags: { Name } }, reasons: ['destination'], annotation })])],
        { unread: [{ accountId: '444455556666', cause }] },
      );
      const csv = auditCsv(audit);
      const outputs = [
        tableOf(audit, true),
        printJson(auditJson(audit, NOW)),
        csv,
        auditLines(audit).join('\n'),
      ];
      for (const output of outputs) expect(output).not.toMatch(CONTROL);
      expect(JSON.parse(outputs[1] ?? '').regions[0].vpcs[0].name).toBe(Name);
      expect(csv.split('\r\n')).toHaveLength(4);
      expect(csv).not.toMatch(/(^|,)"[=+@-]/m);
    }),
  );
});

test('what a program reads stands alone on standard output, and the rest beside it', () => {
  const written = { out: '', err: '' };
  const terminal = new Terminal({
    out: (each) => {
      written.out += each;
    },
    err: (each) => {
      written.err += each;
    },
    color: false,
    loudness: 'usual',
  });
  const audit = auditOf([region([GAP])], { unread: [UNREAD] });
  writeAudit(audit, { format: 'lines' }, NOW, terminal);
  expect(written.out).toBe(`${VPC_ID} MISSING\n`);
  expect(written.err).toBe(
    `account 444455556666, Region us-east-1: unknown: access denied\n${summaryLine(audit)}\n`,
  );
  writeAudit(audit, { format: 'csv' }, NOW, terminal);
  expect(written.out).toBe(`${VPC_ID} MISSING\n${auditCsv(audit)}`);
});
