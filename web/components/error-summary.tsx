import { useText } from '../text.ts';
import { fieldOf, useFault } from './form.tsx';

/** Says at the top of the page what was refused and why, each line leading to its field. */
export function ErrorSummary() {
  const fault = useFault();
  const text = useText().shell;
  if (fault === undefined) return null;
  const { title, detail, code, errors = [] } = fault.fault;
  const atFields = errors.filter(({ pointer }) => fieldOf(pointer) !== 'version');
  const onlyFields = code === 'platform.bad-input' && atFields.length > 0;
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- who sent the form must hear at once that it was refused, script or not
    <div className="error-summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{onlyFields ? text.errorSummary : title}</h2>
      {onlyFields ? null : <p>{detail}</p>}
      {atFields.length === 0 ? null : (
        <ul>
          {atFields.map(({ pointer, detail: sentence }) => (
            <li key={pointer}>
              <a href={`#${fieldOf(pointer)}`}>{sentence}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
