import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { FlowLogsComplianceStack, parseFlowLogsContext } from '../lib';
import { KINDS } from './variants';

/** Synthesizes every kind of template into a folder of its own, below the folder that is named; the context holds feature flags. */
const [folder = '', flags = '{}'] = process.argv.slice(2);
for (const { name, flowLogs, place } of KINDS) {
  const app = new App({ outdir: join(folder, name), context: JSON.parse(flags) });
  new FlowLogsComplianceStack(app, 'VpcFlowLogsCompliance', {
    env: place ? { account: place.accountId, region: place.region } : {},
    flowLogs: parseFlowLogsContext(flowLogs),
  });
  app.synth();
}
