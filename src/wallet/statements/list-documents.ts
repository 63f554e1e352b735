import { sql } from 'kysely';
import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { personIdOf } from '../payment.ts';
import type { DocumentView } from './contract.ts';
import { documentColumns, viewDocument } from './document.ts';
import type { DocumentRow } from './document.ts';

const pageMax = 30;
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export const listDocuments = query({
  name: 'wallet.list-documents',
  summary: 'Lists one’s own statements, or exports, newest first, with how far each is.',
  rest: 'GET /documents',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    kind: Type.Enum(['statements', 'exports']),
    after: Type.Optional(Type.String({ format: 'uuid', description: '`next` of the page before' })),
  }),
  run: async (
    { db, actor },
    { kind, after },
  ): Promise<{ readonly documents: readonly DocumentView[]; readonly next: string | null }> => {
    const personId = personIdOf(actor);
    const { rows } = await sql<DocumentRow>`
      select ${documentColumns} from wallet.documents
      where shard = ${shardOf(personId)} and person_id = ${personId} and (kind = 'export') = ${kind === 'exports'}
        and id < ${after ?? lastId}::uuid order by id desc limit ${pageMax}`.execute(db);
    return { documents: rows.map(viewDocument), next: rows.length === pageMax ? (rows.at(-1)?.id ?? null) : null };
  },
});
