import { guessKeptOut, isAmongFirst } from './classifier-accuracy.ts';
import { Tally, type Corpus, type CorpusReport } from './corpus.ts';

/** Shares of kept-out texts with a right issue among the first three, below which the model is broken. */
const firstThreeMin: Readonly<Record<string, number>> = { messages: 0.95, wallet: 0.4 };

export default { set: 'complaints', run } satisfies Corpus;

function run(path: string): Promise<CorpusReport> {
  const tally = new Tally();
  for (const guess of guessKeptOut(path)) {
    const miss = (): string => `${guess.accepted.join('/')} read as ${guess.ranked.slice(0, 3).join(' ')}`;
    tally.count(guess.group, 'first', isAmongFirst(1, guess), miss);
    tally.count(guess.group, 'first three', isAmongFirst(3, guess), miss);
  }
  const failures = tally.rows
    .filter((row) => row.field === 'first three' && row.right / row.total < (firstThreeMin[row.source] ?? 0))
    .map((row) => `${row.source}: ${row.right} of ${row.total} have a right issue among the first three`);
  return Promise.resolve({ rows: tally.rows, failures, misses: tally.misses, notes: [] });
}
