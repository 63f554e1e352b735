import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Type } from 'typebox';
import { parse } from '../../platform/validate.ts';
import { issueIds } from '../taxonomy.ts';
import { textLengthMax } from './features.ts';
import { issuesOfComplaint, issuesOfIntent, kindOfProduct } from './labels.ts';
import type { AcceptedIssues, TextKind } from './labels.ts';
import { englishMessages } from './own-en.ts';
import { chineseMessages } from './own-zh.ts';

const complaintRow = Type.Object({
  complaintId: Type.String(),
  product: Type.String(),
  issue: Type.String(),
  subIssue: Type.Optional(Type.String()),
  narrative: Type.String(),
});
const messageRow = Type.Object({ id: Type.String(), text: Type.String(), intent: Type.String() });

/** A text whose issue is known, to learn from or to be measured by. */
export interface LabelledText {
  readonly id: string;
  readonly text: string;
  readonly accepted: AcceptedIssues;
  readonly kind: TextKind;
  readonly source: 'complaints' | 'messages' | 'own-en' | 'own-zh';
  /** Kept out of the model's making, by a hash of its id. */
  readonly keptOut: boolean;
}

/** Every labelled text of a folder of complaints that fits the taxonomy, and our own; repeated texts count once. */
export function labelledTexts(directory: string): LabelledText[] {
  const texts = [
    ...complaintTexts(join(directory, 'cfpb-narratives.jsonl.gz')),
    ...messageTexts(join(directory, 'banking77-queries.jsonl.gz')),
    ...ownTexts(),
  ];
  const seen = new Set<string>();
  return texts.filter(({ text }) => {
    const key = text
      .toLowerCase()
      .replace(/[^\p{L}]+/gu, ' ')
      .slice(0, 400);
    return !seen.has(key) && seen.add(key);
  });
}

function complaintTexts(path: string): LabelledText[] {
  return lines(path).flatMap((line) => {
    const row = parse(complaintRow, JSON.parse(line));
    const accepted = issuesOfComplaint(row);
    if (accepted === undefined) return [];
    const { complaintId: id } = row;
    const text = row.narrative.slice(0, textLengthMax);
    return [
      { id, text, accepted, kind: kindOfProduct(row.product), source: 'complaints' as const, keptOut: isKeptOut(id) },
    ];
  });
}

function messageTexts(path: string): LabelledText[] {
  return lines(path).flatMap((line) => {
    const { id, text, intent } = parse(messageRow, JSON.parse(line));
    const accepted = issuesOfIntent[intent];
    return accepted === undefined
      ? []
      : [{ id, text, accepted, kind: 'message' as const, source: 'messages' as const, keptOut: isKeptOut(id) }];
  });
}

/** The messages that we wrote ourselves, in both languages: none is kept out, for the rules were written with them in mind. */
export function ownTexts(): LabelledText[] {
  const sources = [
    ['own-en', englishMessages],
    ['own-zh', chineseMessages],
  ] as const;
  return sources.flatMap(([source, messages]) =>
    issueIds.flatMap((issue) =>
      messages[issue].map((text): LabelledText => {
        return { id: text, text, accepted: [issue], kind: 'message', source, keptOut: false };
      }),
    ),
  );
}

function lines(path: string): string[] {
  return gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** One text in five, by the first byte of its id's SHA-256. */
function isKeptOut(id: string): boolean {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 5 === 0;
}
