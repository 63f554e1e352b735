/** Stops at a broken invariant of our own: a programming error, never a user's mistake. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${sentence}`);
}

/** Marks a branch the type checker proves unreachable. */
export function unreachable(value: never): never {
  throw new Error(`broken invariant: no case for ${JSON.stringify(value)}`);
}
