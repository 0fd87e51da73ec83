import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildLambda } from '../tools/build-lambda';
import {
  ASSEMBLY,
  EXISTING_BUCKET_ASSEMBLY,
  EXISTING_LOG_GROUP_ASSEMBLY,
  FLOW_LOGS_ASSEMBLY,
  LOG_GROUP_ASSEMBLY,
  MANUAL_ASSEMBLY,
  MIXED_ASSEMBLY,
  ROOT,
  SCHEDULE_ASSEMBLY,
  STREAM_ASSEMBLY,
  SUBNETS_ASSEMBLY,
} from './assembly';

/** In the place that the sandbox is in, unless it is told otherwise. */
const EXISTING_LOG_GROUP = {
  type: 'cloud-watch-logs',
  logGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:existing-flow-logs',
  deliveryRoleArn: 'arn:aws:iam::111122223333:role/existing-flow-logs-delivery',
};
const STREAM = {
  type: 'kinesis-data-firehose',
  deliveryStreamArn: 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/flow-logs',
};

interface FlowLogsContext {
  readonly requirements: readonly Readonly<Record<string, unknown>>[];
}

/** What each assembly deploys, by its folder. */
function contexts(flowLogs: FlowLogsContext): readonly (readonly [string, object])[] {
  const [requirement] = flowLogs.requirements;
  const only = (changes: object, settings: object = {}): object => ({
    ...flowLogs,
    ...settings,
    requirements: [{ ...requirement, ...changes }],
  });
  const bucket = { type: 's3', bucketArn: 'arn:aws:s3:::existing-logs', prefix: 'network' };
  const production = { scopeTags: 'Environment=production' };
  return [
    [ASSEMBLY, flowLogs],
    [EXISTING_BUCKET_ASSEMBLY, only({ destination: bucket })],
    [LOG_GROUP_ASSEMBLY, only({ destination: { type: 'cloud-watch-logs' } })],
    [EXISTING_LOG_GROUP_ASSEMBLY, only({ destination: EXISTING_LOG_GROUP })],
    [STREAM_ASSEMBLY, only({ destination: STREAM })],
    [
      MIXED_ASSEMBLY,
      {
        ...flowLogs,
        requirements: [
          requirement,
          { name: 'production', parameters: production, destination: { type: 'cloud-watch-logs' } },
          { name: 'rejects', parameters: { trafficType: 'REJECT' }, destination: STREAM },
        ],
      },
    ],
    [SUBNETS_ASSEMBLY, only({ parameters: { acceptSubnetCoverage: true }, remediation: { mode: 'manual' } })],
    [MANUAL_ASSEMBLY, only({ remediation: { mode: 'manual' } })],
    [FLOW_LOGS_ASSEMBLY, only({}, { triggers: 'flow-logs-and-schedule' })],
    [SCHEDULE_ASSEMBLY, only({}, { triggers: 'schedule-only' })],
  ];
}

/** Bundles the function and synthesizes the app in processes of their own, so that no test of the loop loads CDK. */
const buildAssemblies = async (): Promise<void> => {
  await buildLambda();
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  const waiting = [...contexts(context.flowLogs)];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [outdir, flowLogs] = next;
      await synthesize(outdir, { ...context, flowLogs });
    }
  };
  await Promise.all([worker(), worker()]);
};

const run = promisify(execFile);

/** @throws Error with what the app printed */
async function synthesize(outdir: string, context: Readonly<Record<string, unknown>>): Promise<void> {
  await run(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_VALIDATION: 'false',
    },
  });
}

module.exports = buildAssemblies;
