import type { Construct } from 'constructs';
import { BucketDelivery, type S3LogDestinationProps } from './bucket-delivery';
import type { Delivery, DeliveryRequest, DeliveryWay } from './delivery';
import { type CloudWatchLogsDestinationProps, LogGroupDelivery } from './log-group-delivery';
import { withoutEmpty } from './one-of-two';
import type { PlaceClaim } from './place-claims';
import { type FirehoseLogDestinationProps, StreamDelivery } from './stream-delivery';

/** Where the remediation of a requirement delivers to. */
export class LogDestination {
  /** An S3 bucket: an existing one, one of this app, or without either one that the stack makes. */
  static s3(props: S3LogDestinationProps = {}): LogDestination {
    return new LogDestination(new BucketDelivery(withoutEmpty(props)));
  }

  /** A log group of CloudWatch Logs: an existing one, one of this app, or without either one that the stack makes. */
  static cloudWatchLogs(props: CloudWatchLogsDestinationProps = {}): LogDestination {
    return new LogDestination(new LogGroupDelivery(withoutEmpty(props)));
  }

  /** An existing Firehose stream of the same account and Region. */
  static firehose(props: FirehoseLogDestinationProps): LogDestination {
    return new LogDestination(new StreamDelivery(withoutEmpty(props)));
  }

  private constructor(private readonly way: DeliveryWay) {}

  /** As `cdk.json` would say it, to be validated like it. An ARN that only deployment knows is left out. */
  get settings(): Readonly<Record<string, unknown>> {
    return this.way.settings;
  }

  /** ARN of a log group of the app, which only deployment knows. */
  get groupOfTheApp(): string | undefined {
    return this.way.groupOfTheApp;
  }

  /** What must lie in the Region or the account of the stack. */
  get claims(): readonly PlaceClaim[] {
    return this.way.claims;
  }

  /** Makes delivery possible; what is not ours to change is put out by the stack, with what it needs. */
  deliver(scope: Construct, request: DeliveryRequest): Delivery {
    return this.way.deliver(scope, request);
  }
}
