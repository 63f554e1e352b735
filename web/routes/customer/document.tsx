import { useLoaderData } from 'react-router';
import type { DocumentView } from '../../../src/wallet/statements/contract.ts';
import { ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load, param } from '../../route.ts';
import { useText } from '../../text.ts';
import { useDocumentName } from './documents.tsx';

/** After so many seconds the page looks again, without JavaScript. */
const refreshSeconds = '2';

export const loader = load(async ({ door, params }) => ({
  document: await door.call('wallet.get-document', { id: param(params, 'document') }),
}));

export default function Document() {
  const { document } = useLoaderData<typeof loader>();
  const text = useText().documents;
  const nameOf = useDocumentName();
  const list = document.kind === 'export' ? paths.exports() : paths.statements();
  return (
    <Page title={nameOf(document)} above={document.format.toUpperCase()} back={list}>
      <State document={document} />
      {document.state === 'failed' || document.state === 'expired' ? (
        <ButtonRow>
          <ButtonLink href={list}>{text.again}</ButtonLink>
        </ButtonRow>
      ) : null}
    </Page>
  );
}

function State({ document }: { readonly document: DocumentView }) {
  const text = useText().documents;
  const format = useFormat();
  const { id, state, size, expiresAt } = document;
  switch (state) {
    case 'waiting':
    case 'making':
      return <Progress document={document} />;
    case 'failed':
      return (
        <Notice tone="bad" title={text.states.failed} announce>
          {text.failed}
        </Notice>
      );
    case 'expired':
      return <Notice title={text.states.expired}>{text.expired}</Notice>;
    case 'ready':
      return (
        <Card>
          <Notice tone="good" title={text.states.ready} announce />
          <ButtonRow>
            <ButtonLink href={paths.madeDocumentFile(id)}>{text.download}</ButtonLink>
          </ButtonRow>
          {expiresAt === null ? null : (
            <p className="hint">{text.until(format.day(expiresAt), format.bytes(size ?? 0))}</p>
          )}
        </Card>
      );
  }
}

function Progress({ document: { kind, state, done, total } }: { readonly document: DocumentView }) {
  const text = useText().documents;
  const format = useFormat();
  const known = total !== null && total > 0;
  const sentence =
    kind === 'export'
      ? text.progressFiles(format.count(done))
      : known
        ? text.progress(format.count(done), format.count(total))
        : undefined;
  return (
    <Card>
      <meta httpEquiv="refresh" content={refreshSeconds} />
      <p>
        <strong>{text.states[state]}</strong>
        {sentence === undefined ? null : ` · ${sentence}`}
      </p>
      <progress className="progress" aria-label={text.states[state]} {...(known ? { value: done, max: total } : {})} />
      <p className="hint">{text.wait}</p>
    </Card>
  );
}
