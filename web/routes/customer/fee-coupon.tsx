import type { CouponView } from '../../../src/wallet/coupons/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Select } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import type { WebDoor } from '../../door.ts';
import type { Fields } from '../../fields.ts';
import { useFormat } from '../../format.ts';
import { useText } from '../../text.ts';

/** What tells this form from the others of its page. */
export const couponIntent = 'coupon';

/** One's coupons that may pay something of this kind in this asset. */
export async function usableCoupons(
  door: WebDoor,
  use: CouponView['uses'][number],
  asset: string,
): Promise<readonly CouponView[]> {
  const { coupons } = await door.call('wallet.my-coupons', {});
  return coupons.filter(
    (coupon) =>
      coupon.state === 'open' && coupon.expiresAt > door.now && coupon.asset === asset && coupon.uses.includes(use),
  );
}

/** Uses the chosen coupon on the fee of a transaction. */
export async function useOnFee(door: WebDoor, transaction: string, form: Fields): Promise<'coupon'> {
  await door.call('wallet.use-coupon', { coupon: form.text('coupon'), transaction }, form.key);
  return 'coupon';
}

/** What a coupon is called where one is chosen. */
export function useCouponOptions(): (coupons: readonly CouponView[]) => { value: string; label: string }[] {
  const text = useText().coupons.use;
  const format = useFormat();
  return (coupons) =>
    coupons.map(({ id, asset, decimals, left, expiresAt }) => ({
      value: id,
      label: text.choice(
        format.amount(left, { code: asset, decimals }),
        format.shortDay(new Date(expiresAt.getTime() - 1)),
      ),
    }));
}

/** Offered where a fee was paid and a coupon may cover it. */
export function FeeCoupon({ coupons }: { readonly coupons: readonly CouponView[] }) {
  const text = useText().coupons.use;
  const optionsOf = useCouponOptions();
  if (coupons.length === 0) return null;
  return (
    <Card title={text.title}>
      <Form intent={couponIntent}>
        <Select name="coupon" label={text.which} options={optionsOf(coupons)} />
        <ButtonRow>
          <Button kind="secondary">{text.button}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
