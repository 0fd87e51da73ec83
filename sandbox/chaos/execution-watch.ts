import type { AutomationExecution } from '../automation/executions';
import { tellsWhyItFailed } from './named-reasons';
import { JUST_NOW, type Watched } from './watched';

/** Did whatever ended end as it should? */
export class ExecutionWatch {
  private readonly running = new Map<string, AutomationExecution>();
  private started = 0;

  constructor(private readonly watched: Watched) {}

  look(): void {
    const { executions } = this.watched.sandbox.home;
    if (executions.size > this.started) this.takeNew([...executions.values()].slice(this.started));
    for (const [id, execution] of this.running) {
      if (!execution.endTime) continue;
      this.running.delete(id);
      this.lookAtEnded(execution);
    }
  }

  private takeNew(executions: readonly AutomationExecution[]): void {
    this.started += executions.length;
    for (const execution of executions) this.running.set(execution.id, execution);
  }

  private lookAtEnded(execution: AutomationExecution): void {
    const { id, status, failureMessage } = execution;
    if (status === 'Success') this.lookAtSuccess(execution);
    if (status === 'Failed' && !tellsWhyItFailed(execution))
      this.watched.violations.note('reason', `execution ${id} failed: ${failureMessage}`);
  }

  private lookAtSuccess({ id, about: vpcId, documentName }: AutomationExecution): void {
    const { requirements, oracle, touched, violations } = this.watched;
    const requirement = requirements.find(({ remedy }) => remedy.documentName === documentName);
    if (!vpcId || !requirement || touched.isRecent(vpcId, JUST_NOW)) return;
    if (oracle.truthAbout(requirement, vpcId) !== 'NON_COMPLIANT') return;
    if (oracle.wasCovered(requirement, vpcId, JUST_NOW)) return;
    violations.note(
      'success',
      `execution ${id} succeeded, and ${vpcId} is not covered for ${requirement.name}`,
    );
  }
}
