import { localize } from './localized.ts';
import type { Locale, Localized } from './localized.ts';

/** What a kind of expected failure says: HTTP status, a sentence, and what to do next. `{name}` places are filled from the details. */
export interface ProblemText {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly title: Localized;
  readonly detail: Localized;
}

/** One place in the input that is wrong: a JSON pointer (RFC 6901) and the sentence for it. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: Localized;
}

export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly [extra: string]: unknown;
}

/** An expected failure with a stable code; doors render it, nothing else catches it. */
export class Problem extends Error {
  readonly code: string;
  readonly text: ProblemText;
  readonly values: Readonly<Record<string, string>>;
  readonly fields: readonly FieldError[];

  constructor(
    code: string,
    text: ProblemText,
    values: Readonly<Record<string, string>>,
    fields: readonly FieldError[],
  ) {
    super(`${code}: ${localize(text.detail, 'en', values)}`);
    this.name = 'Problem';
    this.code = code;
    this.text = text;
    this.values = values;
    this.fields = fields;
  }

  /** The problem details object of RFC 9457 in the reader's language. */
  render(locale: Locale): ProblemDetails {
    const errors = this.fields.map((field) => ({
      pointer: field.pointer,
      detail: localize(field.detail, locale, this.values),
    }));
    return {
      type: `/problems/${this.code}`,
      title: localize(this.text.title, locale, this.values),
      status: this.text.status,
      detail: localize(this.text.detail, locale, this.values),
      code: this.code,
      ...(errors.length > 0 ? { errors } : {}),
    };
  }
}

/** Declares a slice's problems, `slice.name` each; the returned function makes one to throw. */
export function defineProblems<const Names extends string>(slice: string, texts: Readonly<Record<Names, ProblemText>>) {
  return (name: Names, values: Readonly<Record<string, string>> = {}, fields: readonly FieldError[] = []): Problem =>
    new Problem(`${slice}.${name}`, texts[name], values, fields);
}
