import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { FlowLogsComplianceStack, parseFlowLogsContext } from '../../lib';
import type { AssemblyStack } from '../../sandbox/cloudformation/assembly';
import type { FlowLogsContext } from '../../sandbox/scenarios/lifecycle/contexts';
import { onlyStackOf } from '../../tools/synthesize';
import { ROOT } from '../assembly';

/** Synthesizes the app in this process: CDK is loaded once for all of a file's templates, each of which is made once. */
export class Synthesis {
  private readonly folder = mkdtempSync(join(tmpdir(), 'flow-logs-'));
  private readonly context: object = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')).context;
  private readonly stacks = new Map<string, AssemblyStack>();

  readonly synthesize = (flowLogs: FlowLogsContext): Promise<AssemblyStack> => {
    const key = JSON.stringify(flowLogs);
    const stack = this.stacks.get(key) ?? this.make(flowLogs);
    this.stacks.set(key, stack);
    return Promise.resolve(stack);
  };

  /** Removes every assembly. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private make(flowLogs: FlowLogsContext): AssemblyStack {
    const outdir = join(this.folder, String(this.stacks.size + 1));
    const app = new App({ outdir, context: { ...this.context, flowLogs } });
    new FlowLogsComplianceStack(app, 'VpcFlowLogsCompliance', { flowLogs: parseFlowLogsContext(flowLogs) });
    app.synth();
    return onlyStackOf(outdir);
  }
}
