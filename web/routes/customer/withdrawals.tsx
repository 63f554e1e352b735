import { useLoaderData } from 'react-router';
import { ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Pagination } from '../../components/pagination.tsx';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';
import { WithdrawalList } from './withdrawal-parts.tsx';

export const loader = load(({ door, url }) =>
  door.call('wallet.list-withdrawals', { after: url.searchParams.get('after') ?? undefined }),
);

export default function Withdrawals() {
  const { withdrawals, next } = useLoaderData<typeof loader>();
  const text = useText().withdrawals;
  return (
    <Page title={text.list.title} back={paths.wallet()}>
      <ButtonRow>
        <ButtonLink href={paths.withdraw()}>{text.title}</ButtonLink>
        <ButtonLink href={paths.destinations()} kind="secondary">
          {text.manage}
        </ButtonLink>
      </ButtonRow>
      {withdrawals.length === 0 ? (
        <p className="empty">{text.list.none}</p>
      ) : (
        <WithdrawalList withdrawals={withdrawals} label={text.list.all} />
      )}
      <Pagination next={next === null ? undefined : paths.withdrawals(next)} />
    </Page>
  );
}
