/** A mistake of whoever typed the command: what was got, what is allowed and what to do. */
export class UserMistake extends Error {
  override readonly name = 'UserMistake';
}
