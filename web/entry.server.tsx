import { renderToString } from 'react-dom/server';
import { ServerRouter } from 'react-router';
import type { EntryContext, HandleErrorFunction, RouterContextProvider } from 'react-router';
import { doorContext } from './door.ts';
import { ShellContext } from './shell-context.ts';
import type { Shell } from './shell-context.ts';
import { countWaiting } from './waiting.ts';

export { doorContext };

/** Renders one page in one go: nothing is streamed and nothing is hydrated, so the answer is the whole document. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const door = context.get(doorContext);
  const url = new URL(request.url);
  const shell: Shell = {
    actor: door.caller.actor,
    locale: door.caller.locale,
    now: door.now,
    site: door.site,
    requestId: door.caller.requestId,
    path: url.pathname + url.search,
    waiting: await countWaiting(door),
    script: entry.manifest.entry.module,
  };
  const html = renderToString(
    <ShellContext value={shell}>
      <ServerRouter context={entry} url={request.url} />
    </ShellContext>,
  );
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('cache-control', 'private, no-cache');
  headers.set('vary', 'cookie, accept-language');
  return new Response(`<!doctype html>${html}`, { status, headers });
}

/** An error that is no `Problem` is ours: the reader gets a reference, the operator the error. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) context.get(doorContext).report(error);
};
