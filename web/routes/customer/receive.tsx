import { useLoaderData } from 'react-router';
import { ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Page } from '../../components/page.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door }) => door.call('wallet.get-receive', {}));

export default function Receive() {
  const { maskedName, handle, email, link } = useLoaderData<typeof loader>();
  const text = useText().payees.receive;
  return (
    <Page title={text.title} lead={text.lead} back={paths.wallet()}>
      <Card>
        <QrCode text={link} label={text.code} />
        <p className="label">{text.link}</p>
        <p>
          <CopyText>{link}</CopyText>
        </p>
        <p className="hint">{text.seen(maskedName)}</p>
        <p className="hint">
          {text.others} {handle === null ? email : `@${handle} · ${email}`}
        </p>
      </Card>
      <h2>{text.ask}</h2>
      <p>{text.askText}</p>
      <ButtonRow>
        <ButtonLink href={paths.newRequest()}>{text.ask}</ButtonLink>
        <ButtonLink href={paths.requests()} kind="secondary">
          {text.requests}
        </ButtonLink>
      </ButtonRow>
    </Page>
  );
}
