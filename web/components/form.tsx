import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import { useActionData } from 'react-router';
import type { ProblemDetails } from '../../src/platform/problem.ts';
import type { Fault } from '../route.ts';

type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

interface FormState {
  readonly values: Values;
  readonly errors: ReadonlyMap<string, string>;
}

const FormContext = createContext<FormState>({ values: {}, errors: new Map() });

interface FormProps {
  readonly children: ReactNode;
  /** What the fields show at first, by their names. */
  readonly values?: Values;
  /** Tells a page's forms apart. */
  readonly intent?: string;
  /** Where it goes; the page itself where absent. */
  readonly action?: string | undefined;
  /** Carries files. */
  readonly files?: boolean;
  /** Asks for the page again with the fields in its address, as a filter does. */
  readonly get?: boolean;
}

/** A plain form that posts to its page; after a refusal its fields show what was typed and what to change. */
export function Form({ children, values = {}, intent = '', action, files = false, get = false }: FormProps) {
  const fault = useFault();
  const mine = fault?.intent === intent ? fault : undefined;
  const state = { values: { ...values, ...mine?.values }, errors: errorsByField(mine?.fault) };
  return (
    <FormContext value={state}>
      <form
        method={get ? 'get' : 'post'}
        action={action}
        encType={files ? 'multipart/form-data' : undefined}
        noValidate
        className="form"
      >
        {intent === '' ? null : <input type="hidden" name="intent" value={intent} />}
        {get ? null : <input type="hidden" name="key" value={crypto.randomUUID()} />}
        {children}
      </form>
    </FormContext>
  );
}

/** What the action of this page refused, if it did. */
export function useFault(): Fault | undefined {
  const given: unknown = useActionData();
  return isFault(given) ? given : undefined;
}

function isFault(given: unknown): given is Fault {
  return typeof given === 'object' && given !== null && 'fault' in given;
}

/** `/amount` and `/amount/value` both belong to the field `amount`. */
export function fieldOf(pointer: string): string {
  return pointer.split('/')[1] ?? '';
}

function errorsByField(problem: ProblemDetails | undefined): ReadonlyMap<string, string> {
  const first = (problem?.errors ?? []).toReversed();
  return new Map(first.map((error) => [fieldOf(error.pointer), error.detail]));
}

/** A field's first values and its error, by its name. */
export function useField(name: string): { readonly values: readonly string[]; readonly error: string | undefined } {
  const { values, errors } = useContext(FormContext);
  const given = values[name];
  return { values: given === undefined ? [] : typeof given === 'string' ? [given] : given, error: errors.get(name) };
}
