/** An invariant that does not hold, and where; found by an audit from the tables alone. */
export interface Violation {
  readonly invariant: string;
  readonly facts: Readonly<Record<string, unknown>>;
}
