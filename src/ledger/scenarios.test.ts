import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, suite, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/id.ts';
import { Problem } from '../platform/problem.ts';
import { namedId } from './account.ts';
import {
  audit,
  closeAccount,
  createLedger,
  freezeAccount,
  getBalances,
  openAccount,
  setFloor,
  unfreezeAccount,
} from './ledger.ts';
import type { Ledger, Result, Transfer } from './ledger.ts';

interface Row {
  readonly id: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly answer: string;
  readonly afterwards: string;
}

interface Scenario {
  readonly title: string;
  readonly rows: readonly Row[];
}

const people = { bank: null, ann: 0n, bob: 0n, cat: -50n, eve: 0n } as const;
const hourMs = 3_600_000;

const database = await testDatabase();
const { pool } = database;
after(() => database.drop());

const text = readFileSync(new URL('scenarios.md', import.meta.url), 'utf8');
const scenarios = text.split('\n## ').slice(1).map(readScenario);

for (const shards of [1, 4]) {
  suite(shards === 1 ? 'on one shard' : `on ${shards} shards`, () => {
    for (const scenario of scenarios) test(scenario.title, () => play(scenario, shards));
  });
}

function readScenario(section: string): Scenario {
  const [title = '', ...lines] = section.split('\n');
  const rows = lines
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line): Row => {
      const [, id = '', what = '', from = '', to = '', amount = '', answer = '', afterwards = ''] = line
        .split('|')
        .map((cell) => cell.trim());
      return { id, what, from, to, amount, answer, afterwards };
    });
  assert.ok(rows.length > 0, `${title} has rows`);
  return { title, rows };
}

/** A scenario under way: its accounts, and its own time. */
class Stage {
  readonly accounts = new Map<string, string>([['nobody', newId(0)]]);
  readonly ledger: Ledger;
  private readonly title: string;
  private readonly shards: number;
  /** An asset of its own, so that what is in clearing is of this scenario. */
  private readonly asset: string;
  private at = new Date('2026-11-22T08:00:00Z');

  constructor(title: string, shards: number) {
    this.title = title;
    this.shards = shards;
    this.asset = `USD of ${title}`;
    const clock: Clock = { now: () => this.at };
    this.ledger = createLedger({ url: database.url, shards, clock });
  }

  async open(): Promise<void> {
    for (const [place, [name, floor]] of Object.entries(people).entries()) {
      const owner = `${name} of ${this.title} on ${this.shards}`;
      const { id } = await openAccount(
        pool,
        { shard: place % this.shards, owner, asset: name === 'eve' ? 'EUR' : this.asset, kind: 'scenario', floor },
        this.at,
      );
      this.accounts.set(name, id);
    }
  }

  account(name: string): string {
    const id = this.accounts.get(name);
    assert.ok(id, `${name} is somebody`);
    return id;
  }

  transferId(name: string): string {
    return namedId(`${name} of ${this.title} on ${this.shards}`, name.charCodeAt(1) % this.shards);
  }

  toTransfer({ id, what, from, to, amount }: Row): Transfer {
    const { kind, hold, hours, group } =
      /^(?<kind>post|hold|post-hold|void-hold)(?: (?<hold>\w\d))?(?: for (?<hours>\d+) h)?(?:, group (?<group>\w))?$/.exec(
        what,
      )?.groups ?? {};
    const named = {
      id: this.transferId(id),
      purpose: 'scenario',
      ...(group === undefined ? {} : { group: this.transferId(`group ${group}`) }),
    };
    if (kind === 'post-hold') return { ...named, kind, holdId: this.transferId(hold ?? ''), amount: BigInt(amount) };
    if (kind === 'void-hold') return { ...named, kind, holdId: this.transferId(hold ?? '') };
    const movement = {
      ...named,
      debit: this.account(from),
      credit: this.account(to),
      asset: this.asset,
      amount: BigInt(amount),
    };
    if (kind === 'post') return { ...movement, kind };
    assert.equal(kind, 'hold', `${what} is something to do`);
    const expiresAt = hours === undefined ? {} : { expiresAt: new Date(this.at.getTime() + Number(hours) * hourMs) };
    return { ...movement, kind: 'hold', ...expiresAt };
  }

  /** What is done to an account, or time that passes. */
  async act({ what, from }: Row): Promise<string> {
    const [verb, argument = ''] = what.split(' ');
    try {
      if (verb === 'wait') {
        this.at = new Date(this.at.getTime() + Number(argument) * hourMs);
        return `${await this.ledger.expireHolds(pool)} expired`;
      }
      const account = this.account(from);
      if (verb === 'freeze') await freezeAccount(pool, account, argument === 'all' ? 'all' : 'debits');
      else if (verb === 'unfreeze') await unfreezeAccount(pool, account);
      else if (verb === 'floor') await setFloor(pool, account, BigInt(argument));
      else if (verb === 'close') await closeAccount(pool, account, this.at);
      else assert.fail(`${what} is something to do`);
      return 'done';
    } catch (problem) {
      if (problem instanceof Problem) return problem.code.replace('ledger.', '');
      throw problem;
    }
  }

  async stateOf(name: string): Promise<string> {
    const state = (await getBalances(pool, [this.account(name)])).get(this.account(name));
    assert.ok(state, `${name} has a balance`);
    return `${name} ${state.balance}${state.held > 0n ? ` held ${state.held}` : ''}${state.incoming > 0n ? ` incoming ${state.incoming}` : ''}`;
  }
}

async function play({ title, rows }: Scenario, shards: number): Promise<void> {
  const stage = new Stage(title, shards);
  await stage.open();
  for (const call of callsOf(rows)) {
    const [first] = call;
    const answers =
      first?.id === ''
        ? [await stage.act(first)]
        : (await stage.ledger.post(call.map((row) => stage.toTransfer(row)))).map(answerOf);
    assert.deepEqual(
      answers,
      call.map(({ answer }) => answer),
      call.map(({ id, what }) => `${id} ${what}`).join('; '),
    );
    for (const expected of (call.at(-1)?.afterwards ?? '').split(', ').filter(Boolean)) {
      const [name = ''] = expected.split(' ');
      const state = await stage.stateOf(name);
      // "Incoming" is stated where it is the point.
      assert.equal(
        expected.includes('incoming') ? state : state.replace(/ incoming \d+/, ''),
        expected,
        `after ${call.at(-1)?.id}`,
      );
    }
  }
  await stage.ledger.stop();
  assert.deepEqual(await audit(pool), []);
}

/** Neighbouring rows of one group are one call. */
function callsOf(rows: readonly Row[]): Row[][] {
  const calls: Row[][] = [];
  const groupOf = (row: Row | undefined): string | undefined => /, group (\w)$/.exec(row?.what ?? '')?.[1];
  for (const row of rows) {
    const last = calls.at(-1);
    const repeats = last?.some(({ id }) => id === row.id);
    if (
      last &&
      !repeats &&
      groupOf(row) !== undefined &&
      groupOf(row) === groupOf(last.at(-1)) &&
      last.at(-1)?.afterwards === ''
    )
      last.push(row);
    else calls.push([row]);
  }
  return calls;
}

function answerOf(result: Result): string {
  const answer = 'refused' in result ? result.refused : result.status;
  return result.repeated ? `${answer} again` : answer;
}
