import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { issueIds } from '../../../../src/complaints/taxonomy.ts';
import { isAsked, progress, stepAfter, stepBefore, steps, stepToGoOn } from './steps.ts';
import type { Answers, Step } from './steps.ts';

const anyAnswers: fc.Arbitrary<Answers> = fc.record(
  {
    urgent: fc.constantFrom('yes', 'no', 'unknown'),
    transaction: fc.constantFrom('none', 'other', '0198c0de-0000-7000-8000-000000000000'),
    issue: fc.constantFrom('unknown', ...issueIds),
    text: fc.string({ minLength: 1 }),
  },
  { requiredKeys: [] },
);

function walk(answers: Answers): Step[] {
  const way: Step[] = ['urgent'];
  for (let step: Step = 'urgent'; step !== 'review';) {
    step = stepAfter(step, answers);
    way.push(step);
  }
  return way;
}

test('whatever is answered, going on ends at the review, and going back takes the same way', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const way = walk(answers);
      assert.deepEqual(
        way,
        steps.filter((step) => isAsked(step, answers)),
      );
      const back: Step[] = ['review'];
      for (let step = stepBefore('review', answers); step !== undefined; step = stepBefore(step, answers))
        back.unshift(step);
      assert.deepEqual(back, way);
    }),
  );
});

test('questions are numbered one after the other', () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const places = walk(answers).flatMap((step) => progress(step, answers) ?? []);
      assert.deepEqual(
        places.map(({ now }) => now),
        places.map((_place, index) => index + 1),
      );
      assert.ok(places.every(({ all }) => all === places.length));
    }),
  );
});

test('advice comes only where money is moving, and the day only where we do not know it', () => {
  assert.ok(walk({ urgent: 'yes' }).includes('stop'));
  assert.ok(!walk({ urgent: 'no' }).includes('stop'));
  assert.ok(walk({}).includes('happened'));
  assert.ok(!walk({ transaction: '0198c0de-0000-7000-8000-000000000000' }).includes('happened'));
  assert.ok(!walk({ issue: 'unknown' }).includes('sub-issue'));
});

test('a saved complaint goes on where its first answer is missing', () => {
  assert.equal(stepToGoOn({}), 'urgent');
  assert.equal(stepToGoOn({ urgent: 'no' }), 'transaction');
  assert.equal(stepToGoOn({ urgent: 'no', issue: 'W03' }), 'text');
  assert.equal(stepToGoOn({ urgent: 'no', issue: 'W03', text: 'It never came.' }), 'review');
});
