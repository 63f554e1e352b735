import { redirect, useLoaderData } from 'react-router';
import { hasRole } from '../../../src/platform/actor.ts';
import { parseAmount, toDecimal } from '../../../src/platform/money.ts';
import { basisPointsMax, feeKinds } from '../../../src/wallet/fees/fee.ts';
import type { FeeKind, FeeTable } from '../../../src/wallet/fees/fee.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import type { Fields } from '../../fields.ts';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, Refusal } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textOf, useText } from '../../text.ts';
import { percentOf } from '../public/fee-rules.tsx';

export const loader = load(async ({ door, url }) => ({
  // Staff alone have a use for this page; the table itself is public.
  ...(await door.call('identity.list-staff', {})),
  ...(await door.call('wallet.list-fees', {})),
  done: url.searchParams.has('done'),
}));

export const action = act(async ({ door, form }) => {
  const { notPercent } = textOf(door.caller.locale).fees.desk;
  const rules = feeKinds.flatMap((kind) =>
    door.site.assets.map(({ code }) => readRule(form, kind, code, notPercent)).filter((rule) => rule !== undefined),
  );
  await door.call('wallet.publish-fees', { from: form.text('from'), rules }, form.key);
  return redirect(paths.deskFees('done'));
});

function fieldName(kind: FeeKind, asset: string, part: string): string {
  return `${kind}-${asset}-${part}`;
}

/** One rule as it was typed; none where all its fields are empty. */
function readRule(form: Fields, kind: FeeKind, asset: string, notPercent: string) {
  const [flat, share, minimum, maximum] = ['flat', 'share', 'minimum', 'maximum'].map((part) =>
    form.optional(fieldName(kind, asset, part)),
  );
  if (flat === undefined && share === undefined && minimum === undefined && maximum === undefined) return undefined;
  const basisPoints = share === undefined ? 0n : parseAmount(share, 2);
  const points = basisPoints === 'not-positive' ? 0n : basisPoints;
  if (typeof points !== 'bigint' || points > BigInt(basisPointsMax))
    throw new Refusal({ [fieldName(kind, asset, 'share')]: notPercent });
  return {
    kind,
    asset,
    basisPoints: Number(points),
    ...(flat === undefined ? {} : { flat }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

export default function DeskFees() {
  const { tables, done } = useLoaderData<typeof loader>();
  const { actor } = useShell();
  const text = useText().fees;
  const format = useFormat();
  return (
    <Page title={text.desk.title} lead={text.desk.lead} back={paths.desk()} width="wide">
      {done ? <Notice tone="good" announce title={text.desk.done} /> : null}
      <Table
        caption={text.desk.title}
        rows={tables}
        keyOf={({ version }) => String(version)}
        empty=""
        columns={[
          {
            id: 'version',
            head: text.title,
            cell: ({ version }) => <a href={paths.fees(version)}>{text.version(version)}</a>,
          },
          {
            id: 'from',
            head: text.desk.from,
            cell: ({ first, effectiveFrom }) => (first ? '–' : format.day(effectiveFrom)),
          },
          {
            id: 'state',
            head: text.desk.state,
            cell: ({ state }) => <Tag tone={state === 'in-force' ? 'good' : 'neutral'}>{text.states[state]}</Tag>,
          },
        ]}
      />
      {hasRole(actor, 'admin') ? <Publish last={tables[0]} /> : <p className="hint">{text.desk.byAdmin}</p>}
    </Page>
  );
}

/** The last table to begin with: what is not touched stays as it was. */
function Publish({ last }: { readonly last: FeeTable | undefined }) {
  const { site } = useShell();
  const text = useText().fees;
  return (
    <section className="narrow">
      <h2>{text.desk.publish}</h2>
      <p>{text.desk.publishHint}</p>
      <Form values={valuesOf(last, site.assets)}>
        <TextField name="from" type="date" label={text.desk.from} hint={text.desk.fromHint} width="short" />
        {feeKinds.map((kind) => (
          <details key={kind} open={last?.rules.some((rule) => rule.kind === kind) ?? false}>
            <summary>{text.kinds[kind]}</summary>
            {site.assets.map(({ code }) => (
              <RuleFields key={code} kind={kind} asset={code} />
            ))}
          </details>
        ))}
        <ButtonRow>
          <Button>{text.desk.send}</Button>
        </ButtonRow>
      </Form>
    </section>
  );
}

function RuleFields({ kind, asset }: { readonly kind: FeeKind; readonly asset: string }) {
  const text = useText().fees.desk;
  return (
    <fieldset className="field">
      <legend className="label">{asset}</legend>
      <div className="fields fields-small">
        {(['flat', 'share', 'minimum', 'maximum'] as const).map((part) => (
          <TextField
            key={part}
            name={fieldName(kind, asset, part)}
            label={text[part]}
            inputMode="decimal"
            width="short"
            autoComplete="off"
          />
        ))}
      </div>
    </fieldset>
  );
}

function valuesOf(
  table: FeeTable | undefined,
  assets: readonly { readonly code: string; readonly decimals: number }[],
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { kind, asset, flat, basisPoints, minimum, maximum } of table?.rules ?? []) {
    const decimals = assets.find(({ code }) => code === asset)?.decimals;
    if (decimals === undefined) continue;
    const amounts = { flat: flat || null, minimum: minimum || null, maximum };
    for (const [part, amount] of Object.entries(amounts))
      if (amount !== null) values[fieldName(kind, asset, part)] = toDecimal(amount, decimals);
    if (basisPoints > 0) values[fieldName(kind, asset, 'share')] = percentOf(basisPoints);
  }
  return values;
}
