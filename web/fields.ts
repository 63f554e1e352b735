/** A form that was sent, read without casts: text is trimmed, an absent field is the empty text. */
export class Fields {
  readonly #form: FormData;

  constructor(form: FormData) {
    this.#form = form;
  }

  text(name: string): string {
    const value = this.#form.get(name);
    return typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n') : '';
  }

  /** Exactly what was typed, for passwords. */
  secret(name: string): string {
    const value = this.#form.get(name);
    return typeof value === 'string' ? value : '';
  }

  optional(name: string): string | undefined {
    return this.text(name) || undefined;
  }

  all(name: string): readonly string[] {
    return this.#form.getAll(name).filter((value) => typeof value === 'string');
  }

  has(name: string): boolean {
    return this.#form.has(name);
  }

  /** Which of a page's forms was sent; each `<Form intent>` says so itself. */
  get intent(): string {
    return this.text('intent');
  }

  /** The form's own key: a repeat of the same form (double click, reload) is not carried out twice. */
  get key(): string | undefined {
    const key = this.text('key');
    return /^[\w-]{1,200}$/.test(key) ? key : undefined;
  }

  /** What to show again beside an error. Passwords and codes are never sent back. */
  values(): Readonly<Record<string, readonly string[]>> {
    const names = [...new Set(this.#form.keys())].filter((name) => !/password|code|secret|^key$/i.test(name));
    return Object.fromEntries(names.map((name) => [name, this.all(name)]));
  }
}
