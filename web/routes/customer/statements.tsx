import { redirect, useLoaderData } from 'react-router';
import { locales } from '../../../src/platform/localized.ts';
import { statementFormats } from '../../../src/wallet/statements/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Radios } from '../../components/choices.tsx';
import { Select, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { Pagination } from '../../components/pagination.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { DocumentTable } from './documents.tsx';

export const loader = load(async ({ door, url }) => {
  const after = url.searchParams.get('after') ?? undefined;
  const { documents, next } = await door.call('wallet.list-documents', { kind: 'statements', after });
  // In the zone of the site, whose days a statement has; Swedish writes them as the form needs them.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: door.site.zone }).format(door.now);
  return { documents, next, today, month: `${today.slice(0, 8)}01` };
});

export const action = act(async ({ door, form }) => {
  const { id } = await door.call(
    'wallet.request-statement',
    {
      asset: form.text('asset'),
      from: form.text('from'),
      to: form.text('to'),
      format: statementFormats.find((format) => format === form.text('format')) ?? 'pdf',
      language: locales.find((locale) => locale === form.text('language')),
    },
    form.key,
  );
  return redirect(paths.madeDocument(id));
});

export default function Statements() {
  const { documents, next, today, month } = useLoaderData<typeof loader>();
  const { site, locale } = useShell();
  const text = useText().documents;
  const values = { asset: site.assets[0]?.code ?? '', from: month, to: today, format: 'pdf', language: locale };
  return (
    <Page title={text.title} lead={text.lead} back={paths.wallet()}>
      <Card title={text.ask}>
        <Form values={values}>
          <Select
            name="asset"
            label={text.asset}
            options={site.assets.map(({ code }) => ({ value: code, label: code }))}
          />
          <div className="fields">
            <TextField name="from" label={text.from} type="date" max={today} />
            <TextField name="to" label={text.to} type="date" max={today} />
          </div>
          <p className="hint">{text.zone(site.zone)}</p>
          <Radios
            name="format"
            label={text.format}
            options={statementFormats.map((format) => ({ value: format, label: text.formats[format] }))}
          />
          <Radios
            name="language"
            label={text.language}
            options={locales.map((one) => ({ value: one, label: text.languages[one] }))}
          />
          <ButtonRow>
            <Button>{text.make}</Button>
          </ButtonRow>
        </Form>
      </Card>
      <Card title={text.list}>
        <p className="hint">{text.monthly}</p>
        <DocumentTable caption={text.list} documents={documents} none={text.none} />
        <Pagination next={next === null ? undefined : paths.statements(next)} />
      </Card>
    </Page>
  );
}
