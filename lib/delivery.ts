import type { Construct, IDependable } from 'constructs';
import type { DeliveryTarget, Requirement } from '../runbook';
import type { PlaceClaim } from './place-claims';
import type { RoleSettings } from './role-settings';

/** Where flow logs are delivered to, and what must exist before the first one is created. */
export interface Delivery {
  readonly target: DeliveryTarget;
  readonly ready: readonly IDependable[];
}

export interface DeliveryRequest {
  readonly requirement: Requirement;
  readonly roles: RoleSettings;
}

/** One type of destination: how it is validated, and how delivery to it is made possible. */
export interface DeliveryWay {
  /** As `cdk.json` would say it, to be validated like it. An ARN that only deployment knows is left out. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** ARN of a log group of the app, which only deployment knows: the same token for the same log group. */
  readonly groupOfTheApp?: string | undefined;
  /** What must lie in the Region or the account of the stack. */
  readonly claims: readonly PlaceClaim[];
  /** @param scope the construct whose requirements share what is made */
  deliver(scope: Construct, request: DeliveryRequest): Delivery;
}
