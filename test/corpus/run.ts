import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Corpus, CorpusReport, CorpusRow } from './corpus.ts';

const [directory, ...flags] = process.argv.slice(2);
if (directory === undefined) {
  console.error('usage: npm run test:corpus -- DIR [--only SET] [--misses]');
  process.exit(1);
}

const only = flags.includes('--only') ? flags[flags.indexOf('--only') + 1] : undefined;
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.corpus.ts'));
let isBelowFloor = false;
for (const file of files.toSorted()) {
  const loaded: { default: Corpus } = await import(join(import.meta.dirname, file));
  const corpus = loaded.default;
  const path = join(directory, corpus.set);
  if (!existsSync(path) || (only !== undefined && only !== corpus.set)) continue;
  const report = await corpus.run(path);
  print(corpus.set, report);
  isBelowFloor ||= report.failures.length > 0;
}
process.exit(isBelowFloor ? 1 : 0);

function print(set: string, report: CorpusReport): void {
  console.log(`\n== ${set} ==`);
  console.log(formatTable(report.rows));
  for (const note of report.notes) console.log(note);
  if (flags.includes('--misses')) for (const miss of report.misses) console.log(`  ${miss}`);
  for (const failure of report.failures) console.log(`BELOW FLOOR: ${failure}`);
}

/** Sources down, fields across, `right/total` in each cell. */
function formatTable(rows: CorpusRow[]): string {
  const fields = [...new Set(rows.map((row) => row.field))];
  const sources = [...new Set(rows.map((row) => row.source))];
  const cell = (right: number, total: number): string => (total === 0 ? '' : `${right}/${total}`);
  const sum = (list: CorpusRow[]): string => {
    const total = list.reduce((all, row) => all + row.total, 0);
    return cell(
      list.reduce((all, row) => all + row.right, 0),
      total,
    );
  };
  const lines = [
    ['', ...fields, 'all'],
    ...sources.map((source) => {
      const own = rows.filter((row) => row.source === source);
      return [source, ...fields.map((field) => sum(own.filter((row) => row.field === field))), sum(own)];
    }),
    ['all', ...fields.map((field) => sum(rows.filter((row) => row.field === field))), sum(rows)],
  ];
  const widths = fields.concat('', '').map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
