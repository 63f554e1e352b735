import { describedBy, FieldErrorText, Hint } from './field.tsx';
import type { FieldProps, Option } from './field.tsx';
import { useField } from './form.tsx';

interface ChoicesProps extends FieldProps {
  readonly options: readonly Option[];
  /** The choices say enough by themselves: the label is for screen readers only. */
  readonly quiet?: boolean;
}

/** One of a few, all to be seen at once. */
export function Radios(props: ChoicesProps) {
  return <Choices {...props} type="radio" />;
}

/** Any of a few. */
export function Checkboxes(props: ChoicesProps) {
  return <Choices {...props} type="checkbox" />;
}

/** The first choice carries the field's own id, so that the error summary leads to it. */
function Choices({
  name,
  label,
  hint,
  question = false,
  quiet = false,
  options,
  type,
}: ChoicesProps & { readonly type: 'radio' | 'checkbox' }) {
  const { values, error } = useField(name);
  return (
    <fieldset
      className={error === undefined ? 'field' : 'field has-error'}
      aria-describedby={describedBy(name, hint, error)}
    >
      <legend className={quiet ? 'visually-hidden' : question ? 'question' : 'label'}>
        {question ? <h1>{label}</h1> : label}
      </legend>
      <Hint name={name} hint={hint} />
      <FieldErrorText name={name} error={error} />
      {options.map((option, index) => (
        <Choice
          key={option.value}
          type={type}
          name={name}
          id={index === 0 ? name : `${name}-${option.value}`}
          option={option}
          checked={values.includes(option.value)}
        />
      ))}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly id: string;
  readonly option: Option;
  readonly checked: boolean;
}

function Choice({ type, name, id, option, checked }: ChoiceProps) {
  const hintId = option.hint === undefined ? undefined : `${id}-about`;
  return (
    <div className="choice">
      <input type={type} id={id} name={name} value={option.value} defaultChecked={checked} aria-describedby={hintId} />
      <label htmlFor={id}>{option.label}</label>
      {option.hint === undefined ? null : (
        <div className="hint" id={hintId}>
          {option.hint}
        </div>
      )}
    </div>
  );
}
