import { sql } from 'kysely';
import { personById } from '../../identity/identity.ts';
import type { Database } from '../../platform/db.ts';
import type { Localized } from '../../platform/localized.ts';
import { payoutsOnTheWay } from '../../rails/rails.ts';
import { providerShard } from '../account.ts';
import { formatReference } from '../reference.ts';
import { compareNames } from './compare-names.ts';
import type { NameMatch } from './compare-names.ts';
import { nearReferences } from './near-references.ts';
import type { UnmatchedLine } from './unmatched-line.ts';

interface Scored {
  /** 0 to 100: how much speaks for it. */
  readonly score: number;
  /** What speaks for it, in words, and what against. */
  readonly reasons: readonly Localized[];
}

/** Whom, or which payout of ours, a line may be of; a person decides. */
export type Suggestion = Scored &
  (
    | {
        readonly kind: 'customer';
        readonly person: { readonly id: string; readonly name: string; readonly email: string };
      }
    | { readonly kind: 'payout'; readonly reference: string; readonly name: string; readonly iban: string }
  );

interface Clue {
  readonly weight: number;
  readonly text: Localized;
}

const weights = { pointed: 60, reference: 55, account: 45, name: 20, sameName: 15, otherName: -30 } as const;

const nameClues: Readonly<Record<NameMatch, Clue | undefined>> = {
  same: {
    weight: weights.sameName,
    text: { en: 'The payer has the customer’s name', 'zh-CN': '付款人与客户同名' },
  },
  similar: {
    weight: weights.sameName - 5,
    text: { en: 'The payer’s name is much like the customer’s', 'zh-CN': '付款人姓名与客户相近' },
  },
  different: {
    weight: weights.otherName,
    text: { en: 'The payer has another name', 'zh-CN': '付款人姓名与客户不同' },
  },
  unknown: undefined,
};

/** References that were perhaps meant, and whose they are. */
async function fromReferences(db: Database, line: UnmatchedLine): Promise<Map<string, Clue>> {
  const near = [...nearReferences(line.texts)];
  if (near.length === 0) return new Map();
  const rows = await db.selectFrom('wallet.deposit_references').selectAll().where('reference', 'in', near).execute();
  return new Map(
    rows.map(({ reference, person_id: person }) => [
      person,
      {
        weight: weights.reference,
        text: {
          en: `The text is one slip away from the reference ${formatReference(reference)}`,
          'zh-CN': `附言与充值附言 ${formatReference(reference)} 只差一处`,
        },
      },
    ]),
  );
}

/** Customers to whom money from the same account, or under the same name, was credited before. */
async function fromHistory(db: Database, line: UnmatchedLine): Promise<{ person: string; clue: Clue }[]> {
  if (line.payerAccount === null) return [];
  const { rows } = await sql<{ person: string; times: number; same_name: number }>`
    select person_id as person, count(*)::int as times, count(*) filter (where payer_name = ${line.payerName})::int as same_name
    from wallet.bank_lines where shard = ${providerShard} and payer_account = ${line.payerAccount} and person_id is not null
      and state in ('credited', 'assigned') and id <> ${line.id}
    group by person_id order by times desc limit 5`.execute(db);
  return rows.map(({ person, times, same_name: named }) => ({
    person,
    clue: {
      weight: weights.account + (named > 0 ? 5 : 0),
      text: {
        en: `Money from this account was credited to the customer ${times === 1 ? 'once' : `${times} times`} before`,
        'zh-CN': `此账户的款项此前曾 ${times} 次记入该客户`,
      },
    },
  }));
}

async function suggestCustomers(db: Database, line: UnmatchedLine): Promise<Suggestion[]> {
  const clues = new Map<string, Clue[]>();
  const add = (person: string, clue: Clue): void => void clues.set(person, [...(clues.get(person) ?? []), clue]);
  for (const [person, clue] of await fromReferences(db, line)) add(person, clue);
  for (const { person, clue } of await fromHistory(db, line)) add(person, clue);
  if (line.person !== null)
    add(line.person.id, {
      weight: weights.pointed,
      text: { en: 'The line carries the customer’s reference', 'zh-CN': '该明细带有客户的充值附言' },
    });
  const suggestions: Suggestion[] = [];
  for (const [id, speaking] of clues) {
    const person = await personById(db, id);
    if (person === undefined) continue;
    const name = nameClues[compareNames(line.payerName, person.name)];
    const all = name === undefined ? speaking : [...speaking, name];
    suggestions.push({ kind: 'customer', person: { id, name: person.name, email: person.email }, ...weigh(all) });
  }
  return suggestions;
}

function weigh(clues: readonly Clue[]): Scored {
  const sum = clues.reduce((total, { weight }) => total + weight, 0);
  return { score: Math.max(0, Math.min(100, sum)), reasons: clues.map(({ text }) => text) };
}

async function suggestPayouts(db: Database, line: UnmatchedLine): Promise<Suggestion[]> {
  if (line.direction !== 'out') return [];
  const payouts = await payoutsOnTheWay(db, line.asset, line.amount);
  return payouts.map(({ reference, name, iban }) => {
    const clues: Clue[] = [
      {
        weight: payouts.length === 1 ? 60 : 40,
        text:
          payouts.length === 1
            ? { en: 'It is the only payout of this amount on its way', 'zh-CN': '这是唯一一笔该金额的在途付款' }
            : { en: 'It is one of several payouts of this amount on their way', 'zh-CN': '有多笔该金额的在途付款' },
      },
    ];
    if (line.payerAccount === iban)
      clues.push({ weight: 35, text: { en: 'The account is the recipient’s', 'zh-CN': '账号与收款账号一致' } });
    if (line.texts.some((text) => text.toUpperCase().includes(reference)))
      clues.push({ weight: 35, text: { en: 'The text has its reference', 'zh-CN': '附言含有该付款的参考号' } });
    return { kind: 'payout', reference, name, iban, ...weigh(clues) };
  });
}

/** What a line of the work list may be, the likeliest first. */
export async function suggestMatches(db: Database, line: UnmatchedLine): Promise<readonly Suggestion[]> {
  if (line.state !== 'open') return [];
  const found = line.direction === 'in' ? await suggestCustomers(db, line) : await suggestPayouts(db, line);
  return found.toSorted((a, b) => b.score - a.score).slice(0, suggestionsMax);
}

const suggestionsMax = 5;
