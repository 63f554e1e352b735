import { redirect, useActionData, useLoaderData } from 'react-router';
import { keyScopes } from '../../../src/wallet/checkout/contract.ts';
import type { KeyScope, MerchantKey } from '../../../src/wallet/checkout/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Checkboxes } from '../../components/choices.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Tone } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useText } from '../../text.ts';
import { MerchantNav } from './merchant-nav.tsx';
import { Secret } from './secret.tsx';

interface Shown {
  readonly secret: string;
  readonly replaced: boolean;
}

export const loader = load(async ({ door, url }) => ({
  keys: await door.call('wallet.list-merchant-keys', {}),
  done: url.searchParams.get('done'),
}));

/** A new key stands in the answer itself, once: no address and no store of ours holds it. */
export const action = act(async ({ door, form }): Promise<Response | Shown> => {
  const id = form.text('id');
  if (form.intent === 'revoke') {
    await door.call('wallet.revoke-merchant-key', { id }, form.key);
    return redirect(paths.merchantKeys('revoked'));
  }
  if (form.intent === 'rotate')
    return { secret: (await door.call('wallet.rotate-merchant-key', { id }, form.key)).key, replaced: true };
  const scopes = keyScopes.filter((scope): scope is KeyScope => form.all('scopes').includes(scope));
  const wish = { name: form.text('name'), scopes };
  return { secret: (await door.call('wallet.create-merchant-key', wish, form.key)).key, replaced: false };
});

export default function Keys() {
  const { keys, done } = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>();
  const text = useText().merchant;
  const shown = given !== undefined && 'secret' in given ? given : undefined;
  return (
    <Page title={text.keys} above={text.title} lead={text.key.lead} back={paths.merchant()} width="wide">
      <MerchantNav />
      {done === 'revoked' && shown === undefined ? <Notice tone="good" announce title={text.key.revoked} /> : null}
      {shown === undefined ? null : (
        <Secret title={text.key.shownTitle} text={text.key.shownText} secret={shown.secret}>
          {shown.replaced ? <p>{text.key.oldUntil}</p> : null}
        </Secret>
      )}
      <KeyTable keys={keys} />
      <NewKey />
    </Page>
  );
}

const tones: Readonly<Record<MerchantKey['state'], Tone | 'neutral'>> = {
  active: 'good',
  ending: 'warn',
  ended: 'neutral',
  revoked: 'neutral',
};

function KeyTable({ keys }: { readonly keys: readonly MerchantKey[] }) {
  const text = useText().merchant.key;
  const format = useFormat();
  return (
    <Table
      caption={useText().merchant.keys}
      rows={keys}
      keyOf={({ id }) => id}
      empty={text.none}
      columns={[
        { id: 'name', head: text.name, cell: ({ name }) => name },
        { id: 'key', head: text.key, cell: ({ prefix }) => <code className="code">{prefix}…</code> },
        {
          id: 'scopes',
          head: text.scopes,
          cell: ({ scopes }) => scopes.map((scope) => text.scopeNames[scope]).join('; '),
        },
        {
          id: 'used',
          head: text.used,
          cell: ({ lastUsedAt }) => (lastUsedAt === null ? text.never : format.instant(lastUsedAt)),
        },
        {
          id: 'state',
          head: text.state,
          cell: ({ state, expiresAt }) => (
            <>
              <Tag tone={tones[state]}>{text.states[state]}</Tag>{' '}
              {state === 'ending' && expiresAt !== null ? text.endsAt(format.instant(expiresAt)) : null}
            </>
          ),
        },
        { id: 'actions', head: text.actions, cell: (key) => <KeyActions merchantKey={key} /> },
      ]}
    />
  );
}

function KeyActions({ merchantKey: { id, state } }: { readonly merchantKey: MerchantKey }) {
  const text = useText().merchant.key;
  if (state === 'ended' || state === 'revoked') return null;
  return (
    <Form action={paths.merchantKeys()}>
      <input type="hidden" name="id" value={id} />
      <ButtonRow>
        {state === 'active' ? (
          <Button kind="secondary" name="intent" value="rotate">
            {text.rotate}
          </Button>
        ) : null}
        <Button kind="quiet" name="intent" value="revoke">
          {text.revoke}
        </Button>
      </ButtonRow>
    </Form>
  );
}

function NewKey() {
  const text = useText().merchant.key;
  return (
    <Card title={text.newTitle}>
      <Form intent="make" action={paths.merchantKeys()} values={{ scopes: ['payments:write', 'payments:read'] }}>
        <TextField name="name" label={text.newName} autoComplete="off" />
        <Checkboxes
          name="scopes"
          label={text.newScopes}
          options={keyScopes.map((value) => ({ value, label: text.scopeNames[value], hint: value }))}
        />
        <ButtonRow>
          <Button>{text.make}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
