/** What an operator wrote and can put right: shown as its message, without a stack trace. */
export class UserMistake extends Error {
  override readonly name = 'UserMistake';
}
