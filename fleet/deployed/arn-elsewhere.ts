import { type Place, parseArn } from '../../policy';

/** The first that is of another partition, account or Region, as far as it names them: buckets name a partition only. */
export const arnElsewhere = (arns: readonly (string | undefined)[], place: Place): string | undefined =>
  arns.find((text) => {
    const arn = text === undefined ? undefined : parseArn(text);
    return (
      arn !== undefined &&
      (arn.partition !== place.partition ||
        (arn.region !== '' && arn.region !== place.region) ||
        (arn.accountId !== '' && arn.accountId !== place.accountId))
    );
  });
