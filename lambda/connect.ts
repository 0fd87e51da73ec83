import { ec2Inventory } from '../inventory/ec2-inventory';
import type { Clients } from './clients';
import { configHistory } from './configuration-history';
import type { Dependencies } from './handler';
import { configEvaluationSink } from './put-evaluations';
import { configRemediationExceptions } from './remediation-exceptions';
import { configRememberedResults } from './remembered-results';
import type { Sleep } from './sleep';

/** The real AWS, through these clients. */
export const connectTo =
  ({ ec2, config }: Clients, sleep: Sleep): Dependencies['connect'] =>
  (place, signal) => ({
    inventory: ec2Inventory(ec2, place, signal),
    history: configHistory(config, signal),
    remembered: configRememberedResults(config, signal),
    evaluations: configEvaluationSink(config, sleep, signal),
    exceptions: configRemediationExceptions(config, sleep, signal),
  });
