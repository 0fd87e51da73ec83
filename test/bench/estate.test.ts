import { estateOf, FLOW_LOGS_OF_A_VPC } from '../../bench/estate';
import { PLACE } from '../../bench/place';
import { toFlowLog } from '../../inventory/flow-log-fact';
import { toVpc } from '../../inventory/vpc-fact';
import { complianceTypeOf, judge, parseParameters } from '../../policy';

const small = estateOf(100);

test('an estate has the flow logs of each of its VPCs, each once', () => {
  expect(small.vpcs).toHaveLength(100);
  expect(new Set(small.flowLogs.map(({ FlowLogId }) => FlowLogId)).size).toBe(100 * FLOW_LOGS_OF_A_VPC);
  for (const { VpcId } of small.vpcs)
    expect(small.flowLogs.filter(({ ResourceId }) => ResourceId === VpcId)).toHaveLength(FLOW_LOGS_OF_A_VPC);
});

test('a larger estate begins with the VPCs of a smaller one', () => {
  expect(estateOf(200).vpcs.slice(0, 100)).toEqual(small.vpcs);
});

test('what Config remembers of it is what a sweep finds, so that no sweep changes anything', () => {
  const parsed = parseParameters({});
  if (!parsed.ok) throw new Error('the defaults are refused');
  const flowLogs = small.flowLogs.map((flowLog) => toFlowLog(flowLog, PLACE));
  const judged = small.vpcs.map((vpc) => {
    const verdict = judge({
      vpc: toVpc(vpc),
      flowLogs,
      place: PLACE,
      parameters: parsed.value,
      now: new Date(),
    });
    return [verdict.vpcId, complianceTypeOf(verdict)];
  });
  const remembered = small.results.map(({ ComplianceType, EvaluationResultIdentifier }) => [
    EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId,
    ComplianceType,
  ]);
  expect(remembered).toEqual(judged);
  expect(judged.filter(([, type]) => type === 'NON_COMPLIANT')).toHaveLength(small.uncovered);
  expect(small.uncovered).toBeGreaterThan(0);
});
