import { isRouteErrorResponse } from 'react-router';
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { useShell } from '../shell-context.ts';
import { useText } from '../text.ts';
import { ButtonLink } from './button.tsx';
import { CopyText } from './copy-text.tsx';
import { Page } from './page.tsx';

/** What a reader sees instead of a page: the sentence of a known problem, no such page, or our own fault with its reference. */
export function ProblemPage({ error }: { readonly error: unknown }) {
  const text = useText().shell;
  const problem = problemOf(error);
  if (problem !== undefined) return <Calm title={problem.title}>{problem.detail}</Calm>;
  if (isRouteErrorResponse(error) && error.status === 404)
    return <Calm title={text.notFoundTitle}>{text.notFoundText}</Calm>;
  return <Failed />;
}

function Calm({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const text = useText().shell;
  return (
    <Page title={title} lead={children}>
      <ButtonLink href={paths.home()}>{text.toHome}</ButtonLink>
    </Page>
  );
}

function Failed() {
  const { path, requestId } = useShell();
  const text = useText().shell;
  return (
    <Page title={text.failedTitle} lead={text.failedText}>
      <p>
        <CopyText>{requestId}</CopyText>
      </p>
      <ButtonLink href={path}>{text.tryAgain}</ButtonLink>
    </Page>
  );
}

function problemOf(error: unknown): { readonly title: string; readonly detail: string } | undefined {
  if (!isRouteErrorResponse(error)) return undefined;
  const given: unknown = error.data;
  if (typeof given !== 'object' || given === null || !('title' in given) || !('detail' in given)) return undefined;
  return typeof given.title === 'string' && typeof given.detail === 'string'
    ? { title: given.title, detail: given.detail }
    : undefined;
}
