import { redirect, useLoaderData } from 'react-router';
import { refusalReasonCodes, refusalReasons } from '../../../src/wallet/verification/contract.ts';
import type { RefusalReason } from '../../../src/wallet/verification/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Checkboxes, Radios } from '../../components/choices.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextArea } from '../../components/field.tsx';
import { FileList } from '../../components/file-list.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import type { WebDoor } from '../../door.ts';
import type { Fields } from '../../fields.ts';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param, Refusal } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textOf, useText } from '../../text.ts';
import { detailFacts } from '../customer/verification-facts.ts';
import { Openings } from './openings.tsx';

const becauseMax = 2000;
const remarkMax = 1000;

export const loader = load(async ({ door, params }) =>
  door.call('wallet.get-verification', { verification: param(params, 'verification') }),
);

export const action = act(async ({ door, params, form }) => {
  const verification = param(params, 'verification');
  if (form.intent === 'recommend') {
    const advice = choiceIn(form, 'advice', door);
    const because = form.text('because');
    await door.call('wallet.recommend-verification', { verification, advice, because }, form.key);
  } else {
    const approve = choiceIn(form, 'decision', door) === 'approve';
    const reasons = refusalReasonCodes.filter((code): code is RefusalReason => form.all('reasons').includes(code));
    const given = { verification, approve, reasons, remark: form.optional('remark') };
    await door.call('wallet.decide-verification', given, form.key);
  }
  return redirect(paths.deskVerifications());
});

/** Nothing is chosen beforehand: approving is an act. */
function choiceIn(form: Fields, name: string, door: WebDoor): 'approve' | 'refuse' {
  const chosen = form.text(name);
  if (chosen === 'approve' || chosen === 'refuse') return chosen;
  throw new Refusal({ [name]: textOf(door.caller.locale).verification.desk.choose });
}

/** What a customer shows of himself, for two people of compliance: one recommends, another decides. */
export default function DeskVerification() {
  const { person, level, documents, details, id, openings } = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const text = useText().verification;
  const kinds = new Map(documents.map((document) => [document.id, text.documents[document.kind].name]));
  return (
    <Page
      title={text.desk.of(person.name, String(level))}
      above={text.desk.levelNow(String(person.level))}
      back={paths.deskVerifications()}
    >
      <Facts
        facts={[{ id: 'email', term: text.desk.email, value: person.email }, ...detailFacts(details, text, locale)]}
      />
      <Card title={text.desk.documents}>
        <FileList
          files={documents.map((file) => ({ ...file, shown: true, name: `${kinds.get(file.id) ?? ''}: ${file.name}` }))}
          hrefOf={(file) => paths.document(id, file.id)}
          pictures={false}
        />
        <p className="hint">{text.desk.recorded}</p>
        <Openings openings={openings} files={documents} />
      </Card>
      <Step />
    </Page>
  );
}

function Step() {
  const { state, barred, recommended } = useLoaderData<typeof loader>();
  const text = useText().verification.desk;
  const format = useFormat();
  return (
    <>
      {recommended === null ? null : (
        <Notice title={text.recommended(recommended.by ?? '', format.instant(recommended.at))}>
          <p>
            <strong>{text.advice[recommended.advice === 'refuse' ? 'refuse' : 'approve']}</strong>
          </p>
          <p>{recommended.because}</p>
        </Notice>
      )}
      <Next state={state} barred={barred} />
    </>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Next({ state, barred }: Pick<Loaded, 'state' | 'barred'>) {
  const text = useText().verification.desk;
  if (state !== 'submitted' && state !== 'recommended') return <Decided />;
  if (barred !== null) return <p className="quiet">{text.barred[barred]}</p>;
  return state === 'submitted' ? <Recommend /> : <Decide />;
}

function Decided() {
  const { state, reasons, remark, decidedAt, decidedBy } = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const text = useText().verification;
  const format = useFormat();
  if (decidedAt === null) return <p className="quiet">{text.desk.draft}</p>;
  return (
    <Notice tone={state === 'approved' ? 'good' : 'warn'} title={text.states[state]}>
      <p>{text.desk.decided(decidedBy ?? '', format.instant(decidedAt))}</p>
      {reasons.map((reason) => (
        <p key={reason}>{refusalReasons[reason][locale]}</p>
      ))}
      {remark === null ? null : <p>{remark}</p>}
    </Notice>
  );
}

function Recommend() {
  const text = useText().verification.desk;
  return (
    <Card title={text.recommend}>
      <Form intent="recommend">
        <Radios
          name="advice"
          label={text.adviceLabel}
          options={(['approve', 'refuse'] as const).map((value) => ({ value, label: text.advice[value] }))}
        />
        <TextArea name="because" label={text.because} hint={text.becauseHint} rows={3} max={becauseMax} />
        <ButtonRow>
          <Button>{text.sendRecommendation}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}

function Decide() {
  const { locale } = useShell();
  const text = useText().verification.desk;
  return (
    <Card title={text.decide}>
      <Form intent="decide">
        <Radios
          name="decision"
          label={text.decisionLabel}
          options={(['approve', 'refuse'] as const).map((value) => ({ value, label: text.decisions[value] }))}
        />
        <Checkboxes
          name="reasons"
          label={text.reasons}
          hint={text.reasonsHint}
          options={refusalReasonCodes.map((value) => ({ value, label: refusalReasons[value][locale] }))}
        />
        <TextArea name="remark" label={text.remark} hint={text.remarkHint} optional rows={3} max={remarkMax} />
        <ButtonRow>
          <Button>{text.sendDecision}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
