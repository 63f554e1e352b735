import type { ReactNode } from 'react';
import { useText } from '../text.ts';
import { useField } from './form.tsx';

/** What every field takes. `name` is the name in the form and of the operation's input. */
export interface FieldProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly optional?: boolean;
  /** The label is the page's heading: one question a page. */
  readonly question?: boolean;
}

interface Described {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** Label, hint and error around one control, joined for screen readers. */
function Field({
  name,
  label,
  hint,
  optional = false,
  question = false,
  control,
}: FieldProps & { readonly control: (described: Described) => ReactNode }) {
  const { error } = useField(name);
  const text = useText().shell;
  const described: Described = {
    id: name,
    'aria-describedby': describedBy(name, hint, error),
    'aria-invalid': error === undefined ? undefined : true,
  };
  const labelled = (
    <label htmlFor={name} className={question ? 'question' : 'label'}>
      {label} {optional ? <span className="optional">{text.optional}</span> : null}
    </label>
  );
  return (
    <div className={error === undefined ? 'field' : 'field has-error'}>
      {question ? <h1>{labelled}</h1> : labelled}
      <Hint name={name} hint={hint} />
      <FieldErrorText name={name} error={error} />
      {control(described)}
    </div>
  );
}

export function describedBy(name: string, hint: ReactNode, error: string | undefined): string | undefined {
  const ids = [hint === undefined ? '' : `${name}-hint`, error === undefined ? '' : `${name}-error`].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(' ');
}

export function Hint({ name, hint }: { readonly name: string; readonly hint: ReactNode }) {
  return hint === undefined ? null : (
    <div id={`${name}-hint`} className="hint">
      {hint}
    </div>
  );
}

export function FieldErrorText({ name, error }: { readonly name: string; readonly error: string | undefined }) {
  return error === undefined ? null : (
    <p id={`${name}-error`} className="field-error">
      {error}
    </p>
  );
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'date' | 'datetime-local';
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel';
  /** As wide as what is expected: a code, an amount, a name. */
  readonly width?: 'code' | 'short' | 'full';
  readonly max?: string;
}

/** One line of text. */
export function TextField({ type = 'text', autoComplete, inputMode, width = 'full', max, ...field }: TextFieldProps) {
  const value = useField(field.name).values[0];
  return (
    <Field
      {...field}
      control={(described) => (
        <input
          {...described}
          className={`input input-${width}`}
          type={type}
          name={field.name}
          defaultValue={type === 'password' ? undefined : value}
          autoComplete={autoComplete}
          inputMode={inputMode}
          max={max}
          spellCheck={type === 'text' ? undefined : false}
        />
      )}
    />
  );
}

/** Several lines; `max` is said before, and counted down where JavaScript runs. */
export function TextArea({ rows = 6, max, ...field }: FieldProps & { readonly rows?: number; readonly max: number }) {
  const value = useField(field.name).values[0];
  const text = useText().shell;
  return (
    <Field
      {...field}
      control={(described) => (
        <text-count max={max} sentence={text.charactersLeft}>
          <textarea {...described} className="input" name={field.name} rows={rows} defaultValue={value} />
          <output className="hint">{text.charactersMax(max.toLocaleString('en'))}</output>
        </text-count>
      )}
    />
  );
}

export interface Option {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

/** One of many, where radios would fill the page. */
export function Select({
  options,
  ...field
}: FieldProps & { readonly options: readonly (Option & { readonly label: string })[] }) {
  const value = useField(field.name).values[0];
  return (
    <Field
      {...field}
      control={(described) => (
        <select {...described} className="input" name={field.name} defaultValue={value}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  );
}

/** Files from the device; what is taken and how large is said in the hint, before anything is sent. */
export function FileInput({ accept, ...field }: FieldProps & { readonly accept: string }) {
  return (
    <Field
      {...field}
      control={(described) => (
        <input {...described} className="input input-file" type="file" name={field.name} accept={accept} multiple />
      )}
    />
  );
}
