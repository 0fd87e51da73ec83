import { type FlowLogsContext, oneRequirement, toLogGroup, withAnother } from './contexts';
import { deployFirst, type LifecycleScenario } from './scenario';
import type { LifecycleStage } from './stage';

/** A change, then the operator's call, a VPC that comes later, and the next sweep. Flow logs that each VPC ends with. */
interface Upgrade {
  readonly name: string;
  readonly title: string;
  readonly shows: string;
  readonly from?: FlowLogsContext;
  readonly before?: { readonly own: number; readonly first: number };
  readonly to: FlowLogsContext;
  readonly flowLogs: Readonly<Record<'own' | 'first' | 'later', number>>;
}

const upgrade = ({ to, from, before, flowLogs, ...named }: Upgrade): LifecycleScenario => ({
  ...named,
  play: async (stage) => {
    await deployFirst(stage, from, before);
    await stage.prepare(to);
    await change(stage, named.title, to);
    await stage.evaluate();
    await stage.settle();
    await stage.createVpc('later');
    await stage.nextSweep();
    stage.expect('COMPLIANT', flowLogs);
  },
});

async function change(stage: LifecycleStage, why: string, to: FlowLogsContext): Promise<void> {
  const changed = await stage.deploy(why, to);
  stage.check('whole', `the update ended as ${changed?.status}`, changed?.status === 'UPDATE_COMPLETE');
}

const REJECT_REASON = { requiredFields: ['reject-reason'] };
const ONE_MINUTE = { maxAggregationInterval: 60 };

