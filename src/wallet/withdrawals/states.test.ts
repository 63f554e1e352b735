import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isOpen, mayCancel, mayFollow, stateRules, stateTexts, withdrawalStates } from './states.ts';
import type { WithdrawalState } from './states.ts';

const beginnings: readonly WithdrawalState[] = ['requested', 'review', 'approved'];
const anyState = fc.constantFrom(...withdrawalStates);

test('money is set aside, then moved or released once, and never set aside again', () => {
  fc.assert(
    fc.property(anyState, anyState, (from, to) => {
      if (!mayFollow(from, to)) return;
      const [before, after] = [stateRules[from].hold, stateRules[to].hold];
      assert.ok(before === 'open' || before === after, `${from} → ${to} would move money twice`);
      assert.notEqual(from, to);
    }),
  );
});

test('whatever happens, a withdrawal ends after a few steps, and its money is then somewhere', () => {
  fc.assert(
    fc.property(fc.constantFrom(...beginnings), fc.array(anyState, { maxLength: 200 }), (first, wishes) => {
      let state: WithdrawalState = first;
      const path: string[] = [state];
      for (const wish of wishes)
        if (mayFollow(state, wish)) {
          state = wish;
          path.push(wish);
        }
      assert.equal(isOpen(state), stateRules[state].hold === 'open');
      if (state === 'returned') assert.ok(path.includes('settled'), 'only what was paid can come back');
      if (state === 'settled') assert.ok(path.includes('submitted'), 'only what was handed out is paid');
      if (path.includes('submitted')) assert.ok(path.includes('approved'), 'nothing leaves that was not approved');
    }),
  );
});

test('a customer takes back what is open, and nothing else', () => {
  for (const state of withdrawalStates) assert.equal(mayCancel(state), isOpen(state), state);
});

test('every state has its words in both languages', () => {
  for (const state of withdrawalStates)
    for (const locale of ['en', 'zh-CN'] as const) assert.ok(stateTexts[state][locale].length > 1);
});
