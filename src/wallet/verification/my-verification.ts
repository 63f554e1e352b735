import { verificationLevelOf } from '../../identity/identity.ts';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { personIdOf } from '../payment.ts';
import { askedLevels, documentsOf } from './contract.ts';
import { findLatest, toVerification } from './store.ts';

export const myVerification = query({
  name: 'wallet.my-verification',
  summary: 'How far one is verified, how the latest verification stands, and what is missing for the next level.',
  rest: 'GET /verification',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => {
    const personId = personIdOf(ctx.actor);
    const [level, latest, last] = await Promise.all([
      verificationLevelOf(ctx.db, personId),
      findLatest(ctx.db, personId),
      findLatest(ctx.db, personId, ['approved', 'refused']),
    ]);
    const nextLevel = askedLevels.find((higher) => higher > level) ?? null;
    const verification = latest === undefined ? null : await toVerification(ctx.db, latest);
    const decided = last === undefined ? null : await toVerification(ctx.db, last);
    const held = verification?.state === 'draft' ? verification.documents : [];
    const missing =
      nextLevel === null
        ? []
        : documentsOf[nextLevel].filter((kind) => held.every((document) => document.kind !== kind));
    return { level, nextLevel, verification, decided, missing };
  },
});
