/** A mistake of whoever typed the command: its message is enough. */
export class UserMistake extends Error {
  override readonly name = 'UserMistake';
}
