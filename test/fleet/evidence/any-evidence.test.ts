import fc from 'fast-check';
import type { VpcAudit } from '../../../fleet/audit/region-audit';
import { standingOf } from '../../../fleet/audit/region-audit';
import { indexChanges } from '../../../fleet/evidence/change-index';
import { assembleEvidence } from '../../../fleet/evidence/collect-evidence';
import type { Ec26Finding } from '../../../fleet/evidence/ec26-findings';
import type { Evidence, EvidenceVpc, SourceState } from '../../../fleet/evidence/evidence';
import { evidenceCsv } from '../../../fleet/evidence/evidence-csv';
import { evidenceJson } from '../../../fleet/evidence/evidence-json';
import type { FlowLogChange } from '../../../fleet/evidence/flow-log-change';
import { timeOf } from '../../../fleet/evidence/time';
import { vpcEvidence } from '../../../fleet/evidence/vpc-evidence';
import type { AuditRequirement } from '../../../fleet/requirements';
import { judge } from '../../../policy';
import { flowLog, PLACE, requirement } from '../../policy/builders';
import { schemaProblems } from './schema-validator';

const NOW = new Date('2026-06-15T12:00:00Z');

const REQUIREMENTS: readonly AuditRequirement[] = [
  {
    name: 'all',
    source: 'cdk.json',
    parameters: requirement({ exemptTagKey: 'until', includeDefaultVpcs: false, scopeTags: 'env=prod|test' }),
  },
  {
    name: 'reject',
    source: 'cdk.json',
    parameters: requirement({ trafficType: 'REJECT', maxAggregationInterval: 60 }),
  },
];

const text = fc.string({ unit: 'binary', maxLength: 20 });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const time = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
const isoTime = time.map((date) => timeOf(date) ?? '');
const VPC_IDS = ['vpc-00000001', 'vpc-00000002', 'vpc-00000003'];
const FLOW_LOG_IDS = ['fl-00000001', 'fl-00000002', 'fl-00000003', 'fl-00000004'];

const vpcs = fc.uniqueArray(
  fc.record({
    vpcId: fc.constantFrom(...VPC_IDS),
    ownerId: fc.constantFrom(PLACE.accountId, '444455556666'),
    isDefault: fc.boolean(),
    tags: fc.dictionary(
      fc.constantFrom('Name', 'env', 'until'),
      fc.oneof(text, fc.constantFrom('prod', '2026-07-01')),
    ),
  }),
  { selector: ({ vpcId }) => vpcId },
);

const flowLogs = fc.uniqueArray(
  fc.record({
    fact: fc
      .record({
        flowLogId: fc.constantFrom(...FLOW_LOG_IDS),
        resourceId: fc.constantFrom(...VPC_IDS),
        trafficType: maybe(fc.constantFrom('ALL', 'ACCEPT', 'REJECT')),
        flowLogStatus: maybe(fc.constantFrom('ACTIVE', 'other')),
        deliverLogsStatus: maybe(fc.constantFrom('SUCCESS', 'FAILED')),
        deliverLogsErrorMessage: maybe(text),
        destination: maybe(text),
        maxAggregationInterval: fc.constantFrom(60, 600),
      })
      .map((given) => flowLog(given as Parameters<typeof flowLog>[0])),
    createdAt: maybe(time),
    tags: fc.dictionary(
      fc.constantFrom('vpc-flow-logs-compliance:requirement', 'vpc-flow-logs-compliance:execution'),
      text,
    ),
  }),
  { selector: ({ fact }) => fact.flowLogId },
);

const changes: fc.Arbitrary<FlowLogChange[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('created' as const, 'deleted' as const),
      at: isoTime,
      flowLogId: fc.constantFrom(...FLOW_LOG_IDS),
      resourceId: maybe(fc.constantFrom(...VPC_IDS, 'eni-1')),
      actor: maybe(text),
      executionId: maybe(text),
    }),
  )
  .map((given) => given.sort((left, right) => (left.at < right.at ? -1 : 1)));

const findings = fc.dictionary(
  fc.constantFrom(...VPC_IDS),
  fc.record({
    findingId: maybe(text),
    status: fc.constantFrom('PASSED', 'FAILED', 'WARNING', 'NOT_AVAILABLE'),
    workflow: maybe(fc.constantFrom('NEW', 'SUPPRESSED', 'RESOLVED')),
    updatedAt: maybe(isoTime),
    checkedAt: maybe(isoTime),
    others: fc.array(
      fc.record({ status: fc.constantFrom('PASSED', 'FAILED'), workflow: maybe(fc.constant('SUPPRESSED')) }),
      { maxLength: 2 },
    ),
  }) satisfies fc.Arbitrary<Ec26Finding>,
);

const evaluations = fc.dictionary(
  fc.constantFrom(...VPC_IDS),
  fc.array(
    fc.record({
      ruleName: text,
      compliance: text,
      annotation: text,
      invokedAt: maybe(isoTime),
      recordedAt: maybe(isoTime),
    }),
    { maxLength: 2 },
  ),
);

