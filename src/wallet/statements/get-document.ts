import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { personIdOf } from '../payment.ts';
import { findDocument, viewDocument } from './document.ts';

export const getDocument = query({
  name: 'wallet.get-document',
  summary: 'Reads how far one of one’s own statements or exports is.',
  rest: 'GET /documents/{id}',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ id: Type.String({ maxLength: 60 }) }),
  run: async ({ db, actor }, { id }) => viewDocument(await findDocument(db, personIdOf(actor), id)),
});
