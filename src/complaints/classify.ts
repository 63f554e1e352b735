import { decodeModel } from './classifier/model-file.ts';
import modelFile from './classifier/model.json' with { type: 'json' };
import { issueProbabilities } from './classifier/model.ts';
import type { Model } from './classifier/model.ts';
import { issueIds } from './taxonomy.ts';
import type { IssueId } from './taxonomy.ts';

export interface RankedIssue {
  readonly issue: IssueId;
  /** Probability from 0 to 1; all issues add up to 1. */
  readonly score: number;
}

let opened: Model | undefined;

/** What a Chinese or English text complains of: every issue, likeliest first. A proposal for a person to confirm. */
export function classify(text: string): RankedIssue[] {
  opened ??= decodeModel(modelFile);
  const probabilities = issueProbabilities(opened, text);
  return issueIds.map((issue, i) => ({ issue, score: probabilities[i] ?? 0 })).sort((a, b) => b.score - a.score);
}
