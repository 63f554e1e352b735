import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeOutcome, isOutcomeKind, outcomeKinds, outcomes } from './outcome.ts';

describe('outcomes', () => {
  test('are the closed vocabulary that the returns of all jurisdictions are made from', () => {
    assert.deepEqual(
      outcomeKinds.join(' '),
      'resolved_accepted explained_no_fault upheld_full upheld_part goodwill_without_acceptance compensated provisional_credit made_final reversed ' +
        'inadmissible withdrawn settled_by_mediation no_reply_deadline_missed referred ombudsman_decision',
    );
  });

  test('lead only to outcomes', () => {
    for (const { next } of Object.values(outcomes)) for (const kind of next) assert.ok(isOutcomeKind(kind), kind);
  });

  test('are said in words with their details', () => {
    assert.equal(describeOutcome({ kind: 'compensated', form: 'fee_reversal' }).en, 'Compensated: Fee reversed');
    assert.equal(
      describeOutcome({ kind: 'ombudsman_decision', ruling: 'part' })['zh-CN'],
      '外部机构已裁决：部分支持客户',
    );
    assert.equal(describeOutcome({ kind: 'upheld_full' })['zh-CN'], '全部成立');
  });
});
