import { fileAnswer } from '../../file-answer.ts';
import { load, param } from '../../route.ts';
import { caseDoor } from './case-door.ts';

export const loader = load(async (given) => {
  const { door, number } = await caseDoor(given);
  return fileAnswer(await door.files.openInCase(number, param(given.params, 'file')));
});
