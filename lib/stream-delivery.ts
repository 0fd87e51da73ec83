import { createHash } from 'node:crypto';
import { Token } from 'aws-cdk-lib';
import type { Delivery, DeliveryWay } from './delivery';
import { claimsOf } from './place-claims';

/** What flow logs to a Firehose stream look like, and where they go. */
export interface FirehoseLogDestinationProps {
  /** ARN of a stream of this account and Region, whose source is Direct PUT; of this app, or an existing one. */
  readonly deliveryStreamArn: string;

  /**
   * Fields of a record, in order.
   *
   * @default - the default format and the fields that investigations ask for first
   */
  readonly fields?: readonly string[];
}

/** A name for a stream of the app, whose ARN only deployment knows: there is none to validate, but two are two. */
const streamOfTheApp = (token: string): string =>
  `arn:aws:firehose:us-east-1:111122223333:deliverystream/of-the-app-${createHash('sha256').update(token).digest('hex').slice(0, 8)}`;

export class StreamDelivery implements DeliveryWay {
  constructor(private readonly props: FirehoseLogDestinationProps) {}

  get settings(): Readonly<Record<string, unknown>> {
    const { deliveryStreamArn } = this.props;
    return {
      ...this.props,
      type: 'kinesis-data-firehose',
      deliveryStreamArn: Token.isUnresolved(deliveryStreamArn)
        ? streamOfTheApp(deliveryStreamArn)
        : deliveryStreamArn,
    };
  }

  get claims() {
    return claimsOf([
      {
        setting: 'deliveryStreamArn',
        arn: this.props.deliveryStreamArn,
        parts: ['Region', 'account'],
        remedy: 'name a stream of the account and Region that the stack is deployed to',
      },
    ]);
  }

  deliver(): Delivery {
    return {
      target: { type: 'kinesis-data-firehose', deliveryStreamArn: this.props.deliveryStreamArn },
      ready: [],
    };
  }
}
