import { classify } from '../../src/complaints/classify.ts';
import { labelledTexts } from '../../src/complaints/classifier/labelled-texts.ts';
import type { IssueId } from '../../src/complaints/taxonomy.ts';

/** One text that the model was not made from, and what became of it. */
export interface Guess {
  /** Products of the complaint database by nearness to a wallet, or `messages`. */
  readonly group: string;
  readonly text: string;
  readonly accepted: readonly IssueId[];
  readonly ranked: readonly IssueId[];
}

/** Classifies every text of the folder that was kept out of the model's making. */
export function guessKeptOut(directory: string): Guess[] {
  return labelledTexts(directory)
    .filter(({ keptOut }) => keptOut)
    .map(({ text, accepted, source, kind }) => ({
      group: source === 'complaints' ? kind : source,
      text,
      accepted,
      ranked: classify(text).map(({ issue }) => issue),
    }));
}

/** Whether a right issue is among the first so many. */
export function isAmongFirst(count: number, { ranked, accepted }: Guess): boolean {
  return ranked.slice(0, count).some((issue) => accepted.includes(issue));
}
