import { Type } from 'typebox';
import { hasRole, isStaff } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { freezeWithin } from './change-freeze.ts';
import { freezeScopes } from './contract.ts';
import { freezeReasonCodes } from './freeze.ts';
import { problem } from './problems.ts';
import { readDay } from './read-day.ts';

const order = input({
  authority: Type.String({ minLength: 2, maxLength: 200, description: 'The court or authority that ordered it' }),
  reference: Type.String({ minLength: 1, maxLength: 100, description: 'The number of its order' }),
  orderedOn: Type.String({ maxLength: 10, description: 'The day of the order, `2026-11-22`' }),
  disclosed: Type.Boolean({ description: 'False where the order forbids to tell the customer of it' }),
});

export const freezeWallet = command({
  name: 'wallet.freeze-wallet',
  summary: 'Freezes a customer’s wallet, for money out or altogether, with a reason that the customer reads.',
  rest: 'POST /wallets/{person}/freeze',
  can: isStaff,
  input: input({
    person: Type.String({ format: 'uuid', description: 'The customer’s id' }),
    scope: Type.Enum(freezeScopes),
    reason: Type.Enum(freezeReasonCodes),
    order: Type.Optional(order),
    note: Type.Optional(Type.String({ maxLength: 2000, description: 'For staff alone' })),
  }),
  run: async (ctx, { person: personId, scope, reason, order: given, note }) => {
    ctx.about(`person:${personId}`);
    if (reason === 'legal-order' && !hasRole(ctx.actor, 'compliance', 'admin')) throw problem('order-by-compliance');
    if ((reason === 'legal-order') !== (given !== undefined)) throw problem('order-incomplete');
    if (given !== undefined) readDay(given.orderedOn, '/order/orderedOn');
    return { freeze: await freezeWithin(ctx, { personId, scope, reason, note, order: given }) };
  },
});
