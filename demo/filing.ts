import type { App } from '../src/app.ts';
import { uploadEvidence } from '../src/complaints/complaints.ts';
import type { Config } from '../src/platform/config.ts';
import { people } from '../test/people.ts';
import type { PersonaId } from '../test/people.ts';
import type { Resident } from '../test/residents.ts';
import type { DemoClock } from './clock.ts';
import { demoComplaints } from './complaints.ts';
import type { DemoComplaint } from './complaints.ts';
import { demoFile } from './files.ts';
import { sendMails } from './mailer.ts';
import { residentIn } from './money.ts';
import type { Customers } from './money.ts';

type Complaint = (typeof demoComplaints)[number];

/** Over how many days the complaints come in; the oldest are past some of their dates. */
const daysOfComplaints = 24;

/** What a payment of the complainant belongs to. */
const issuesOfPayments: ReadonlySet<string> = new Set(['W05', 'W06', 'W07', 'W08', 'W13']);

/** Sends every complaint through its door: the web as the persona or as a guest, or SMTP. Their order mixes languages and issues. */
export async function fileComplaints(app: App, config: Config, customers: Customers, clock: DemoClock): Promise<void> {
  const order = demoComplaints
    .map((complaint, index) => ({ complaint, rank: (index * 37) % demoComplaints.length }))
    .sort((a, b) => a.rank - b.rank);
  for (const [index, { complaint }] of order.entries()) {
    clock.goBackDays(daysOfComplaints * (1 - index / order.length), index % 7);
    if (complaint.door === 'mail') await fileByMail(app, config, complaint, clock);
    else await fileOnTheWeb(app, customers, complaint, clock);
  }
}

function addressOf({ from }: DemoComplaint): string {
  return from.startsWith('guest:') ? from.slice('guest:'.length) : personOf(from).email;
}

function personOf(id: string): (typeof people)[PersonaId] {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the lists of complaints name personas by these ids
  return people[id as PersonaId];
}

async function fileByMail(app: App, config: Config, complaint: Complaint, clock: DemoClock): Promise<void> {
  const { subject, text, attachment, from } = complaint;
  const address = addressOf(complaint);
  const name = from.startsWith('guest:') ? '' : personOf(from).name;
  await sendMails(app, config, [
    {
      from: name === '' ? address : `"${name}" <${address}>`,
      subject,
      text,
      date: clock.now(),
      ...(attachment === undefined ? {} : { attachment: demoFile(attachment, subject) }),
    },
  ]);
}

async function fileOnTheWeb(app: App, customers: Customers, complaint: Complaint, clock: DemoClock): Promise<void> {
  const isGuest = complaint.from.startsWith('guest:');
  // oxlint-disable-next-line typescript/consistent-type-assertions -- as above
  const resident = isGuest ? undefined : residentIn(customers, complaint.from as PersonaId);
  const transaction =
    resident !== undefined && issuesOfPayments.has(complaint.issue) ? await lastPayment(app, resident) : undefined;
  const answer = await fetch(`${app.url ?? ''}/api/v1/cases`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `demo ${complaint.subject} ${complaint.issue}`.replace(/[^ -~]/g, (letter) =>
        letter.charCodeAt(0).toString(16),
      ),
      'accept-language': complaint.locale,
      ...(resident === undefined ? {} : { cookie: resident.browser.headers.get('cookie') ?? '' }),
    },
    body: JSON.stringify({
      text: complaint.text,
      issue: complaint.issue,
      locale: complaint.locale,
      ...(transaction === undefined ? {} : { transaction }),
      ...(resident === undefined ? { contact: { email: addressOf(complaint) } } : {}),
    }),
  });
  if (!answer.ok) throw new Error(`the complaint "${complaint.subject}" was refused: ${await answer.text()}`);
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the answer of our own API
  const { caseId, number } = (await answer.json()) as { caseId: string; number: string };
  if (complaint.attachment !== undefined) await addProof(app, { caseId, number }, complaint, clock);
}

async function lastPayment(app: App, resident: Resident): Promise<string | undefined> {
  const { transactions } = await app.door.call('wallet.list-transactions', { direction: 'out' }, resident.caller);
  return transactions[0]?.id;
}

async function addProof(
  app: App,
  { caseId, number }: { caseId: string; number: string },
  { attachment, subject, locale }: Complaint,
  clock: DemoClock,
): Promise<void> {
  if (attachment === undefined) return;
  const caller = { actor: { kind: 'holder', caseId }, locale, requestId: 'demo' } as const;
  const { name, content } = demoFile(attachment, subject);
  const stored = await uploadEvidence({ ...caller, db: app.db, config: app.config, now: clock.now() }, number, {
    name,
    content,
  });
  await app.door.call('complaints.attach-evidence', { number, files: [stored.id] }, caller);
}
