import { fieldProblem } from './problems.ts';

const nameLengthMax = 80;

/** Characters that do not show or that turn the reading direction: a name must be what it looks like. */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** A display name: NFC, single spaces, 1 to 80 characters, a letter at least; throws `identity.name-invalid`. */
export function parseName(typed: string): string {
  const name = typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name.length <= nameLengthMax && /\p{L}/u.test(name) && !hidden.test(name)) return name;
  throw fieldProblem('name-invalid', '/name');
}
