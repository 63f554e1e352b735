import { newId } from '../../src/platform/id.ts';
import { customers, desk, everybody, staff } from './row.ts';
import type { Rows } from './row.ts';
import type { World } from './world.ts';

const complainant = ['own', 'holder-own'] as const;

/** The one case whose link holders show. */
const same = ({ ownCase: { number } }: World): object => ({ number });

async function fresh(world: World): Promise<{ readonly number: string; readonly version: number }> {
  return { number: (await world.openCase()).number, version: 1 };
}

async function draft({ app, callerOf }: World): Promise<string> {
  const { code } = await app.door.call(
    'complaints.save-draft',
    { answers: { text: 'It did not arrive' } },
    callerOf('guest'),
  );
  return code ?? '';
}

export default {
  'complaints.add-message': { may: complainant, input: (world) => ({ ...same(world), text: 'One thing more.' }) },
  'complaints.add-note': { may: staff, input: (world) => ({ ...same(world), text: 'Called the bank.' }) },
  'complaints.assign-case': { may: desk, input: async (world) => ({ ...(await fresh(world)), to: 'me' }) },
  'complaints.attach-evidence': {
    may: [...complainant, ...staff],
    input: (world) => ({ ...same(world), files: [newId(0)] }),
  },
  'complaints.close-case': { may: ['system'], input: async (world) => ({ case: (await world.openCase()).caseId }) },
  'complaints.decide-case': {
    may: desk,
    input: async (world) => ({
      ...(await fresh(world)),
      outcome: { kind: 'explained_no_fault' },
      letter: 'The bank returned the payment on Tuesday.',
      reason: 'File of the bank',
    }),
  },
  'complaints.disagree': { may: complainant, input: (world) => ({ ...same(world), text: 'That is not so.' }) },
  'complaints.dismiss-message': { may: desk, input: same },
  'complaints.get-case': { may: staff, input: same },
  'complaints.get-draft': { may: everybody, input: async (world) => ({ code: await draft(world) }) },
  'complaints.get-pack': { may: everybody, input: () => ({ pack: 'uk-disp' }) },
  'complaints.list-cases': { may: staff, input: () => ({}) },
  'complaints.list-packs': { may: everybody, input: () => ({}) },
  'complaints.miss-clock': {
    may: ['system'],
    input: async (world) => ({ case: (await world.openCase()).caseId, clock: 'iso-default/none/1' }),
  },
  'complaints.my-cases': { may: [...customers, ...staff], input: () => ({}) },
  'complaints.open-case': {
    may: everybody,
    input: () => ({ text: 'My deposit has not arrived.', contact: { name: 'Gus', email: 'gus@post.example' } }),
  },
  'complaints.recode-issue': {
    may: desk,
    input: async (world) => ({ ...(await fresh(world)), issue: 'W04', reason: 'It left, it did not come' }),
  },
  'complaints.recompute-clocks': {
    may: ['system'],
    input: async (world) => ({ case: (await world.openCase()).caseId }),
  },
  'complaints.record-step': {
    may: desk,
    input: async (world) => ({
      ...(await fresh(world)),
      step: 'oral_notice',
      on: '2026-01-05',
      reason: 'She called us',
    }),
  },
  'complaints.reopen-case': { may: desk, input: async (world) => ({ ...(await fresh(world)), reason: 'New facts' }) },
  'complaints.save-draft': {
    may: everybody,
    input: async (world) => ({ code: await draft(world), answers: { text: 'It came late' } }),
  },
  'complaints.save-reply-draft': { may: desk, input: (world) => ({ ...same(world), text: 'We have' }) },
  'complaints.send-code': { may: complainant, input: same },
  'complaints.send-reply': {
    may: desk,
    input: async (world) => ({ ...(await fresh(world)), text: 'We look into it.' }),
  },
  'complaints.track-case': { may: complainant, input: same },
  'complaints.unlock-account': {
    may: desk,
    input: async (world) => ({ ...(await fresh(world)), reason: 'He showed who he is' }),
  },
  // Whoever knows the code reads the mailbox.
  'complaints.verify-complainant': { may: everybody, input: (world) => ({ ...same(world), code: '000000' }) },
  'complaints.watch-case': { may: staff, input: same },
  'complaints.withdraw-case': { may: ['own'], input: async (world) => ({ number: (await fresh(world)).number }) },
} satisfies Rows;
