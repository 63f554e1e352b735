import { redirect, useLoaderData } from 'react-router';
import type { AppOperation } from '../../../src/app.ts';
import { hasRole } from '../../../src/platform/actor.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import { paymentStates } from '../../../src/wallet/checkout/contract.ts';
import { decisions } from '../../../src/wallet/checkout/merchant-state.ts';
import type { MerchantDecision } from '../../../src/wallet/checkout/merchant-state.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextArea } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { EndpointState } from '../merchant/endpoint-state.tsx';

type Inspected = OutputOf<AppOperation, 'wallet.inspect-merchant'>;

const reasonMax = 1000;

const decisionNames = ['approve', 'refuse', 'suspend', 'reinstate'] as const satisfies readonly MerchantDecision[];

export const loader = load(async ({ door, params, url }) => ({
  found: await door.call('wallet.inspect-merchant', { person: param(params, 'person') }),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, params, form }) => {
  const person = param(params, 'person');
  const decision = decisionNames.find((known) => known === form.text('decision')) ?? 'refuse';
  await door.call('wallet.decide-merchant', { person, decision, reason: form.optional('reason') }, form.key);
  return redirect(paths.deskMerchant(person, 'decided'));
});

/** A merchant as staff see him, with what they may decide. */
export default function DeskMerchant() {
  const { found, done } = useLoaderData<typeof loader>();
  const { desk: text } = useText().merchant;
  return (
    <Page title={found.merchant.tradingName} above={text.title} back={paths.deskMerchants()}>
      {done === 'decided' ? <Notice tone="good" announce title={text.done} /> : null}
      <MerchantFacts found={found} />
      <Decide state={found.merchant.state} />
    </Page>
  );
}

function MerchantFacts({ found: { merchant, person, payments, endpoints } }: { readonly found: Inspected }) {
  const { desk: text, states, payment: words } = useText().merchant;
  const format = useFormat();
  const counts = payments.map(({ state, count }) => {
    const known = paymentStates.find((one) => one === state);
    return `${known === undefined ? state : words.states[known]}: ${format.count(count)}`;
  });
  return (
    <Facts
      facts={[
        { id: 'state', term: text.state, value: states[merchant.state] },
        ...(merchant.reason === null ? [] : [{ id: 'reason', term: text.reason, value: merchant.reason }]),
        { id: 'sells', term: text.sells, value: merchant.sells },
        { id: 'website', term: text.website, value: merchant.website },
        { id: 'contact', term: text.contact, value: merchant.contact },
        {
          id: 'person',
          term: text.person,
          value: (
            <a href={paths.deskWallet(person.id)}>
              {person.name} ({person.email})
            </a>
          ),
        },
        { id: 'applied', term: text.applied, value: format.instant(merchant.appliedAt) },
        ...(merchant.decidedAt === null
          ? []
          : [{ id: 'decided', term: text.decided, value: format.instant(merchant.decidedAt) }]),
        ...endpoints.map((endpoint) => ({
          id: endpoint.id,
          term: text.webhook,
          value: (
            <>
              {endpoint.url} <EndpointState endpoint={endpoint} />
            </>
          ),
        })),
        ...(counts.length === 0 ? [] : [{ id: 'counts', term: text.counts, value: counts.join(' · ') }]),
      ]}
    />
  );
}

function Decide({ state }: { readonly state: Inspected['merchant']['state'] }) {
  const { actor } = useShell();
  const text = useText().merchant.desk;
  const open = decisionNames.filter((decision) => decisions[decision].from.includes(state));
  const may = hasRole(actor, 'supervisor', 'compliance', 'admin');
  return (
    <Card title={text.decide}>
      <Form>
        <TextArea name="reason" label={text.reason} hint={text.reasonHint} optional rows={3} max={reasonMax} />
        <ButtonRow>
          {open.map((decision, index) => (
            <Button
              key={decision}
              name="decision"
              value={decision}
              kind={index === 0 && !decisions[decision].needsReason ? 'primary' : 'secondary'}
              disabledReason={may ? undefined : text.may}
            >
              {text.decisions[decision]}
            </Button>
          ))}
        </ButtonRow>
      </Form>
    </Card>
  );
}
