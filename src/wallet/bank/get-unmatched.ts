import { Type } from 'typebox';
import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { problem } from '../problems.ts';
import { suggestMatches } from './suggest-matches.ts';
import { readLine } from './unmatched-line.ts';

export const getUnmatched = query({
  name: 'wallet.get-unmatched',
  summary: 'Reads one bank line that was or is on the work list, with what it may be and why.',
  rest: 'GET /unmatched-lines/{line}',
  can: isStaff,
  input: input({ line: Type.String({ format: 'uuid' }) }),
  run: async ({ db }, { line }) => {
    const found = await readLine(db, line);
    if (found === undefined) throw problem('line-unknown');
    return { ...found, suggestions: await suggestMatches(db, found) };
  },
});
