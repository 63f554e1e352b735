import { useLoaderData } from 'react-router';
import type { PackSummary } from '../../../src/complaints/contract.ts';
import { Card } from '../../components/card.tsx';
import { Page } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door }) => door.call('complaints.list-packs', {}));

/** Every set of deadlines that the program knows: first those that hold here. */
export default function Rules() {
  const { packs } = useLoaderData<typeof loader>();
  const text = useText().rules;
  const others = packs.filter(({ inUse }) => inUse === null);
  return (
    <Page title={text.title} lead={text.lead} back={paths.aboutComplaints()}>
      {packs
        .filter(({ inUse }) => inUse !== null)
        .map((pack) => (
          <PackCard key={pack.id} pack={pack} />
        ))}
      <h2>{text.others}</h2>
      {others.map((pack) => (
        <PackCard key={pack.id} pack={pack} />
      ))}
      <p className="hint">{text.advice}</p>
    </Page>
  );
}

function PackCard({ pack: { id, title, notice, version, inUse } }: { readonly pack: PackSummary }) {
  const { locale } = useShell();
  const format = useFormat();
  const text = useText().rules;
  return (
    <Card
      title={<a href={paths.rulePack(id)}>{title[locale]}</a>}
      actions={inUse === null ? undefined : <Tag tone="good">{text.inUse[inUse]}</Tag>}
    >
      <p>{notice[locale]}</p>
      <p className="hint">{text.version(format.calendarDay(version))}</p>
    </Card>
  );
}
