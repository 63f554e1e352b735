import { data, redirect } from 'react-router';
import type { ActionFunctionArgs, LoaderFunctionArgs, RouterContextProvider } from 'react-router';
import type { Problem, ProblemDetails } from '../src/platform/problem.ts';
import { doorContext } from './door.ts';
import type { WebDoor } from './door.ts';
import { Fields } from './fields.ts';
import { paths } from './paths.ts';

/** A form that was refused: what is wrong, and what to show again. */
export interface Fault {
  readonly fault: ProblemDetails;
  readonly intent: string;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

interface Given {
  readonly door: WebDoor;
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string | undefined>>;
}

type RouteArgs = Pick<LoaderFunctionArgs | ActionFunctionArgs, 'request' | 'params'> & { readonly context: Readonly<RouterContextProvider> };

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
export function act(run: (given: Given & { readonly form: Fields }) => Promise<Response>): (args: ActionFunctionArgs) => Promise<Response | ReturnType<typeof refuse>> {
  return async (args) => {
    const given = givenOf(args);
    const form = new Fields(await args.request.formData());
    try {
      return await run({ ...given, form });
    } catch (error) {
      if (!isProblem(error) || (error.text.status === 401 && given.door.caller.actor.kind === 'guest')) throw asThrown(error, given);
      return refuse(error, form, given.door);
    }
  };
}

function givenOf({ request, params, context }: RouteArgs): Given {
  return { door: context.get(doorContext), request, url: new URL(request.url), params };
}

function refuse(problem: Problem, form: Fields, door: WebDoor) {
  const fault: Fault = { fault: problem.render(door.caller.locale), intent: form.intent, values: form.values() };
  return data(fault, { status: problem.text.status });
}

function asThrown(error: unknown, { door, url }: Given): unknown {
  if (!isProblem(error)) return error;
  if (error.text.status === 401 && door.caller.actor.kind === 'guest') return redirect(paths.signIn(url.pathname + url.search));
  return data(error.render(door.caller.locale), { status: error.text.status });
}

/** By shape: the pages are bundled, so the server's class is not theirs. */
function isProblem(error: unknown): error is Problem {
  return error instanceof Error && error.name === 'Problem' && 'render' in error && 'text' in error;
}

/** A field of the address that its pattern promises. */
export function param(params: Given['params'], name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`broken invariant: the route has no :${name}`);
  return value;
}
