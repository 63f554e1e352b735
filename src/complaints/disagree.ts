import { command, input } from '../platform/command.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { fromComplainant, mayBeComplainant } from './desk.ts';
import { secondLook } from './second-look.ts';
import { numberField, textField } from './schemas.ts';

/** The complainant disagrees with the decision: the case is open again, with new dates. */
export const disagree = command({
  name: 'complaints.disagree',
  summary: 'Disagrees with the decision, with reasons: the case is looked at again, by new dates.',
  rest: 'POST /cases/{number}/disagreement',
  can: mayBeComplainant,
  input: input({ number: numberField, text: textField }),
  run: async (ctx, { number, text }) => {
    const found = await lockCase(ctx, number);
    const answer = await secondLook(ctx, found, { kind: 'disagreed', textHash: hashOf(text) });
    const attempt = { act: 'disagree', textHash: hashOf(text), letterHash: hashOf(answer.text) } as const;
    const { record } = await changeCase(ctx, found, attempt, [
      fromComplainant(ctx, found.row.name, 'disagreement', text),
      answer,
    ]);
    return { number: found.row.number, version: record.version };
  },
});
