import { assert } from '../platform/assert.ts';
import type { Queryable } from '../platform/db.ts';
import { decide } from './decide.ts';
import { loadBooks } from './load-books.ts';
import type { Moment } from './load-books.ts';
import { storeDraft } from './store-draft.ts';
import { parseTransfer } from './transfer.ts';
import type { Result, Transfer } from './transfer.ts';

/** One transfer, or the transfers of one group: posted all or none. */
export type Unit = readonly Transfer[];

/**
 * Posts in the caller's transaction, one result for each transfer in their order; nothing stands until the caller
 * commits, and a refused one leaves the others standing. The accounts stay locked until then.
 */
export async function postWithin(q: Queryable, transfers: readonly Transfer[], moment: Moment): Promise<Result[]> {
  return answerUnits(transfers, (units) => postUnits(inTurn(q), units, moment));
}

/** A caller's connection may not be sent a statement before it answered the last one. */
function inTurn(q: Queryable): Queryable {
  let last: Promise<unknown> = Promise.resolve();
  return {
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the type of a row is the caller's to state
    query: <Row extends object>(text: string, values?: readonly unknown[]) => {
      const answer = last.then(() => q.query<Row>(text, values));
      last = answer;
      return answer;
    },
  };
}

/** Loads what the units touch, decides them in their order and writes what changes; `commit` is sent behind the last statement. */
export async function postUnits(
  q: Queryable,
  units: readonly Unit[],
  moment: Moment,
  commit?: () => Promise<unknown>,
): Promise<readonly (readonly Result[])[]> {
  const books = await loadBooks(q, units.flat(), moment);
  const { results, draft } = decide(books, units);
  await Promise.all([storeDraft(q, draft), commit?.()]);
  return results;
}

/** Hands transfers on as units, and gives the results in the order of the transfers. */
export async function answerUnits(
  transfers: readonly Transfer[],
  post: (units: readonly Unit[]) => Promise<readonly (readonly Result[])[]>,
): Promise<Result[]> {
  if (transfers.length === 0) return [];
  const parsed = transfers.map(parseTransfer);
  const units = [...Map.groupBy(parsed, (transfer) => transfer.group ?? transfer).values()];
  const results = await post(units);
  const resultOf = new Map(
    units.flatMap((unit, place) => unit.map((transfer, member) => [transfer, results[place]?.[member]])),
  );
  return parsed.map((transfer) => {
    const result = resultOf.get(transfer);
    assert(result, 'every transfer is answered');
    return result;
  });
}
