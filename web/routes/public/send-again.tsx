import { Button, ButtonRow } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../text.ts';

/** For whoever waits for a mail in vain. */
export function SendAgain({ otherEmail }: { readonly otherEmail: string }) {
  const text = useText().identity;
  return (
    <Form intent="again">
      <ButtonRow>
        <Button kind="quiet">{text.sendAgain}</Button>
        <a href={otherEmail}>{text.otherEmail}</a>
      </ButtonRow>
    </Form>
  );
}

export function SentAgain() {
  const text = useText().identity;
  return (
    <Notice tone="info" announce>
      <p>{text.sentAgain}</p>
    </Notice>
  );
}
