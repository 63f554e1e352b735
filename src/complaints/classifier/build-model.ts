/**
 * Learns the classifier and writes model.json, words and numbers only:
 * `node src/complaints/classifier/build-model.ts ../shared/data/complaints`
 * One text in five is kept out, and `npm run bench -- classify` measures the model on those.
 */
import { writeFileSync } from 'node:fs';
import { assert } from '../../platform/assert.ts';
import { labelledTexts } from './labelled-texts.ts';
import { learnModel } from './learn.ts';
import { encodeModel } from './model-file.ts';

const [directory] = process.argv.slice(2);
assert(directory !== undefined, 'the folder of labelled complaints is named on the command line');
const texts = labelledTexts(directory).filter(({ keptOut }) => !keptOut);
const file = JSON.stringify(encodeModel(learnModel(texts)), null, 1);
writeFileSync(new URL('model.json', import.meta.url), `${file}\n`);
