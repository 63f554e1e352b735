import type { StoredFile } from '../evidence/evidence.ts';
import type { Ctx } from '../platform/command.ts';
import { addFiles } from './case-files.ts';
import { hashOf } from './case-secrets.ts';
import { lockCaseFor } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { confirmComplainant } from './confirm-complainant.ts';
import type { Arrival } from './contract.ts';
import { fromComplainant } from './desk.ts';
import { storable, storableArrival } from './storable.ts';

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
  { caseId: idOrNumber, files, automatic, author, confirms, ...given }: IncomingMessage,
): Promise<{ readonly caseId: string; readonly number: string; readonly seq: number }> {
  const found = await lockCaseFor(ctx, idOrNumber, 'complainant');
  const [text, arrival] = [storable(given.text), storableArrival(given.arrival)];
  const message = {
    ...fromComplainant(
      ctx,
      author === null ? found.row.name : storable(author),
      automatic ? 'automatic' : 'message',
      text,
      arrival.channel,
    ),
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
