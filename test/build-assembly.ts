import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildLambda } from '../tools/build-lambda';
import {
  ASSEMBLY,
  EXISTING_BUCKET_ASSEMBLY,
  FLOW_LOGS_ASSEMBLY,
  ROOT,
  SCHEDULE_ASSEMBLY,
  SUBNETS_ASSEMBLY,
} from './assembly';

/** Bundles the function and synthesizes the app in processes of their own, so that no test of the loop loads CDK. */
const buildAssemblies = async (): Promise<void> => {
  await buildLambda();
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  synthesize(ASSEMBLY, context);
  const [requirement] = context.flowLogs.requirements;
  const destination = { type: 's3', bucketArn: 'arn:aws:s3:::existing-logs', prefix: 'network' };
  const variant = (outdir: string, settings: object, changes: object): void =>
    synthesize(outdir, {
      ...context,
      flowLogs: { ...context.flowLogs, ...settings, requirements: [{ ...requirement, ...changes }] },
    });
  variant(EXISTING_BUCKET_ASSEMBLY, {}, { destination });
  const remediation = { mode: 'manual' };
  variant(SUBNETS_ASSEMBLY, {}, { parameters: { acceptSubnetCoverage: true }, remediation });
  variant(FLOW_LOGS_ASSEMBLY, { triggers: 'flow-logs-and-schedule' }, {});
  variant(SCHEDULE_ASSEMBLY, { triggers: 'schedule-only' }, {});
};

function synthesize(outdir: string, context: Readonly<Record<string, unknown>>): void {
  execFileSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_VALIDATION: 'false',
    },
  });
}

module.exports = buildAssemblies;
