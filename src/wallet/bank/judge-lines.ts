import { sql } from 'kysely';
import type { Ctx } from '../../platform/command.ts';
import type { Tx } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { BankLine } from '../../rails/rails.ts';
import { findDepositReferences } from '../reference.ts';
import { judgeLine, personOf } from './bank-line.ts';
import type { Judgement } from './bank-line.ts';
import { compareNames } from './compare-names.ts';
import type { NameMatch } from './compare-names.ts';

export interface Judged {
  readonly judgement: Judgement;
  readonly nameMatch: NameMatch | null;
}

async function findOwners(tx: Tx, references: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (references.length === 0) return new Map();
  const rows = await tx
    .selectFrom('wallet.deposit_references')
    .selectAll()
    .where('reference', 'in', [...new Set(references)])
    .execute();
  return new Map(rows.map((row) => [row.reference, row.person_id]));
}

async function readNames(tx: Tx, people: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const [shard, ids] of Map.groupBy(new Set(people), shardOf)) {
    const { rows } = await sql<{ id: string; name: string }>`
      select id, display_name as name from identity.public_people where shard = ${shard} and id = any(${ids}::uuid[])`.execute(
      tx,
    );
    for (const { id, name } of rows) names.set(id, name);
  }
  return names;
}

/** Judges lines of one asset: whom each credits, or why a person must look at it, and how the payer's name stands to the customer's. */
export async function judgeLines(
  { tx, config }: Pick<Ctx, 'tx' | 'config'>,
  asset: string,
  lines: readonly { readonly line: BankLine; readonly repeated: boolean }[],
): Promise<readonly Judged[]> {
  const references = lines.map(({ line }) => [...new Set(line.texts.flatMap(findDepositReferences))]);
  const owners = await findOwners(tx, references.flat());
  const people = references.map((found) => personOf({ references: found, owners }));
  const names = await readNames(
    tx,
    people.filter((person) => person !== undefined),
  );
  return lines.map(({ line, repeated }, index): Judged => {
    const found = references[index] ?? [];
    const person = people[index];
    const name = person === undefined ? undefined : names.get(person);
    const nameMatch = name === undefined || line.direction === 'out' ? null : compareNames(line.payerName, name);
    const facts = {
      repeated,
      references: found,
      owners,
      nameMatch: nameMatch ?? 'unknown',
      holdFrom: config.nameMismatchHold.get(asset),
    };
    return { judgement: judgeLine(line, facts), nameMatch };
  });
}
