import { fileAnswer } from '../../file-answer.ts';
import { load, param } from '../../route.ts';

export const loader = load(async ({ door, params }) =>
  fileAnswer(await door.files.openOwnDocument(param(params, 'document'))),
);
