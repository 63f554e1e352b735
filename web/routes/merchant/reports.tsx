import { useLoaderData } from 'react-router';
import { isProblem } from '../../body.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';
import { MerchantNav } from './merchant-nav.tsx';
import { SumsTable } from './sums-table.tsx';

export const loader = load(async ({ door, url }) => {
  const today = door.now.toISOString().slice(0, 10);
  const from = url.searchParams.get('from')?.trim() || `${today.slice(0, 8)}01`;
  const to = url.searchParams.get('to')?.trim() || today;
  try {
    const { sums, lines } = await door.call('wallet.get-settlement', { from, to });
    return { from, to, sums, count: lines.length, fault: undefined };
  } catch (error) {
    if (!isProblem(error) || error.text.status !== 422) throw error;
    return { from, to, sums: [], count: 0, fault: error.render(door.caller.locale) };
  }
});

export default function Reports() {
  const { from, to, sums, count, fault } = useLoaderData<typeof loader>();
  const text = useText().merchant;
  const format = useFormat();
  return (
    <Page title={text.reports} above={text.title} lead={text.report.lead} back={paths.merchant()} width="wide">
      <MerchantNav />
      <Form get values={{ from, to }} action={paths.merchantReports()}>
        <div className="fields">
          <TextField name="from" label={text.report.from} type="date" />
          <TextField name="to" label={text.report.to} type="date" />
        </div>
        <ButtonRow>
          <Button kind="secondary">{text.report.show}</Button>
        </ButtonRow>
      </Form>
      {fault === undefined ? (
        <SumsTable sums={sums} caption={text.reports} empty={text.report.none} />
      ) : (
        <Notice tone="bad" announce title={fault.title}>
          {fault.detail}
        </Notice>
      )}
      {count === 0 ? null : (
        <>
          <p className="hint">{text.report.lines(format.count(count))}</p>
          <ButtonRow>
            <ButtonLink href={paths.merchantReportFile({ from, to })}>{text.report.download}</ButtonLink>
          </ButtonRow>
        </>
      )}
    </Page>
  );
}
