import { sql } from 'kysely';
import type { Ctx } from '../../platform/command.ts';
import { newId, shardOf } from '../../platform/id.ts';
import type { DocumentKind, DocumentView } from './contract.ts';
import { documentColumns, makeDocumentTask, unfinishedMax, viewDocument } from './document.ts';
import type { DocumentRow } from './document.ts';
import { problem } from '../problems.ts';
import { documentProblem } from './problems.ts';

export interface DocumentOrder {
  readonly personId: string;
  readonly kind: Exclude<DocumentKind, 'monthly'>;
  readonly format: DocumentView['format'];
  readonly asset?: string;
  readonly from?: string;
  readonly to?: string;
  readonly locale: Ctx['locale'];
}

/** Writes a document down, and the job that makes it; throws `wallet.documents-too-many`. */
export async function orderDocument(ctx: Ctx, order: DocumentOrder): Promise<DocumentView> {
  const { personId, kind, format, asset = null, from = null, to = null, locale } = order;
  const shard = shardOf(personId);
  // Whoever asks twice at once is counted one after the other.
  const wallet = await ctx.tx
    .selectFrom('wallet.wallets')
    .select('person_id')
    .where('shard', '=', shard)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (wallet === undefined) throw problem('no-wallet');
  const { unfinished } = await ctx.tx
    .selectFrom('wallet.documents')
    .select(({ fn }) => fn.countAll<bigint>().as('unfinished'))
    .where('shard', '=', shard)
    .where('person_id', '=', personId)
    .where('state', 'in', ['waiting', 'making'])
    .executeTakeFirstOrThrow();
  if (unfinished >= unfinishedMax) throw documentProblem('documents-too-many', { limit: String(unfinishedMax) });
  const id = newId(shard);
  const { rows } = await sql<DocumentRow>`
    insert into wallet.documents (shard, id, person_id, kind, asset, from_day, to_day, format, locale, state, asked_at)
    values (${shard}, ${id}, ${personId}, ${kind}, ${asset}, ${from}, ${to}, ${format}, ${locale}, 'waiting', ${ctx.now})
    returning ${documentColumns}`.execute(ctx.tx);
  await ctx.enqueue({ name: makeDocumentTask, payload: { id } });
  ctx.about(`document:${id}`);
  const [row] = rows;
  if (row === undefined) throw documentProblem('document-unknown');
  return viewDocument(row);
}