const remediations = fc.dictionary(
  fc.constantFrom(...VPC_IDS),
  fc.array(
    fc.record({
      ruleName: text,
      state: maybe(fc.constantFrom('SUCCEEDED', 'FAILED', 'QUEUED')),
      invokedAt: maybe(isoTime),
      endedAt: maybe(isoTime),
      failure: maybe(text),
      exception: maybe(fc.record({ message: text, endsAt: maybe(isoTime) })),
    }),
    { maxLength: 2 },
  ),
);

const state: fc.Arbitrary<SourceState> = fc.oneof(
  fc.constant({ state: 'read' } as const),
  fc.record({
    state: fc.constantFrom('off' as const, 'unknown' as const),
    cause: fc.string({ minLength: 1 }),
  }),
);

const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({ vpcs, flowLogs, changes, findings, evaluations, remediations, recorder: state, hub: state })
  .map((given) => {
    const audits: readonly VpcAudit[] = given.vpcs.map((vpc) => {
      const own = given.flowLogs.filter(({ fact }) => fact.resourceId === vpc.vpcId);
      const verdicts = REQUIREMENTS.map(({ name, parameters }) => ({
        requirement: name,
        verdict: judge({ vpc, flowLogs: own.map(({ fact }) => fact), place: PLACE, parameters, now: NOW }),
      }));
      const standing = given.recorder.state === 'read' ? standingOf(verdicts) : 'unknown';
      return { vpc, standing, verdicts, flowLogs: own };
    });
    const index = indexChanges(given.changes, audits);
    const findingsOfRegion = {
      requirements: REQUIREMENTS,
      config: {
        rules: [],
        evaluations: new Map(Object.entries(given.evaluations)),
        remediations: new Map(Object.entries(given.remediations)),
      },
      findings: new Map(Object.entries(given.findings)),
      hub: { state: given.hub, lastCheck: undefined },
      changes: index,
    };
    const region = {
      ...PLACE,
      sources: {
        recorder: given.recorder,
        config: { state: 'read' },
        securityHub: given.hub,
        cloudTrail: { state: 'read' },
      },
      rules: [],
      vpcs: audits.map((audit) => vpcEvidence(audit, findingsOfRegion)),
      untracedEvents: index.untraced,
    } as const;
    return assembleEvidence([region], [], {
      requirements: REQUIREMENTS,
      now: NOW,
      version: '1',
      callerArn: 'arn',
    });
  });

const vpcsOf = ({ regions }: Evidence): readonly EvidenceVpc[] => regions.flatMap((region) => region.vpcs);

const holds = (property: (evidence: Evidence) => void): void =>
  fc.assert(fc.property(anyEvidence, property), { numRuns: 100 });

test('whatever was read makes an evidence that is valid by its schema', () => {
  holds((evidence) => expect(schemaProblems(evidence)).toEqual([]));
});

test('nothing is proven of a VPC that Config does not watch, and what was not read is no agreement', () => {
  holds((evidence) => {
    const [region] = evidence.regions;
    for (const { standing, verdicts, ec26 } of vpcsOf(evidence)) {
      if (region?.sources.recorder.state !== 'read') {
        expect([standing, verdicts]).toEqual(['unknown', []]);
        expect(['agrees', 'disagrees']).not.toContain(ec26.agreement);
      }
      if (region?.sources.securityHub.state !== 'read') expect(ec26.agreement).toBe('unknown');
      if (ec26.agreement !== 'agrees') expect(ec26.explanation).toMatch(/\S/);
    }
  });
});

test('the summary counts each VPC once', () => {
  holds((evidence) => {
    const { standings, vpcs: count, reasons } = evidence.summary;
    const total = Object.values(standings).reduce((sum, each) => sum + each, 0);
    const concluded = Object.values(reasons).reduce((sum, each) => sum + each, 0);
    expect([total, concluded + standings.unknown]).toEqual([count, count]);
    expect(count).toBe(vpcsOf(evidence).length);
  });
});

test('every timeline is in order', () => {
  holds((evidence) => {
    for (const { timeline } of vpcsOf(evidence)) {
      const times = timeline.map(({ at }) => at);
      expect(times).toEqual([...times].sort());
    }
  });
});

test('every deletion that CloudTrail tells is shown once, beside its VPC or apart', () => {
  fc.assert(
    fc.property(changes, vpcs, (given, listed) => {
      const audits = listed.map((vpc) => ({ vpc, standing: 'unknown' as const, verdicts: [], flowLogs: [] }));
      const index = indexChanges(given, audits);
      const shown = listed.reduce((sum, { vpcId }) => sum + index.ofVpc(vpcId).length, 0);
      expect(shown + index.untraced.length).toBe(given.length);
    }),
  );
});

test('the files have the same VPCs in the same order', () => {
  holds((evidence) => {
    const ids = vpcsOf(evidence).map(({ vpcId }) => vpcId);
    const json: Evidence = JSON.parse([...evidenceJson(evidence)].join(''));
    expect(vpcsOf(json).map(({ vpcId }) => vpcId)).toEqual(ids);
    const rows = evidenceCsv(evidence).split('\r\n').slice(1, -1);
    expect(rows).toHaveLength(ids.length * REQUIREMENTS.length);
  });
});
