import { useText } from '../text.ts';
import { fieldOf, useFault } from './form.tsx';

/** Says at the top of the page what was refused and why, each line leading to its field. */
export function ErrorSummary() {
  const fault = useFault();
  const text = useText().shell;
  if (fault === undefined) return null;
  const { title, detail, errors = [] } = fault.fault;
  return (
    // eslint-disable-next-line jsx-a11y/no-autofocus -- who sent the form must hear at once that it was refused, script or not
    <div className="error-summary" role="alert" tabIndex={-1} autoFocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{errors.length > 0 ? text.errorSummary : title}</h2>
      {errors.length > 0 ? (
        <ul>
          {errors.map((error) => (
            <li key={error.pointer}>
              <a href={`#${fieldOf(error.pointer)}`}>{error.detail}</a>
            </li>
          ))}
        </ul>
      ) : (
        <p>{detail}</p>
      )}
    </div>
  );
}
