import { sql } from 'kysely';
import { eraseEvidence, storeEvidence } from '../../evidence/evidence.ts';
import { personById } from '../../identity/identity.ts';
import type { Person } from '../../identity/identity.ts';
import { assert } from '../../platform/assert.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db.ts';
import { systemCaller } from '../../platform/door.ts';
import { collectGarbage } from '../../platform/garbage.ts';
import { newId, shardOf } from '../../platform/id.ts';
import { log } from '../../platform/log.ts';
import type { Task } from '../../platform/worker.ts';
import { findAsset } from '../asset.ts';
import type { WalletDoor } from '../wallet-door.ts';
import { documentColumns, makeDocumentTask } from './document.ts';
import type { DocumentRow } from './document.ts';
import { knownPeriod } from './period.ts';
import { readStatement } from './statement.ts';
import { writeCsv } from './statement-csv.ts';
import { writePdf } from './statement-pdf.ts';

export interface DocumentTools {
  readonly db: Database;
  readonly config: Config;
  readonly clock: Clock;
  readonly door: WalletDoor;
}

/** A document in the making: its file, and how to say how far it is. */
export interface Making {
  readonly row: DocumentRow;
  readonly holder: Person;
  readonly now: Date;
  /** How many movements or files are in it by now. */
  readonly onProgress: (done: number) => Promise<void>;
  readonly onTotal: (total: number) => Promise<void>;
}

/** What writes the bytes of a document of some kind, and how its file is called. */
export type Maker = (
  tools: DocumentTools,
  making: Making,
) => Promise<{ readonly name: string; readonly content: AsyncIterable<Uint8Array> }>;

/** Progress is written down after so many more; a commit for each page would take longer than the pages. */
const progressStep = 2000;

/** Movements after which the garbage is cleared away, so that a long statement stays within its 300 MB. */
const collectStep = 10_000;

/** Tries before a document is given up; the queue backs off between them. */
const attemptsMax = 3;

/** The task that makes one document; `makeExport` comes from whoever knows what there is to export. */
export function makeDocuments(tools: DocumentTools, makeExport: Maker): Task {
  return {
    name: makeDocumentTask,
    run: async (payload) => {
      if (typeof payload !== 'object' || payload === null || !('id' in payload)) return;
      await makeDocument(tools, String(payload.id), makeExport);
    },
  };
}

/** Makes a document, whichever of its tries this is; one that was made already stays. */
export async function makeDocument(tools: DocumentTools, id: string, makeExport: Maker): Promise<void> {
  const row = await begin(tools.db, id);
  if (row === undefined) return;
  try {
    await fill(tools, row, row.kind === 'export' ? makeExport : makeStatement);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isLast = row.attempts >= attemptsMax;
    await tools.db
      .updateTable('wallet.documents')
      .set({ state: isLast ? 'failed' : 'waiting', error: reason })
      .where('shard', '=', row.shard)
      .where('id', '=', id)
      .execute();
    await eraseEvidence(tools, id);
    if (!isLast) throw error;
    log.error({ document: id, reason }, 'a document could not be made');
  }
}

async function begin(db: Database, id: string): Promise<DocumentRow | undefined> {
  const { rows } = await sql<DocumentRow>`
    update wallet.documents set state = 'making', attempts = attempts + 1, done = 0
    where shard = ${shardOf(id)} and id = ${id} and state in ('waiting', 'making') returning ${documentColumns}`.execute(
    db,
  );
  return rows[0];
}

async function fill(tools: DocumentTools, row: DocumentRow, make: Maker): Promise<void> {
  const { db, clock, door } = tools;
  const holder = await personById(db, row.person_id);
  assert(holder, 'a document belongs to somebody');
  const now = clock.now();
  const report = async (values: { readonly done: number } | { readonly total: number }): Promise<void> => {
    await db
      .updateTable('wallet.documents')
      .set(values)
      .where('shard', '=', row.shard)
      .where('id', '=', row.id)
      .execute();
  };
  // The files of an export are few, and each may take a while.
  const step = row.kind === 'export' ? 1 : progressStep;
  let [reported, collected] = [0, 0];
  const { name, content } = await make(tools, {
    row,
    holder,
    now,
    onProgress: async (done) => {
      if (done < reported + step) return;
      reported = done;
      await report({ done });
      if (done >= collected + collectStep) {
        collected = done;
        collectGarbage();
      }
    },
    onTotal: (total) => report({ total }),
  });
  const file = await storeEvidence(tools, { holder: row.id, name, content, keepAll: true }, now);
  const given = { id: row.id, file: file.id, name: file.name, size: file.size };
  await door.call('wallet.finish-document', given, systemCaller('documents', newId(0)));
}

const makeStatement: Maker = async ({ db, config }, { row, holder, now, onProgress, onTotal }) => {
  assert(row.asset !== null && row.from_day !== null && row.to_day !== null, 'a statement is of an asset and a period');
  const asset = findAsset(config, row.asset);
  assert(asset, 'a statement is of an asset of the installation');
  const period = knownPeriod({ from: row.from_day, to: row.to_day }, config.zone);
  const statement = await readStatement({ db, config, now }, { id: row.id, holder, asset, period, locale: row.locale });
  await onTotal(statement.count);
  return {
    name: `${config.brand}-${asset.code}-${period.from}-${period.to}.${row.format}`,
    content: row.format === 'pdf' ? writePdf(statement, onProgress) : writeCsv(statement, onProgress),
  };
};
