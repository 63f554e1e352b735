import { issueIds } from '../taxonomy.ts';
import type { IssueId } from '../taxonomy.ts';

/** Issue, strength, and the wording that speaks for it. */
export type IssueRule = readonly [issue: IssueId, weight: number, pattern: RegExp];

/** What the rules give each issue, in the order of the taxonomy; a rule counts once however often it matches. */
export function scoreRules(rules: readonly IssueRule[], text: string): number[] {
  const scores = issueIds.map(() => 0);
  for (const [issue, weight, pattern] of rules) {
    const place = issueIds.indexOf(issue);
    if (pattern.test(text)) scores[place] = (scores[place] ?? 0) + weight;
  }
  return scores;
}
