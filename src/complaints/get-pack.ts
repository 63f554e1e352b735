import { Type } from 'typebox';
import { input, query } from '../platform/command.ts';
import { calendar } from './clocks/calendar.ts';
import { ruleKey } from './clocks/engine.ts';
import type { Pack, Rule } from './clocks/pack.ts';
import { packs } from './clocks/packs.ts';
import { describeRule } from './clocks/rule-words.ts';
import type { PackView, RuleView } from './contract.ts';
import { summaryOf } from './list-packs.ts';
import { complaintsProblem } from './problems.ts';

export const getPack = query({
  name: 'complaints.get-pack',
  summary: 'Reads a pack of deadlines in plain words: each rule with its clause, how sure it is, and an example.',
  rest: 'GET /rules/{pack}',
  can: () => true,
  input: input({ pack: Type.String({ maxLength: 60 }) }),
  run: async (ctx, { pack: id }): Promise<PackView> => {
    const pack = packs.get(id);
    if (pack === undefined) throw complaintsProblem('unknown-pack');
    const { label, source } = calendar(pack.calendar);
    return {
      ...summaryOf(ctx, pack),
      zone: pack.zone,
      calendar: { label, source },
      rules: pack.rules.map((rule) => ruleView(pack, rule)),
      duties: pack.duties ?? [],
    };
  },
});

function ruleView(pack: Pack, rule: Rule): RuleView {
  const { id, clause, title, bearer, mustContain, confidence, evidence, extension, door, caveat } = rule;
  return {
    id,
    // Rules of one id tell their cases apart.
    key: `${ruleKey(rule)} ${JSON.stringify(rule.when ?? {})}`,
    clause,
    title,
    bearer,
    binding: rule.binding ?? pack.binding,
    mustContain,
    confidence,
    evidence,
    words: describeRule(rule),
    delayContains: extension?.mustContain ?? [],
    door: door?.label ?? null,
    caveat: caveat ?? null,
  };
}