export const UPGRADES: readonly LifecycleScenario[] = [
  upgrade({
    name: 'required-field',
    title: 'record format: a field more, and required',
    shows:
      'Flow logs without the field no longer cover. Each VPC gets a second flow log; the first goes on delivering.',
    to: oneRequirement({ parameters: REJECT_REASON }),
    flowLogs: { own: 2, first: 2, later: 1 },
  }),
  upgrade({
    name: 'recorded-fields',
    title: 'record format: other fields, none required',
    shows: 'Existing flow logs cover as before. Only VPCs that come later get the new format.',
    to: oneRequirement({ destination: { type: 's3', fields: ['vpc-id', 'srcaddr', 'dstaddr', 'action'] } }),
    flowLogs: { own: 1, first: 1, later: 1 },
  }),
  upgrade({
    name: 'prefix',
    title: 'destination: another folder of the bucket',
    shows: 'As above: the destination is not part of what is required, unless `destinations` says so.',
    to: oneRequirement({ destination: { type: 's3', prefix: 'network' } }),
    flowLogs: { own: 1, first: 1, later: 1 },
  }),
  upgrade({
    name: 'interval',
    title: 'aggregation interval: 600 to 60 seconds',
    shows: 'Flow logs of ten minutes no longer cover. Each VPC gets a second flow log, of one minute.',
    to: oneRequirement({ parameters: ONE_MINUTE }),
    flowLogs: { own: 2, first: 2, later: 1 },
  }),
  upgrade({
    name: 'rename',
    title: 'requirement renamed',
    shows:
      'A new rule, document and remediation take the place of the old ones. No flow log is created; those that exist keep the tag of the old name.',
    to: oneRequirement({ name: 'every-vpc' }),
    flowLogs: { own: 1, first: 1, later: 1 },
  }),
  upgrade({
    name: 'add',
    title: 'requirement added',
    shows:
      'A second rule judges every VPC, and its remediation creates what that requirement lacks. A VPC that lacks both flow logs gets both, even where one of them would have covered both.',
    to: withAnother({ name: 'one-minute', parameters: ONE_MINUTE }),
    flowLogs: { own: 2, first: 2, later: 2 },
  }),
  upgrade({
    name: 'remove',
    title: 'requirement removed',
    shows: 'Its rule, document, remediation and role go. Its flow logs stay and deliver on.',
    from: withAnother({ name: 'one-minute', parameters: ONE_MINUTE }),
    before: { own: 2, first: 2 },
    to: oneRequirement(),
    flowLogs: { own: 2, first: 2, later: 1 },
  }),
  upgrade({
    name: 'to-log-group',
    title: 'destination: S3 to CloudWatch Logs',
    shows:
      'The bucket and its policy stay, outside the stack. Flow logs to it cover as before; only VPCs that come later deliver to the log group.',
    to: toLogGroup(),
    flowLogs: { own: 1, first: 1, later: 1 },
  }),
  upgrade({
    name: 'to-log-group-required',
    title: 'destination: S3 to CloudWatch Logs, and required',
    shows: 'Each VPC gets a second flow log, to the log group. Those to the bucket deliver on, and it stays.',
    to: toLogGroup({}, { parameters: { destinationTypes: ['cloud-watch-logs'] } }),
    flowLogs: { own: 2, first: 2, later: 1 },
  }),
  upgrade({
    name: 'log-group-format',
    title: 'record format in CloudWatch Logs: a field more, and required',
    shows:
      'The new format gets a log group and a delivery role of its own. The old ones stay, and the flow logs that use them deliver on.',
    from: toLogGroup(),
    to: toLogGroup({}, { parameters: REJECT_REASON }),
    flowLogs: { own: 2, first: 2, later: 1 },
  }),
  upgrade({
    name: 'to-stream',
    title: 'destination: S3 to a Firehose stream, and required',
    shows: 'Each VPC gets a second flow log, to the stream. Those to the bucket deliver on, and it stays.',
    to: oneRequirement({
      parameters: { destinationTypes: ['kinesis-data-firehose'] },
      destination: {
        type: 'kinesis-data-firehose',
        deliveryStreamArn: 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/flow-logs',
      },
    }),
    flowLogs: { own: 2, first: 2, later: 1 },
  }),
  upgrade({
    name: 'role-path',
    title: 'roles under another path',
    shows:
      'Every role is replaced. The old delivery role stays, because flow logs cannot change theirs; new flow logs use the new one.',
    from: toLogGroup(),
    to: { ...toLogGroup(), rolePath: '/flow-logs/' },
    flowLogs: { own: 1, first: 1, later: 1 },
  }),
  {
    name: 'old-default-version',
    title: "record format changed, and the document's default version stays the old one",
    shows:
      'As was reported of CloudFormation: remediations end covered by the old requirement, and verdicts stay NON_COMPLIANT, until somebody sets the default version.',
    play: async (stage) => {
      await deployFirst(stage);
      const { documents } = stage.sandbox.home;
      const [old] = documents.values();
      await change(
        stage,
        'record format: a field more, and required',
        oneRequirement({ parameters: REJECT_REASON }),
      );
      const [latest] = documents.values();
      if (!old || !latest) throw new Error('there is no document');
      documents.set(old.name, old);
      await stage.evaluate();
      await stage.settle();
      stage.expect('NON_COMPLIANT', { own: 1, first: 1 });
      stage.tell(`$ aws ssm update-document-default-version --name ${old.name} --document-version 2`);
      documents.set(latest.name, latest);
      await stage.nextSweep();
      stage.expect('COMPLIANT', { own: 2, first: 2 });
    },
  },
  {
    name: 'modes',
    title: 'mode: automatic, manual, observe, and back',
    shows:
      'manual changes the remediation in place; observe deletes it with its document and role, and the rule judges on.',
    play: async (stage) => {
      await deployFirst(stage);
      await change(stage, 'mode: manual', oneRequirement({ remediation: { mode: 'manual' } }));
      await stage.createVpc('later');
      await stage.nextSweep();
      stage.expect('NON_COMPLIANT', { later: 0 });
      await change(stage, 'mode: observe', oneRequirement({ remediation: { mode: 'observe' } }));
      await stage.nextSweep();
      stage.expect('NON_COMPLIANT', { later: 0 });
      await change(stage, 'mode: automatic', oneRequirement());
      await stage.nextSweep();
      stage.expect('COMPLIANT', { own: 1, first: 1, later: 1 });
    },
  },
];
