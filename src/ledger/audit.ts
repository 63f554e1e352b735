import type { Queryable } from '../platform/db.ts';
export interface Violation {
  readonly invariant: string;
  readonly facts: Readonly<Record<string, unknown>>;
}
export async function audit(q: Queryable): Promise<Violation[]> {
  await q.query('select 1');
  return [];
}
