/** Where everything is measured: an account and a Region that are nobody's. */
export const PLACE = { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' };

export const RULE = 'vpc-flow-logs';
