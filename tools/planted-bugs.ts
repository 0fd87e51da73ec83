import {
  change,
  deleteBefore,
  forbid,
  type Json,
  judgements,
  only,
  stepOf,
  type Template,
  trustOf,
} from './template-changes';

/** A mistake that others have shipped, put into the function's source or into the template. */
export interface PlantedBug {
  readonly name: string;
  /** What it can be planted in. @default - s3, as one requirement */
  readonly needs?: 's3' | 'cloud-watch-logs' | 'kinesis-data-firehose' | 'several requirements';
  /** Of faults. @default - as long as usual; fewer where they find it sooner */
  readonly hours?: number;
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
      from: '      return { verdicts: await judgeChange(notification.item, eventLeftScope, context, history) };',
      to: `      return Promise.all([
        judgeChange(notification.item, eventLeftScope, context, history),
        remembered.verdicts(configRuleName),
      ]).then(([verdicts, known]) => ({
        verdicts: [
          ...verdicts,
          ...[...known.keys()]
            .filter((vpcId) => !verdicts.some((verdict) => verdict.vpcId === vpcId))
            .map((vpcId): Verdict => ({ vpcId, reason: 'gone', annotation: 'cleaned' })),
        ],
      }));`,
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
    hours: 6,
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
      from: 'return { verdicts: [...verdicts, ...missing], remembered: known };',
      to: 'return { verdicts, remembered: known };',
    },
  },
  {
    name: 'evaluations that are left out are forgotten',
    inSource: {
      file: 'lambda/until-taken.ts',
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
  {
    name: 'scope tags are ignored',
    needs: 'several requirements',
    inSource: {
      file: 'policy/scope.ts',
      from: 'if (missing.length > 0)',
      to: 'if (missing.length < 0)',
    },
  },
  {
    name: 'scope tags mind the case of values',
    needs: 'several requirements',
    inSource: {
      file: 'policy/scope.ts',
      from: 'value.toLowerCase() === tag.toLowerCase()',
      to: 'value === tag',
    },
  },
  {
    name: 'any type of destination will do',
    needs: 'several requirements',
    inSource: {
      file: 'policy/coverage.ts',
      from: 'types.length > 0 && !types.includes(destinationType)',
      to: 'types.length < 0',
    },
  },
  {
    name: 'a document asks with the parameters of another requirement',
    needs: 'several requirements',
    inTemplate(template) {
      const [first] = judgements(template);
      for (const payload of judgements(template))
        change(payload, { ruleParameters: first?.['ruleParameters'] });
    },
  },
  {
    name: "a flow log goes to another's log group",
    needs: 'cloud-watch-logs',
    inTemplate(template) {
      stepOf(template, 'CreateFlowLog').inputs['LogDestination'] = THEIR_LOG_GROUP;
    },
  },
  {
    name: 'the delivery role may not be passed',
    needs: 'cloud-watch-logs',
    inTemplate: (template) => forbid(template, 'ssm.amazonaws.com', 'iam:PassRole'),
  },
  {
    name: 'the delivery role may not write',
    needs: 'cloud-watch-logs',
    inTemplate: (template) => forbid(template, 'vpc-flow-logs.amazonaws.com', 'logs:PutLogEvents'),
  },
  {
    name: 'the delivery role trusts another account',
    needs: 'cloud-watch-logs',
    inTemplate: (template) =>
      change(trustOf(template, 'vpc-flow-logs.amazonaws.com'), {
        Condition: { StringEquals: { 'aws:SourceAccount': '999900001111' } },
      }),
  },
  {
    name: 'the stream may not be tagged',
    needs: 'kinesis-data-firehose',
    inTemplate: (template) => forbid(template, 'ssm.amazonaws.com', 'firehose:TagDeliveryStream'),
  },
];

const THEIR_LOG_GROUP = 'arn:aws:logs:eu-central-1:111122223333:log-group:their-flow-logs/all';

/** Whose flow log a bug deletes, as filters. */
const THEIR_FLOW_LOGS = [{ Name: 'resource-id', Values: ['{{ VpcId }}'] }];
const OUR_FLOW_LOGS = [
  ...THEIR_FLOW_LOGS,
  { Name: 'tag-key', Values: ['vpc-flow-logs-compliance:requirement'] },
];
