import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { writeDraft } from './drafts.ts';
import { resumeCodeField, textLengthMax } from './schemas.ts';

/** Save and return without signing in; what was typed is never lost to a time-out. */
export const saveDraft = command({
  name: 'complaints.save-draft',
  summary:
    'Keeps a complaint that is being written; a new one gets a resume code, which is shown once and stored as a hash.',
  rest: 'PUT /complaint-drafts',
  can: () => true,
  input: input({
    code: Type.Optional(resumeCodeField),
    answers: Type.Record(Type.String({ pattern: '^[a-zA-Z]{1,40}$' }), Type.String({ maxLength: textLengthMax }), {
      maxProperties: 40,
    }),
  }),
  run: async (ctx, { code, answers }) => writeDraft(ctx, { code, answers }),
});
