import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { issueIds } from '../taxonomy.ts';
import { textKinds } from './labels.ts';
import { ownTexts } from './labelled-texts.ts';
import { learnModel } from './learn.ts';
import { decodeModel, encodeModel } from './model-file.ts';
import { chineseFeatureCount, englishBlockSize, issueProbabilities, kindFeatureCount } from './model.ts';

const committed = readFileSync(new URL('model.json', import.meta.url), 'utf8');
const bytesMax = 1_000_000;

describe('the committed model', () => {
  test('is small, and made of single words, pairs of words and numbers', () => {
    assert.ok(committed.length < bytesMax);
    const { english, chinese }: Record<'english' | 'chinese', Record<string, string>> = JSON.parse(committed);
    for (const word of (english['words'] ?? '').split(' ')) assert.match(word, /^[a-z]{1,24}(_[a-z]{1,24})?$/);
    for (const word of (chinese['words'] ?? '').split(' ')) assert.match(word, /^(\p{Script=Han}{1,2}|[a-z]+)$/u);
    for (const numbers of [english['idf'], chinese['idf']]) assert.match(numbers ?? '', /^\d+( \d+)*$/);
    for (const rows of [english['issues'], english['kinds'], chinese['issues']]) {
      assert.match(rows ?? '', /^(?:[A-Pa-p]\d+| )*$/);
    }
  });
});

describe('the rules', () => {
  test('are those that the committed model was learnt with', () => {
    const model = decodeModel(JSON.parse(committed));
    const { vocabulary, issues, kinds } = model.english;
    assert.equal(issues.length, englishBlockSize(vocabulary) * (textKinds.length + 1) * issueIds.length);
    assert.equal(kinds.length, kindFeatureCount(vocabulary) * textKinds.length);
    assert.equal(model.chinese.issues.length, chineseFeatureCount(model.chinese.vocabulary) * issueIds.length);
  });
});

describe('a model', () => {
  const texts = ownTexts();
  const learnt = learnModel(texts);

  test('is learnt the same each time', () => {
    assert.deepEqual(encodeModel(learnModel(texts)), encodeModel(learnt));
  });

  test('comes back from its file as it went in, to the step of a weight', () => {
    const file = encodeModel(learnt);
    const back = decodeModel(JSON.parse(JSON.stringify(file)));
    assert.deepEqual(encodeModel(back), file);
    assert.deepEqual([...back.chinese.vocabulary.index], [...learnt.chinese.vocabulary.index]);
    learnt.chinese.issues.forEach((weight, i) => assert.ok(Math.abs(weight - (back.chinese.issues[i] ?? 0)) < 0.08));
  });

  test('gives probabilities', () => {
    const sum = issueProbabilities(learnt, '提现没到账').reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9);
  });
});
