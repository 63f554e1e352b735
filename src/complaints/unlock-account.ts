import { command, input } from '../platform/command.ts';
import { unfreezeWithin } from '../wallet/wallet.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { letter } from './complaint-letters.ts';
import { worksCases } from './desk.ts';
import { greet, writeLetter } from './letters/letter.ts';
import { numberField, reasonField, versionField } from './schemas.ts';
import { refuseStale } from './stale.ts';

export const unlockAccount = command({
  name: 'complaints.unlock-account',
  summary: 'Lifts the freeze of the complainant’s wallet, as an act of the case, and tells him.',
  rest: 'POST /cases/{number}/unlock',
  can: worksCases,
  input: input({ number: numberField, version: versionField, reason: reasonField }),
  run: async (ctx, { number, version, reason }) => {
    const found = await lockCase(ctx, number);
    const { row } = found;
    await refuseStale(ctx, found, version);
    const text = writeLetter('account-unlocked', row.locale, {
      greeting: greet(row.name, row.locale),
      number: row.number,
    });
    const { record } = await changeCase(ctx, found, { act: 'unlock-account', textHash: hashOf(text) }, [
      letter('notice', text),
    ]);
    // The state has just said that the person is known.
    if (record.person !== null) await unfreezeWithin(ctx, { personId: record.person, because: reason });
    ctx.about(`case:${row.id}`);
    return { number: row.number, version: record.version };
  },
});
