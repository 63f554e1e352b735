import { Type } from 'typebox';
import type { StoredFile } from '../evidence/evidence.ts';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { readUploads } from './attach-evidence.ts';
import { addFiles } from './case-files.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase, lockCaseFor } from './case-store.ts';
import { changeCase } from './change-case.ts';
import type { Arrival } from './contract.ts';
import { fromComplainant, mayBeComplainant } from './desk.ts';
import { confirmComplainant } from './verify-complainant.ts';
import { numberField, textField } from './schemas.ts';

/** The complainant writes to us, on the tracker. */
export const addMessage = command({
  name: 'complaints.add-message',
  summary: 'Adds a message of the complainant to his case, with files that were uploaded to it.',
  rest: 'POST /cases/{number}/messages',
  can: mayBeComplainant,
  input: input({
    number: numberField,
    text: textField,
    files: Type.Optional(Type.Array(Type.String({ format: 'uuid' }), { maxItems: 20 })),
  }),
  run: async (ctx, { number, text, files = [] }) => {
    const found = await lockCase(ctx, number);
    const uploads = await readUploads(ctx, found.row, files);
    const attempt = { act: 'add-message', channel: 'web', automatic: false, textHash: hashOf(text) } as const;
    const { record } = await changeCase(ctx, found, attempt, [fromComplainant(ctx, found.row.name, 'message', text)]);
    await addFiles(ctx.tx, found.row, uploads, record.version, ctx.now);
    return { number: found.row.number, version: record.version };
  },
});

/** A message that a channel brings to a case: the channel has judged that its sender may speak there. */
export interface IncomingMessage {
  /** The case's id or number. */
  readonly caseId: string;
  readonly text: string;
  readonly files: readonly StoredFile[];
  readonly arrival: Arrival;
  /** Written by a program (RFC 3834): it waits for no answer. */
  readonly automatic: boolean;
  readonly author: string | null;
  /** Whether it shows that the complainant's address is his own. */
  readonly confirms: boolean;
}

/** Adds a message that a channel brings, in the caller's transaction. Throws `complaints.unknown-case`. */
export async function receiveMessage(
  ctx: Ctx,
  { caseId: idOrNumber, text, files, arrival, automatic, author, confirms }: IncomingMessage,
): Promise<{ readonly caseId: string; readonly number: string; readonly seq: number }> {
  const found = await lockCaseFor(ctx, idOrNumber, 'complainant');
  const message = {
    ...fromComplainant(ctx, author ?? found.row.name, automatic ? 'automatic' : 'message', text, arrival.channel),
    contactId: arrival.contactId,
    messageId: arrival.messageId,
    html: arrival.html,
  };
  const { record } = await changeCase(
    ctx,
    found,
    { act: 'add-message', channel: arrival.channel, automatic, textHash: hashOf(text) },
    [message],
  );
  await addFiles(ctx.tx, found.row, files, record.version, ctx.now);
  const { id: caseId, number } = found.row;
  if (confirms && !record.verified) await confirmComplainant(ctx, await lockCaseFor(ctx, caseId, 'complainant'));
  return { caseId, number, seq: record.version };
}
