/** Something that keeps the checks from being made, told to a person: what it is, and what to do. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
}
