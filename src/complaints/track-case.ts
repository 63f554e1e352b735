import { input, query } from '../platform/command.ts';
import { mailAddressOf } from './case-secrets.ts';
import { caseStates } from './case-state.ts';
import type { ClockView, TrackedCase } from './contract.ts';
import { mayBeComplainant } from './desk.ts';
import { readDossier } from './dossier.ts';
import { submitted, viewActs } from './get-case.ts';
import { numberField } from './schemas.ts';

export const trackCase = query({
  name: 'complaints.track-case',
  summary:
    'Reads a case for its complainant: where it stands, both clocks, everything said, what was put right, and what can be done next.',
  rest: 'GET /cases/{number}/tracker',
  can: mayBeComplainant,
  input: input({ number: numberField }),
  run: async (ctx, { number }): Promise<TrackedCase> => {
    const { row, record, dossier } = await readDossier(ctx, number, 'complainant');
    const { messages, files, clocks } = dossier;
    const { state, verified, issue, openedAt, outcome, disagreeUntil, redress } = record;
    return {
      caseId: row.id,
      number: row.number,
      state,
      verified,
      issue,
      openedAt,
      outcome,
      disagreeUntil,
      redress,
      messages,
      files,
      clocks,
      stateText: caseStates[state],
      email: row.email,
      handler: row.assignee_name,
      complaint: submitted(row, record, messages),
      doors: doorsOf(clocks),
      acts: viewActs(record, 'complainant', ctx.now),
      // From is easily forged: a mail here confirms the address only because nobody but its owner was told of here.
      mailAddress: verified ? mailAddressOf(ctx.config, row.id) : null,
    };
  },
});

/** The ways on that missed clocks have opened, each once, since the first time. */
function doorsOf(clocks: readonly ClockView[]): TrackedCase['doors'] {
  const missed = clocks.filter(({ status, door }) => door !== null && (status === 'missed' || status === 'late'));
  return missed.flatMap(({ door, dueAt }, index) =>
    door === null || missed.findIndex((other) => other.door?.en === door.en) < index
      ? []
      : [{ label: door, since: dueAt }],
  );
}
