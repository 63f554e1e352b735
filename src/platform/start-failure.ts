/** A failure that the operator can mend: its message is the whole story, printed without a stack before exit code 1. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}
