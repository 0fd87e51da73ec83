import type { RuleParameters } from '../../policy';
import type { DestinationSettings } from '../../runbook';

/** What VPCs are judged by where no deployed rule is asked: as somebody wrote it, and where. */
export interface AuditRequirement {
  readonly name: string;
  readonly source: 'cdk.json' | 'flags' | 'defaults';
  /** The file that was read, where it was one. */
  readonly file?: string;
  readonly parameters: RuleParameters;
  /** Where a flow log that closes a gap would deliver to, as far as somebody said. */
  readonly destination?: DestinationSettings;
}
