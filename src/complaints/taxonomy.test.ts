import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isIssueId, isProduct, isSubIssueId, issueIds, products, subIssues, taxonomy } from './taxonomy.ts';

describe('the taxonomy', () => {
  test('has the issues W01 to W16 in order', () => {
    assert.deepEqual(
      issueIds,
      Array.from({ length: 16 }, (_, i) => `W${String(i + 1).padStart(2, '0')}`),
    );
  });

  test('says everything in both languages', () => {
    const labels = [
      ...Object.values(products),
      ...Object.values(taxonomy).flatMap((issue) => [issue.label, issue.plain]),
      ...subIssues.map((sub) => sub.label),
    ];
    for (const label of labels)
      assert.ok(/[A-Za-z]/.test(label.en) && /\p{Script=Han}/u.test(label['zh-CN']), JSON.stringify(label));
  });

  test('maps every issue to all three reporting schemes', () => {
    for (const { cfpb, fca, cn } of Object.values(taxonomy)) {
      for (const column of [cfpb, fca, cn.classes, cn.categories]) assert.ok(column.length > 0);
    }
  });

  test('has every sub-issue once, under its own issue', () => {
    assert.equal(subIssues.length, 64);
    assert.equal(new Set(subIssues.map((sub) => sub.id)).size, subIssues.length);
    for (const { id, issue } of subIssues) assert.ok(id.startsWith(`${issue}.`));
  });

  test('knows its ids from other text', () => {
    assert.ok(isIssueId('W16') && !isIssueId('W17') && !isIssueId('toString'));
    assert.ok(
      isSubIssueId('W03.memo_missing') &&
        !isSubIssueId('W03.fee') &&
        !isSubIssueId('W03.memo_missing.x') &&
        !isSubIssueId('W03'),
    );
    assert.ok(isProduct('top_up') && !isProduct('constructor'));
  });
});
