import { fileAnswer } from '../../../file-answer.ts';
import { load, param } from '../../../route.ts';
import { needDraft } from './draft.ts';

export const loader = load(async ({ door, request, params }) => {
  const { code } = await needDraft(door, request);
  return fileAnswer(await door.files.openInDraft(code, param(params, 'file')));
});
