import { change, deleteBefore, forbid, type Json, only, stepOf, type Template } from './template-changes';

/** A mistake that others have shipped, put into the function's source or into the template. */
export interface PlantedBug {
  readonly name: string;
  readonly inSource?: SourceChange;
  readonly inTemplate?: (template: Template) => void;
}

export interface SourceChange {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'Unsuccessful is ignored',
    inTemplate: (template) => change(stepOf(template, 'CreateFlowLog'), { nextStep: 'EndCovered' }),
  },
  {
    name: 'already-exists counts as success',
    inTemplate: (template) => change(stepOf(template, 'CreateFlowLog'), { onFailure: 'step:EndCovered' }),
  },
  {
    name: 'no second judgement',
    inTemplate: (template) => change(stepOf(template, 'Settle'), { nextStep: 'CreateFlowLog' }),
  },
  {
    name: 'a verdict on an error',
    inSource: {
      file: 'inventory/pages.ts',
      from: `    const { items, nextToken } = await readPage(token).catch((cause: unknown) => {
      throw ReadError.failed(action, cause);
    });`,
      to: `    const { items, nextToken } = await readPage(token).catch((): Page<T> => ({ items: [], nextToken: undefined }));`,
    },
  },
  {
    name: 'cleaning in a change run',
    inSource: {
      file: 'lambda/handler.ts',
      from: '      return judgeChange(notification.item, eventLeftScope, context, history);',
      to: `      return Promise.all([
        judgeChange(notification.item, eventLeftScope, context, history),
        remembered.verdicts(configRuleName),
      ]).then(([verdicts, known]) => [
        ...verdicts,
        ...[...known.keys()]
          .filter((vpcId) => !verdicts.some((verdict) => verdict.vpcId === vpcId))
          .map((vpcId): Verdict => ({ vpcId, reason: 'gone', annotation: 'cleaned' })),
      ]);`,
    },
  },
  {
    name: 'no paging',
    inSource: {
      file: 'inventory/pages.ts',
      from: 'token = nextToken || undefined;',
      to: 'token = undefined;',
    },
  },
  {
    name: 'the decision token is not checked',
    inTemplate(template) {
      stepOf(template, 'BranchOnJudgement').inputs['Default'] = 'Settle';
      stepOf(template, 'BranchOnSettled').inputs['Default'] = 'CreateFlowLog';
    },
  },
  {
    name: 'a flow log of others is deleted',
    inTemplate: (template) => deleteBefore(template, 'CreateFlowLog', THEIR_FLOW_LOGS),
  },
  {
    name: 'a folder for every execution',
    inTemplate(template) {
      const { inputs } = stepOf(template, 'CreateFlowLog');
      inputs['LogDestination'] = {
        'Fn::Join': ['', [inputs['LogDestination'], '{{ automation:EXECUTION_ID }}/']],
      };
    },
  },
  {
    name: 'a permission is missing',
    inTemplate: (template) => forbid(template, 'ssm.amazonaws.com', 'ec2:CreateTags'),
  },
  {
    name: 'no schedule',
    inTemplate(template) {
      const source = only(template, 'AWS::Config::ConfigRule')['Source'] as { SourceDetails: Json[] };
      source.SourceDetails = source.SourceDetails.filter(
        ({ MessageType }) => MessageType !== 'ScheduledNotification',
      );
    },
  },
  {
    name: 'a flow log of ours is tidied away',
    inTemplate: (template) => deleteBefore(template, 'EndCovered', OUR_FLOW_LOGS),
  },
  {
    name: 'a remedy that does not cover',
    inTemplate(template) {
      stepOf(template, 'CreateFlowLog').inputs['TrafficType'] = 'REJECT';
    },
  },
  {
    name: 'a remedy that cannot be created',
    inTemplate(template) {
      stepOf(template, 'CreateFlowLog').inputs['LogDestination'] = 'arn:aws:s3:::nowhere';
    },
  },
  {
    name: 'no time for the owner',
    inTemplate(template) {
      stepOf(template, 'Settle').inputs['Duration'] = 'PT1S';
    },
  },
  {
    name: 'flow logs are not watched',
    inTemplate(template) {
      only(template, 'AWS::Config::ConfigRule')['Scope'] = { ComplianceResourceTypes: ['AWS::EC2::VPC'] };
    },
  },
  {
    name: 'a deleted VPC is not reported',
    inSource: {
      file: 'lambda/change.ts',
      from: '      return [goneVerdict(vpcId)];',
      to: '      return [];',
    },
  },
  {
    name: 'verdicts on VPCs that are gone stay',
    inSource: {
      file: 'lambda/sweep.ts',
      from: 'return [...verdicts, ...(await judgeMissing(judged, known, context, scheduledAt))];',
      to: 'return verdicts;',
    },
  },
  {
    name: 'evaluations that are left out are forgotten',
    inSource: {
      file: 'lambda/put-evaluations.ts',
      from: 'if (pending.length === 0) return;',
      to: 'if (pending.length >= 0) return;',
    },
  },
  {
    name: 'an error is swallowed',
    inSource: {
      file: 'lambda/handler.ts',
      from: 'throw text === describeError(error) ? error : new Error(text);',
      to: 'return undefined;',
    },
  },
  {
    name: 'verdicts are not put in order',
    inSource: {
      file: 'lambda/put-evaluations.ts',
      from: 'OrderingTimestamp: orderingTimestamp,',
      to: 'OrderingTimestamp: new Date(orderingTimestamp.getTime() - 1),',
    },
  },
  {
    name: 'an annotation says nothing',
    inSource: {
      file: 'lambda/put-evaluations.ts',
      from: 'Annotation: verdict.annotation,',
      to: "Annotation: '-',",
    },
  },
  {
    name: 'the reason of a failure is lost',
    inTemplate: (template) =>
      change(stepOf(template, 'Fail').inputs, { InputPayload: { reason: 'unknown' } }),
  },
  {
    name: 'an exemption never ends',
    inSource: {
      file: 'policy/scope.ts',
      from: 'if (daysLeft < 0) return',
      to: 'if (Number.isNaN(daysLeft)) return',
    },
  },
];

/** Whose flow log a bug deletes, as filters. */
const THEIR_FLOW_LOGS = [{ Name: 'resource-id', Values: ['{{ VpcId }}'] }];
const OUR_FLOW_LOGS = [
  ...THEIR_FLOW_LOGS,
  { Name: 'tag-key', Values: ['vpc-flow-logs-compliance:requirement'] },
];
