import { redirect, useLoaderData } from 'react-router';
import type { CouponView } from '../../../src/wallet/coupons/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, url }) => ({
  ...(await door.call('wallet.my-coupons', {})),
  code: url.searchParams.get('code') ?? '',
  isTaken: url.searchParams.get('done') === 'taken',
}));

export const action = act(async ({ door, form }) => {
  await door.call('wallet.claim-coupon', { code: form.text('code') }, form.key);
  return redirect(paths.coupons('taken'));
});

export default function Coupons() {
  const { coupons, code, isTaken } = useLoaderData<typeof loader>();
  const text = useText().coupons;
  return (
    <Page title={text.title} lead={text.lead} back={paths.wallet()}>
      {isTaken ? <Notice tone="good" title={text.taken} announce /> : null}
      {coupons.length === 0 ? <p className="empty">{text.none}</p> : <p className="hint">{text.howFees}</p>}
      {coupons.map((coupon) => (
        <Coupon key={coupon.id} coupon={coupon} />
      ))}
      <Card title={text.claim}>
        <Form values={{ code }}>
          <TextField name="code" label={text.code} hint={text.codeHint} />
          <ButtonRow>
            <Button kind={coupons.length === 0 ? 'primary' : 'secondary'}>{text.take}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </Page>
  );
}

function Coupon({ coupon }: { readonly coupon: CouponView }) {
  const { locale } = useShell();
  const text = useText().coupons;
  const format = useFormat();
  const { asset, decimals, amount, left, uses, terms, state, expiresAt, isRedress } = coupon;
  // The first moment at which it is over is midnight.
  const lastDay = new Date(expiresAt.getTime() - 1);
  const money = (value: bigint): string => format.amount(value, { code: asset, decimals });
  const named = new Intl.ListFormat(locale, { type: 'conjunction' }).format(uses.map((use) => text.uses[use]));
  return (
    <Card title={money(amount)} actions={<Tag tone={state === 'open' ? 'good' : 'info'}>{text.states[state]}</Tag>}>
      <ul>
        <li>{text.left(money(left), money(amount))}</li>
        <li>{text.for(named)}</li>
        <li>{text.until(format.day(lastDay))}</li>
      </ul>
      {isRedress ? <p className="hint">{text.redress}</p> : null}
      <details>
        <summary>{text.terms}</summary>
        <p className="prose">{terms[locale]}</p>
        <p className="hint">{text.rest}</p>
      </details>
    </Card>
  );
}
