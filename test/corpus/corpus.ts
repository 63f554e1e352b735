/** One line of a corpus table: how many stated values of one field a source agrees with. */
export type CorpusRow = { source: string; field: string; right: number; total: number };

/** What a run found: the table, sentences for everything below its floor, and details for whoever wants to know why. */
export type CorpusReport = { rows: CorpusRow[]; failures: string[]; misses: string[]; notes: string[] };

/** A set of real inputs under the data folder and how it is judged; a file `<id>.corpus.ts` exports one by default. */
export type Corpus = {
  /** Folder or file below the data folder; the corpus is skipped where it is missing. */
  set: string;
  run: (path: string) => Promise<CorpusReport>;
};

/** Counts agreement by source and field and remembers the misses. */
export class Tally {
  readonly misses: string[] = [];
  readonly #rows = new Map<string, CorpusRow>();

  count(source: string, field: string, isRight: boolean, miss: () => string): void {
    const key = `${source}\t${field}`;
    const row = this.#rows.get(key) ?? { source, field, right: 0, total: 0 };
    row.total += 1;
    if (isRight) row.right += 1;
    else this.misses.push(`${source} ${field}: ${miss()}`);
    this.#rows.set(key, row);
  }

  get rows(): CorpusRow[] {
    return [...this.#rows.values()].toSorted(
      (a, b) => a.source.localeCompare(b.source) || a.field.localeCompare(b.field),
    );
  }

  /** The share of agreement over all sources, of some fields or of all. */
  share(isCounted: (field: string) => boolean = () => true): number {
    const counted = this.rows.filter((row) => isCounted(row.field));
    const total = counted.reduce((sum, row) => sum + row.total, 0);
    return total === 0 ? 1 : counted.reduce((sum, row) => sum + row.right, 0) / total;
  }
}
