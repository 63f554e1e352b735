import { useLoaderData } from 'react-router';
import type { PackView, RuleView } from '../../../src/complaints/contract.ts';
import type { Localized } from '../../../src/platform/localized.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import type { Tone } from '../../components/notice.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load, param } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, params }) =>
  door.call('complaints.get-pack', { pack: param(params, 'pack') }),
);

/** One set of deadlines in plain words, with its date and how sure each rule is. */
export default function RulePack() {
  const pack = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const format = useFormat();
  const text = useText().rules;
  return (
    <Page
      title={pack.title[locale]}
      lead={pack.notice[locale]}
      above={text.version(format.calendarDay(pack.version))}
      back={paths.rules()}
    >
      {pack.inUse === null ? null : <Notice tone="info" title={text.inUse[pack.inUse]} />}
      <h2>{text.dates}</h2>
      {pack.rules.map((rule) => (
        <RuleCard key={rule.key} rule={rule} />
      ))}
      <Duties pack={pack} />
      <p className="hint">{text.place(pack.zone, pack.calendar.label[locale], pack.calendar.source)}</p>
      <p className="hint">{text.advice}</p>
    </Page>
  );
}

const confidenceTones: Readonly<Record<RuleView['confidence'], Tone>> = { H: 'good', M: 'info', L: 'warn' };

function RuleCard({ rule }: { readonly rule: RuleView }) {
  const { locale } = useShell();
  const text = useText().rules;
  const { words } = rule;
  const marks = [text.marks(text.confidence[rule.confidence], text.evidence[rule.evidence]), rule.caveat?.[locale]];
  const facts = [
    { id: 'onlyIf', term: text.terms.onlyIf, value: words.onlyIf?.[locale] },
    { id: 'starts', term: text.terms.starts, value: words.starts[locale] },
    { id: 'limit', term: text.terms.limit, value: words.limit[locale] },
    { id: 'pause', term: text.terms.pause, value: words.pause?.[locale] },
    { id: 'moves', term: text.terms.moves, value: words.moves?.[locale] },
    { id: 'door', term: text.terms.door, value: rule.door?.[locale] },
    { id: 'example', term: text.terms.example, value: words.example[locale] },
    { id: 'marks', term: text.terms.marks, value: marks.filter(Boolean).join(locale === 'en' ? ' ' : '') },
  ].filter(({ value }) => value !== undefined);
  return (
    <Card
      title={rule.title[locale]}
      actions={<Tag tone={confidenceTones[rule.confidence]}>{text.confidence[rule.confidence]}</Tag>}
    >
      <p className="hint">
        {text.bearer[rule.bearer]} · {text.binding[rule.binding]} · {rule.id} · {rule.clause}
      </p>
      <Facts facts={facts} />
      <details>
        <summary>{text.details}</summary>
        <Facts
          facts={[
            { id: 'ends', term: text.terms.ends, value: words.ends[locale] },
            { id: 'mustContain', term: text.terms.mustContain, value: listOf(rule.mustContain, locale) },
            { id: 'delayContains', term: text.terms.delayContains, value: listOf(rule.delayContains, locale) },
          ].filter(({ value }) => value !== null)}
        />
      </details>
    </Card>
  );
}

function listOf(items: readonly Localized[], locale: keyof Localized) {
  if (items.length === 0) return null;
  return (
    <ul className="plain">
      {items.map((item) => (
        <li key={item.en}>{item[locale]}</li>
      ))}
    </ul>
  );
}

function Duties({ pack: { duties } }: { readonly pack: PackView }) {
  const { locale } = useShell();
  const text = useText().rules;
  if (duties.length === 0) return null;
  return (
    <>
      <h2>{text.duties}</h2>
      <Card>
        <Facts
          facts={duties.map((duty) => ({
            id: duty.id,
            term: `${duty.id} · ${duty.clause}`,
            value: (
              <>
                {duty.text[locale]}{' '}
                <span className="hint">
                  {text.marks(text.confidence[duty.confidence], text.evidence[duty.evidence])}
                </span>
              </>
            ),
          }))}
        />
      </Card>
    </>
  );
}
