import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { isPlausibleAccountNumber, normalizeAccountNumber, openBankAccount } from '../../rails/rails.ts';
import { readAsset } from '../payment.ts';
import { problem } from '../problems.ts';

export const addBankAccount = command({
  name: 'wallet.add-bank-account',
  summary: 'Adds one of our own bank accounts, to which customers of an asset send money.',
  rest: 'POST /bank-accounts',
  can: (actor) => hasRole(actor, 'compliance', 'admin'),
  input: input({
    number: Type.String({ minLength: 3, maxLength: 60, description: 'IBAN, or the bank’s own number' }),
    asset: Type.String({ minLength: 1, maxLength: 20 }),
    holder: Type.String({ minLength: 1, maxLength: 140 }),
    bank: Type.String({ minLength: 1, maxLength: 140 }),
    bic: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{8}([A-Z0-9]{3})?$' })),
  }),
  run: async (ctx, { number: typed, asset, holder, bank, bic }) => {
    const number = normalizeAccountNumber(typed);
    ctx.about(`bank-account:${number}`);
    readAsset(ctx, asset);
    if (!isPlausibleAccountNumber(number))
      throw problem('bank-account-number', {}, [
        { pointer: '/number', detail: problem('bank-account-number').text.detail },
      ]);
    const added = await openBankAccount(ctx.tx, { number, asset, holder, bank, bic: bic ?? null }, ctx.now);
    if (!added) throw problem('bank-account-exists', { number });
    return { number };
  },
});
