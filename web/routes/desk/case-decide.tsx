import { redirect, useLoaderData } from 'react-router';
import { outcomes } from '../../../src/complaints/outcome.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Radios } from '../../components/choices.tsx';
import { Select, TextArea, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import type { Fields } from '../../fields.ts';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, param, Refusal } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textOf, useText } from '../../text.ts';
import { Version } from './case-work.tsx';
import { loadCaseFor } from './load-case.ts';

const plainKinds = [
  'upheld_full',
  'upheld_part',
  'resolved_accepted',
  'goodwill_without_acceptance',
  'explained_no_fault',
] as const;
const kinds = [...plainKinds, 'compensated', 'inadmissible'] as const;
const forms = ['refund', 'credit', 'fee_reversal', 'interest'] as const;

/** Longest letter and reason, in characters. */
const letterMax = 20_000;
const reasonMax = 4000;

export const loader = loadCaseFor('decide-case');

export const action = act(async ({ door, params, form }) => {
  const number = param(params, 'number');
  const redress = redressIn(form);
  const outcome = outcomeIn(form, redress?.form);
  if (outcome === undefined) throw new Refusal({ outcome: textOf(door.caller.locale).desk.decide.outcomeMissing });
  const version = Number(form.text('version'));
  const given = { number, version, outcome, redress, letter: form.text('letter'), reason: form.text('reason') };
  await door.call('complaints.decide-case', given, form.key);
  return redirect(paths.deskCase(number, 'decided'));
});

function redressIn(form: Fields) {
  const amount = form.optional('redress');
  const as = forms.find((one) => one === form.text('form')) ?? 'refund';
  return amount === undefined ? undefined : { form: as, asset: form.text('asset'), amount };
}

function outcomeIn(form: Fields, paidAs: (typeof forms)[number] = 'refund') {
  const kind = form.text('outcome');
  if (kind === 'compensated') return { kind, form: paidAs } as const;
  if (kind === 'inadmissible') return { kind, reason: form.text('inadmissible') } as const;
  const plain = plainKinds.find((one) => one === kind);
  return plain === undefined ? undefined : { kind: plain };
}

export default function Decide() {
  const found = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const { decide: text, case: words } = useText().desk;
  return (
    <Page title={text.title} lead={text.lead} above={found.number} back={paths.deskCase(found.number)}>
      <Form values={claimOf(useShell().site.assets, found)}>
        <Version found={found} />
        <Radios
          name="outcome"
          label={text.outcome}
          options={kinds.map((kind) => ({ value: kind, label: outcomes[kind].label[locale] }))}
        />
        <TextField name="inadmissible" label={text.inadmissible} optional />
        <Money found={found} />
        <TextArea
          name="letter"
          label={text.letter}
          hint={
            <>
              {text.letterHint} <strong>{text.language(words.languages[found.complainant.locale])}</strong>
            </>
          }
          rows={12}
          max={letterMax}
        />
        <TextArea name="reason" label={text.reason} hint={text.reasonHint} rows={3} max={reasonMax} />
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}

type Found = Awaited<ReturnType<typeof loader>>;

/** What is claimed is offered, so that nobody types it a second time. */
function claimOf(
  assets: readonly { readonly code: string; readonly decimals: number }[],
  { complaint: { claimed }, transaction }: Found,
) {
  const asset = claimed?.asset ?? transaction?.asset ?? assets[0]?.code;
  return { asset, form: 'refund' };
}

function Money({ found: { complaint, complainant } }: { readonly found: Found }) {
  const { site } = useShell();
  const format = useFormat();
  const { decide: text, case: words } = useText().desk;
  if (complainant.person === null) return <p className="hint">{words.noWallet}</p>;
  const { claimed } = complaint;
  const claim = claimed === null ? '' : text.claimed(format.amount(claimed.amount, claimed.asset));
  return (
    <fieldset className="field">
      <legend className="label">{text.money}</legend>
      <p className="hint">
        {claim} {text.moneyHint}
      </p>
      <div className="fields">
        <TextField name="redress" label={text.amount} inputMode="decimal" width="short" optional />
        <Select
          name="asset"
          label={text.asset}
          options={site.assets.map(({ code }) => ({ value: code, label: code }))}
        />
        <Select
          name="form"
          label={text.form}
          options={forms.map((form) => ({ value: form, label: text.forms[form] }))}
        />
      </div>
    </fieldset>
  );
}
