import { issueIds } from '../taxonomy.ts';
import type { IssueId } from '../taxonomy.ts';

/** Issue, strength, and the wording that speaks for it. */
export type IssueRule = readonly [issue: IssueId, weight: number, pattern: RegExp];

/** Places of the rules whose wording occurs in a text. */
export function matchingRules(rules: readonly IssueRule[], text: string): number[] {
  return rules.flatMap(([, , pattern], place) => (pattern.test(text) ? [place] : []));
}

/** What matching rules give each issue, in the order of the taxonomy. */
export function scoreRules(rules: readonly IssueRule[], matching: readonly number[]): number[] {
  const scores = new Map<IssueId, number>();
  for (const place of matching) {
    const [issue, weight] = rules[place] ?? [];
    if (issue !== undefined && weight !== undefined) scores.set(issue, (scores.get(issue) ?? 0) + weight);
  }
  return issueIds.map((issue) => scores.get(issue) ?? 0);
}
