import type { Queryable } from '../platform/db.ts';
import type { Answered } from './books.ts';
import { loadAnswered } from './load-answered.ts';

/** A transfer as it was asked for, with its first answer; undefined where the id was never used. */
export async function getTransfer(q: Queryable, id: string, shards: number): Promise<Answered | undefined> {
  return (await loadAnswered(q, [id], shards)).get(id);
}
