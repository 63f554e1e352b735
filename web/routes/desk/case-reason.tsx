import { Button, ButtonRow } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { Version } from './case-work.tsx';
import type { Found } from './case-work.tsx';

const reasonMax = 4000;

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly reason: string;
  readonly send: string;
}

/** The page of an act that needs a reason and nothing else. */
export function ReasonPage({ found, text }: Found & { readonly text: Words }) {
  return (
    <Page title={text.title} lead={text.lead} above={found.number} back={paths.deskCase(found.number)}>
      <Form>
        <Version found={found} />
        <TextArea name="reason" label={text.reason} rows={3} max={reasonMax} />
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
