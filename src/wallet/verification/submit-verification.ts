import { Type } from 'typebox';
import { Temporal } from 'temporal-polyfill';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { emit } from '../../platform/event.ts';
import { shardOf } from '../../platform/id.ts';
import { verificationChanged } from '../events.ts';
import { personIdOf } from '../payment.ts';
import { countries, documentsOf, identityDocuments } from './contract.ts';
import type { DocumentKind } from './contract.ts';
import { readDetails } from './details.ts';
import { verificationProblem } from './problems.ts';
import { readVerification, toVerification } from './store.ts';

const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }));

export const submitVerification = command({
  name: 'wallet.submit-verification',
  summary: 'Sends one’s verification, with its documents, to compliance.',
  rest: 'POST /verification/{verification}/submit',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    verification: Type.String({ format: 'uuid' }),
    name: text(200),
    birthDate: text(10),
    country: Type.Optional(Type.Enum([...countries], { description: 'ISO 3166-1 alpha-2' })),
    documentKind: Type.Optional(Type.Enum(identityDocuments)),
    documentNumber: text(50),
    address: text(500),
    funds: text(1000),
  }),
  run: async (ctx, { verification: id, ...given }) => {
    const personId = personIdOf(ctx.actor);
    const row = await readVerification(ctx.tx, id, true);
    if (row.person_id !== personId) throw verificationProblem('verification-unknown');
    if (row.state !== 'draft') throw verificationProblem('verification-under-way');
    const { level, documents } = await toVerification(ctx.tx, row);
    const today = Temporal.Instant.from(ctx.now.toISOString()).toZonedDateTimeISO(ctx.config.zone).toPlainDate();
    const details = readDetails(level, given, today);
    const missing = documentsOf[level].filter((kind) => documents.every((document) => document.kind !== kind));
    if (missing.length > 0) throw documentsMissing(missing);
    await ctx.tx
      .updateTable('wallet.verifications')
      .set({ state: 'submitted', details: JSON.stringify(details), submitted_at: ctx.now })
      .where('shard', '=', shardOf(id))
      .where('id', '=', id)
      .execute();
    await emit(ctx, verificationChanged, { personId, verificationId: id, level, state: 'submitted', at: ctx.now });
    ctx.about(`person:${personId}`);
  },
});

function documentsMissing(kinds: readonly DocumentKind[]) {
  const { text: said } = verificationProblem('verification-document-missing');
  return verificationProblem(
    'verification-document-missing',
    {},
    kinds.map((kind) => ({ pointer: `/${kind}`, detail: said.detail })),
  );
}
