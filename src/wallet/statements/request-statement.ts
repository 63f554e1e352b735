import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { locales } from '../../platform/localized.ts';
import { personIdOf, readAsset } from '../payment.ts';
import { statementFormats } from './contract.ts';
import { orderDocument } from './order-document.ts';
import { readPeriod } from './period.ts';

const dayField = (which: string) =>
  Type.String({
    maxLength: 20,
    description: `${which} day of the statement, \`2026-11-22\`, in the installation’s zone`,
  });

export const requestStatement = command({
  name: 'wallet.request-statement',
  summary:
    'Asks for a statement of one asset and any period, as PDF or CSV. It is made in the background: read its document for the progress, and fetch the file from `/documents/{id}/file`.',
  rest: 'POST /statements',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    asset: Type.String({ minLength: 1, maxLength: 20 }),
    from: dayField('First'),
    to: dayField('Last'),
    format: Type.Enum([...statementFormats]),
    language: Type.Optional(Type.Enum([...locales])),
  }),
  run: async (ctx, given) => {
    const asset = readAsset(ctx, given.asset);
    const { from, to } = readPeriod(given, ctx.config.zone, ctx.now);
    return orderDocument(ctx, {
      personId: personIdOf(ctx.actor),
      kind: 'statement',
      format: given.format,
      asset: asset.code,
      from,
      to,
      locale: given.language ?? ctx.locale,
    });
  },
});
