import { data, redirect } from 'react-router';
import type { ActionFunctionArgs, LoaderFunctionArgs, RouterContextProvider } from 'react-router';
import type { ProblemDetails } from '../src/platform/problem.ts';
import { platformProblem } from '../src/platform/problems.ts';
import { isProblem, readForm, readUploads } from './body.ts';
import type { Upload, Uploaded } from './body.ts';
import { doorContext } from './door.ts';
import type { WebDoor } from './door.ts';
import type { Fields } from './fields.ts';
import { paths } from './paths.ts';
import { forgetWaiting } from './waiting.ts';

/** A form that was refused: what is wrong, and what to show again. */
export interface Fault {
  readonly fault: ProblemDetails;
  readonly intent: string;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

export interface Given {
  readonly door: WebDoor;
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string | undefined>>;
}

type RouteArgs = Pick<LoaderFunctionArgs | ActionFunctionArgs, 'request' | 'params'> & {
  readonly context: Readonly<RouterContextProvider>;
};
type ActionResult = Promise<Response | ReturnType<typeof refuse>>;

/** What a page refuses by itself, before any operation: a sentence for each field, in the reader's language. */
export class Refusal extends Error {
  readonly fields: Readonly<Record<string, string>>;

  constructor(fields: Readonly<Record<string, string>>) {
    super('a form was refused');
    this.fields = fields;
  }
}

/** A route's loader: reads through the door; a `Problem` becomes the problem page, a missing sign-in the sign-in page. */
export function load<Data>(read: (given: Given) => Promise<Data>): (args: LoaderFunctionArgs) => Promise<Data> {
  return async (args) => {
    const given = givenOf(args);
    try {
      return await read(given);
    } catch (error) {
      throw asThrown(error, given);
    }
  };
}

/** A route's action: runs commands through the door and redirects; a `Problem` becomes the same page with what to change. */
export function act<Answer = Response>(
  run: (given: Given & { readonly form: Fields }) => Promise<Answer>,
): (args: ActionFunctionArgs) => Promise<Answer | ReturnType<typeof refuse>> {
  return async (args) => {
    const given = givenOf(args);
    let form: Fields | undefined;
    try {
      form = await readForm(args.request);
      return await run({ ...given, form });
    } catch (error) {
      return refuse(error, form, given);
    } finally {
      forgetWaiting();
    }
  };
}

interface UploadRoute<Place, Stored> {
  /** Finds where the files go before the first one arrives. */
  readonly open: (given: Given) => Promise<Place>;
  readonly store: (given: Given & { readonly place: Place }, upload: Upload) => Promise<Stored>;
  /** The form's other fields are read by now. */
  readonly run: (given: Given & Uploaded<Stored> & { readonly place: Place }) => Promise<Response>;
}

/** An action whose form carries files, which are stored while they arrive. */
export function actWithFiles<Place, Stored>({
  open,
  store,
  run,
}: UploadRoute<Place, Stored>): (args: ActionFunctionArgs) => ActionResult {
  return async (args) => {
    const given = givenOf(args);
    let form: Fields | undefined;
    try {
      const place = await open(given);
      const uploaded = await readUploads(args.request, (upload) => store({ ...given, place }, upload));
      form = uploaded.form;
      return await run({ ...given, ...uploaded, place });
    } catch (error) {
      return refuse(error, form, given);
    }
  };
}

function givenOf({ request, params, context }: RouteArgs): Given {
  return { door: context.get(doorContext), request, url: new URL(request.url), params };
}

function refuse(error: unknown, form: Fields | undefined, given: Given) {
  const problem = problemOf(error, given.door);
  if (problem === undefined || form === undefined || goesElsewhere(problem, given) !== undefined)
    throw asThrown(error, given);
  const fault: Fault = { fault: problem, intent: form.intent, values: form.values() };
  return data(fault, { status: problem.status });
}

function problemOf(error: unknown, { caller: { locale } }: WebDoor): ProblemDetails | undefined {
  if (isProblem(error)) return error.render(locale);
  if (!(error instanceof Refusal)) return undefined;
  const errors = Object.entries(error.fields).map(([name, detail]) => ({ pointer: `/${name}`, detail }));
  return { ...platformProblem('bad-input').render(locale), errors };
}

function asThrown(error: unknown, given: Given): unknown {
  const problem = problemOf(error, given.door);
  if (problem === undefined) return error;
  const elsewhere = goesElsewhere(problem, given);
  return elsewhere === undefined ? data(problem, { status: problem.status }) : redirect(elsewhere);
}

/** The page on which somebody shows who he is, and which leads back here, where that is all that is missing. */
function goesElsewhere({ status, code }: ProblemDetails, { door: { caller }, url }: Given): string | undefined {
  const here = url.pathname + url.search;
  if (status === 401 && caller.actor.kind === 'guest') return paths.signIn(here);
  return code === 'identity.step-up-needed' ? paths.confirmItIsYou(here) : undefined;
}

/** A field of the address that its pattern promises. */
export function param(params: Given['params'], name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`broken invariant: the route has no :${name}`);
  return value;
}

/** The value of a cookie, undefined where it is not set. */
export function cookie(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [key = '', ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}
