import { Type } from 'typebox';
import { requireStepUp } from '../../identity/identity.ts';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { keyScopes } from './contract.ts';
import type { NewKey } from './contract.ts';
import { requireMerchant } from './merchant.ts';
import { storeKey } from './store-key.ts';

export const createMerchantKey = command({
  name: 'wallet.create-merchant-key',
  summary: 'Makes an API key; the answer shows it, and nothing does again.',
  rest: 'POST /merchant/keys',
  can: (actor) => hasRole(actor, 'customer'),
  shownOnce: true,
  input: input({
    name: Type.String({ minLength: 1, maxLength: 60, description: 'What it is for' }),
    scopes: Type.Array(Type.Enum(keyScopes), { minItems: 1, maxItems: keyScopes.length, uniqueItems: true }),
  }),
  run: async (ctx, { name, scopes }): Promise<NewKey> => {
    requireStepUp(ctx);
    const { personId } = await requireMerchant(ctx.tx, ctx.actor);
    return storeKey(ctx, { merchantId: personId, name: name.trim(), scopes });
  },
});
