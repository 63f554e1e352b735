import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { Pagination } from '../../components/pagination.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useText } from '../../text.ts';
import { DocumentTable } from './documents.tsx';

export const loader = load(async ({ door, url }) =>
  door.call('wallet.list-documents', { kind: 'exports', after: url.searchParams.get('after') ?? undefined }),
);

export const action = act(async ({ door, form }) => {
  const { id } = await door.call('wallet.request-export', {}, form.key);
  return redirect(paths.madeDocument(id));
});

export default function Exports() {
  const { documents, next } = useLoaderData<typeof loader>();
  const text = useText().documents.export;
  return (
    <Page title={text.title} lead={text.lead} back={paths.account()}>
      <Card>
        <p>{text.how}</p>
        <Form>
          <ButtonRow>
            <Button>{text.ask}</Button>
          </ButtonRow>
        </Form>
      </Card>
      <Card title={text.list}>
        <DocumentTable caption={text.list} documents={documents} none={text.none} />
        <Pagination next={next === null ? undefined : paths.exports(next)} />
      </Card>
    </Page>
  );
}
