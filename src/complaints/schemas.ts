import { Type } from 'typebox';
import { issueIds, products, subIssues } from './taxonomy.ts';

/** Longest texts of a person, in characters. */
export const textLengthMax = 20_000;
const answerLengthMax = 4_000;

/** PostgreSQL keeps every character but NUL, which no person types. */
const typed = '^[^\\u0000]*$';
const typedAndNotBlank = '^(?=[^]*\\S)[^\\u0000]*$';

export const numberField = Type.String({
  minLength: 8,
  maxLength: 40,
  description: 'The case number, such as R-7K3M-29QF-X',
});
export const textField = Type.String({ minLength: 1, maxLength: textLengthMax, pattern: typedAndNotBlank });
export const reasonField = Type.String({
  minLength: 3,
  maxLength: answerLengthMax,
  pattern: typedAndNotBlank,
  description: 'For the record; staff alone read it',
});
export const answerField = Type.String({ maxLength: answerLengthMax, pattern: typed });
export const resumeCodeField = Type.String({ minLength: 16, maxLength: 40, description: 'Resume code of a draft' });
/** PostgreSQL's largest `integer`. */
const versionMax = 2_147_483_647;

export const versionField = Type.Integer({
  minimum: 1,
  maximum: versionMax,
  description: 'The version of the case that you have read; a newer one refuses the change and says what changed',
});
export const issueField = Type.Enum(issueIds);
export const subIssueField = Type.Enum(subIssues.map(({ id }) => id));
export const productField = Type.Enum(keysOf(products));
export const localeField = Type.Union([Type.Literal('en'), Type.Literal('zh-CN')]);
export const moneyField = Type.Object(
  {
    asset: Type.String({ minLength: 1, maxLength: 20 }),
    amount: Type.String({ minLength: 1, maxLength: 80, description: 'Decimal, such as 12.50' }),
  },
  { additionalProperties: false },
);

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- a table's keys are those of its type
  return Object.keys(table) as Key[];
}

/** A short text such as a name. */
export function lineField(maxLength: number, description?: string) {
  return Type.String({ maxLength, pattern: typed, ...(description === undefined ? {} : { description }) });
}
