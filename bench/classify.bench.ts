import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { guessKeptOut, isAmongFirst, type Guess } from '../test/corpus/classifier-accuracy.ts';
import { demoComplaints } from '../demo/complaints.ts';
import { classify, issueIds } from '../src/complaints/complaints.ts';
import { printFigure } from './figure.ts';

/** Where the labelled complaints lie, unless COMPLAINTS_DIR says otherwise. */
const usualDirectory = join(import.meta.dirname, '../../shared/data/complaints');

/**
 * How often the classifier is right on texts kept out of its making: by source, by issue over
 * wallets and messages, and on the complaints written for the demo by others than its makers.
 */
export default function classifyBench(): Promise<void> {
  const directory = process.env['COMPLAINTS_DIR'] ?? usualDirectory;
  if (!existsSync(directory)) {
    console.error(`classify: there are no labelled complaints in ${directory}; COMPLAINTS_DIR names the folder.`);
    return Promise.resolve();
  }
  const start = performance.now();
  const guesses = guessKeptOut(directory);
  printFigure('classify texts', (guesses.length * 1000) / (performance.now() - start), '1/s', guesses.length);
  printGroups('', guesses, ({ group }) => group);
  const ofWallets = guesses.filter(({ group }) => group === 'wallet' || group === 'messages');
  printGroups('issue ', ofWallets, ({ accepted }) => accepted[0] ?? '');
  printGroups('demo ', guessDemo(), ({ group }) => group);
  return Promise.resolve();
}

function guessDemo(): Guess[] {
  return demoComplaints.map(({ issue, subject, text, locale }) => ({
    group: locale,
    text,
    accepted: issueIds.filter((id) => id === issue),
    ranked: classify(`${subject}\n${text}`).map((guess) => guess.issue),
  }));
}

function printGroups(prefix: string, guesses: readonly Guess[], groupOf: (guess: Guess) => string): void {
  const groups = Map.groupBy(guesses, groupOf);
  for (const [group, members] of [...groups].sort(([a], [b]) => a.localeCompare(b))) {
    for (const count of [1, 3]) {
      const right = members.filter((guess) => isAmongFirst(count, guess)).length;
      printFigure(`classify ${prefix}${group} top-${count}`, (100 * right) / members.length, '%', members.length);
    }
  }
}
