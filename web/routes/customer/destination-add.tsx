import { redirect, useLoaderData } from 'react-router';
import { isFresh } from '../../../src/identity/contract.ts';
import { railIds } from '../../../src/rails/contract.ts';
import type { RailId } from '../../../src/rails/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useText } from '../../text.ts';

function railIn(text: string | null): RailId {
  return railIds.find((known) => known === text) ?? 'bank';
}

/** Whoever has to show again who he is does so before he types. */
export const loader = load(async ({ door, url }) => {
  const { actor } = door.caller;
  if (actor.kind === 'person' && !isFresh(actor.session?.provenAt, door.now))
    throw redirect(paths.confirmItIsYou(url.pathname + url.search));
  const { rails } = await door.call('wallet.list-destinations', {});
  const rail = railIn(url.searchParams.get('rail'));
  return { rail, others: rails.filter((other) => other !== rail) };
});

export const action = act(async ({ door, form }) => {
  const rail = railIn(form.text('rail'));
  const given =
    rail === 'bank'
      ? { iban: form.text('iban'), name: form.text('name'), bic: form.optional('bic') }
      : { address: form.text('address') };
  await door.call('wallet.add-destination', { rail, label: form.text('label'), ...given }, form.key);
  return redirect(paths.destinations('added'));
});

export default function AddDestination() {
  const { rail, others } = useLoaderData<typeof loader>();
  const text = useText().withdrawals.addOne;
  return (
    <Page title={text.title} lead={text.lead} back={paths.destinations()}>
      {others.map((other) => (
        <p key={other}>
          <a href={paths.addDestination(other)}>{text.other[other]}</a>
        </p>
      ))}
      <Form>
        <input type="hidden" name="rail" value={rail} />
        {rail === 'bank' ? (
          <>
            <TextField name="iban" label={text.iban} autoComplete="off" />
            <TextField name="name" label={text.name} hint={text.nameHint} autoComplete="name" />
            <TextField name="bic" label={text.bic} optional width="short" autoComplete="off" />
          </>
        ) : (
          <TextField name="address" label={text.address} hint={text.addressHint} autoComplete="off" />
        )}
        <TextField name="label" label={text.label} hint={text.labelHint} autoComplete="off" />
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
