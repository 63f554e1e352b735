import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Validator } from 'typebox/compile';
import type { Localized } from './localized.ts';
import type { FieldError } from './problem.ts';
import { platformProblem } from './problems.ts';

const validators = new WeakMap<TSchema, Validator>();

function validatorOf(schema: TSchema): Validator {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const made: Validator = Compile(schema);
  validators.set(schema, made);
  return made;
}

const fieldErrorsMax = 20;

/** The value, if it has the schema's shape; else the problem `platform.bad-input`, a JSON pointer and a sentence for each fault. */
export function parse<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  const validator = validatorOf(schema);
  if (!validator.Check(value)) throw platformProblem('bad-input', {}, faults(validator, value));
  const unkept = unkeptTexts(value, '');
  if (unkept.length > 0) throw platformProblem('bad-input', {}, unkept.slice(0, fieldErrorsMax));
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the check that just passed makes the type true
  return value as Static<Schema>;
}

/** Like `parse`, for values that arrive as text (query strings, path parameters): numbers and booleans are read from it. */
export function parseText<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  return parse(schema, validatorOf(schema).Convert(value));
}

/** Texts that no database keeps as they are: NUL is no text to PostgreSQL, and half of a surrogate pair no character. */
function unkeptTexts(value: unknown, pointer: string): FieldError[] {
  if (typeof value === 'string') {
    return value.includes('\0') || !value.isWellFormed() ? [{ pointer, detail: sentences.unkept }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [
    ...unkeptTexts(key, pointer),
    ...unkeptTexts(one, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  ]);
}

function faults(validator: Validator, value: unknown): FieldError[] {
  const found: FieldError[] = [];
  for (const error of validator.Errors(value).slice(0, fieldErrorsMax)) {
    if (error.keyword === 'boolean') {
      found.push({ pointer: error.instancePath, detail: sentences.unknown });
    } else if (error.keyword === 'required') {
      for (const name of error.params.requiredProperties)
        found.push({ pointer: `${error.instancePath}/${name}`, detail: sentences.missing });
    } else if (error.keyword !== 'additionalProperties') {
      found.push({ pointer: error.instancePath, detail: sentenceFor(error.keyword, error.params) });
    }
  }
  return found;
}

const sentences = {
  unknown: { en: 'This field is not known here.', 'zh-CN': '此处没有这个字段。' },
  missing: { en: 'This is missing.', 'zh-CN': '此项必填。' },
  unkept: {
    en: 'This has a character that cannot be kept. Type it anew.',
    'zh-CN': '含有无法保存的字符，请重新输入。',
  },
} satisfies Record<string, Localized>;

function sentenceFor(keyword: string, parameters: object): Localized {
  const limit = String('limit' in parameters ? parameters.limit : '');
  switch (keyword) {
    case 'minLength':
      return limit === '1'
        ? sentences.missing
        : { en: `Write at least ${limit} characters.`, 'zh-CN': `请至少填写 ${limit} 个字符。` };
    case 'maxLength':
      return { en: `Write at most ${limit} characters.`, 'zh-CN': `请最多填写 ${limit} 个字符。` };
    case 'minimum':
      return { en: `It must be at least ${limit}.`, 'zh-CN': `不能小于 ${limit}。` };
    case 'maximum':
      return { en: `It must be at most ${limit}.`, 'zh-CN': `不能大于 ${limit}。` };
    case 'maxItems':
      return { en: `Give at most ${limit}.`, 'zh-CN': `最多 ${limit} 项。` };
    case 'minItems':
      return { en: `Give at least ${limit}.`, 'zh-CN': `至少 ${limit} 项。` };
    case 'const':
    case 'enum':
    case 'anyOf':
    case 'oneOf':
      return { en: 'Choose one of the given answers.', 'zh-CN': '请从给出的选项中选择。' };
    default:
      return { en: 'This does not have the form that is needed.', 'zh-CN': '此项的格式不正确。' };
  }
}
