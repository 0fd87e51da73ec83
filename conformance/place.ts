/** Where everything is replayed. */
export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
