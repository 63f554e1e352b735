import { redirect } from 'react-router';
import { isProblem } from '../../../body.ts';
import type { ListedFile } from '../../../components/file-list.tsx';
import type { WebDoor } from '../../../door.ts';
import { paths } from '../../../paths.ts';
import { cookie } from '../../../route.ts';
import { answerNames } from './steps.ts';
import type { Answers } from './steps.ts';

/** A complaint that is being written: kept on the server under its resume code, which this browser keeps in a cookie. */
export interface Draft {
  readonly code: string;
  readonly answers: Answers;
  readonly expiresAt: Date;
  readonly files: readonly ListedFile[];
}

const cookieName = 'draft';

/** The draft of a code as somebody typed it. Throws `complaints.unknown-draft`. */
export async function openDraft(door: WebDoor, code: string): Promise<Draft> {
  const { answers, expiresAt, files } = await door.call('complaints.get-draft', { code });
  const known: Answers = Object.fromEntries(
    answerNames.flatMap((name) => (answers[name] === undefined ? [] : [[name, answers[name]]])),
  );
  return { code, answers: known, expiresAt, files };
}

/** The draft of this browser, if it has one that is still kept. */
export async function findDraft(door: WebDoor, request: Request): Promise<Draft | undefined> {
  const code = cookie(request, cookieName);
  if (code === undefined || code === '') return undefined;
  try {
    return await openDraft(door, code);
  } catch (error) {
    if (isProblem(error) && error.text.status < 500) return undefined;
    throw error;
  }
}

/** The draft of this browser; who has none begins at the start. */
export async function needDraft(door: WebDoor, request: Request): Promise<Draft> {
  const draft = await findDraft(door, request);
  if (draft === undefined) throw redirect(paths.complain());
  return draft;
}

/** Keeps the answers, under a new code or the one that is known. */
export async function saveDraft(
  door: WebDoor,
  code: string | undefined,
  answers: Answers,
): Promise<{ readonly code: string; readonly expiresAt: Date }> {
  const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
  return door.call('complaints.save-draft', { ...(code === undefined ? {} : { code }), answers: given });
}

/** The cookie that brings this browser back to its draft. */
export function rememberDraft(draft: { readonly code: string; readonly expiresAt: Date }, door: WebDoor): string {
  return `${cookieName}=${draft.code}; Expires=${draft.expiresAt.toUTCString()}; ${attributes(door)}`;
}

export function forgetDraft(door: WebDoor): string {
  return `${cookieName}=; Max-Age=0; ${attributes(door)}`;
}

function attributes({ site }: WebDoor): string {
  return `Path=${paths.complain()}; HttpOnly; SameSite=Lax${site.publicUrl.startsWith('https:') ? '; Secure' : ''}`;
}
