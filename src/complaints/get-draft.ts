import { input, query } from '../platform/command.ts';
import { readDraft, readDraftFiles } from './drafts.ts';
import { resumeCodeField } from './schemas.ts';

export const getDraft = query({
  name: 'complaints.get-draft',
  summary: 'Reads a saved complaint by its resume code.',
  can: () => true,
  input: input({ code: resumeCodeField }),
  run: async (ctx, { code }) => {
    const draft = await readDraft(ctx.db, code, ctx.now);
    return {
      answers: draft.answers,
      files: await readDraftFiles(ctx.db, draft),
      startedAt: draft.startedAt,
      expiresAt: draft.expiresAt,
    };
  },
});
