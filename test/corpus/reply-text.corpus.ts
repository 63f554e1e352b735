import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { htmlToReplyText } from '../../src/channels/mail/html-text.ts';
import { trimReply } from '../../src/channels/mail/reply.ts';
import { Tally, type Corpus, type CorpusReport } from './corpus.ts';

const shareFloor = 0.85;

type Entry = { id: string; format: 'text' | 'html'; input: string; expectedReply?: string; compare?: string };

const corpus: Corpus = { set: 'reply-text', run };
export default corpus;

async function run(path: string): Promise<CorpusReport> {
  const tally = new Tally();
  for (const line of readFileSync(join(path, 'replies.jsonl'), 'utf8').split('\n').filter(Boolean)) {
    const entry: Entry = JSON.parse(line);
    const reply = entry.format === 'html' ? trimReply(htmlToReplyText(entry.input)) : trimReply(entry.input);
    const source = entry.id.split('/')[0] ?? '';
    if (entry.expectedReply === undefined) continue;
    const plain = (text: string): string =>
      entry.compare === 'ignore-all-whitespace' ? text.replace(/\s+/g, '') : text.replace(/[ \t]+$/gm, '').trim();
    const isRight = plain(entry.expectedReply) === plain(reply);
    tally.count(
      source,
      'replyText',
      isRight,
      () => `${entry.id}\n      wanted ${JSON.stringify(entry.expectedReply)}\n      got    ${JSON.stringify(reply)}`,
    );
  }
  const share = tally.share();
  const failures = share < shareFloor ? [`replies ${(share * 100).toFixed(1)} %, floor ${shareFloor * 100} %`] : [];
  return { rows: tally.rows, failures, misses: tally.misses, notes: [] };
}
