import { useLoaderData } from 'react-router';
import { CopyText } from '../../components/copy-text.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { load, param } from '../../route.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, params }) => {
  const campaign = param(params, 'campaign');
  return { campaign, ...(await door.call('wallet.list-coupon-codes', { campaign })) };
});

export default function CouponCodes() {
  const { campaign, codes } = useLoaderData<typeof loader>();
  const text = useText().coupons.desk;
  return (
    <Page title={text.codes} above={campaign} lead={text.codesLead} back={paths.deskCoupons()}>
      {codes.length === 0 ? <p className="empty">{text.noCodes}</p> : null}
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <CopyText>{code}</CopyText>
          </li>
        ))}
      </ul>
    </Page>
  );
}
