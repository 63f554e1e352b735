import { redirect, useLoaderData } from 'react-router';
import { isIssueId, isSubIssueId, issueIds, subIssues, taxonomy } from '../../../src/complaints/taxonomy.ts';
import { platformProblem } from '../../../src/platform/problems.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Select, TextArea } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, param } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { Version } from './case-work.tsx';
import { loadCaseFor } from './load-case.ts';

const reasonMax = 4000;

export const loader = loadCaseFor('recode-issue');

export const action = act(async ({ door, params, form }) => {
  const number = param(params, 'number');
  const [issue, subIssue] = [form.text('issue'), form.text('subIssue')];
  if (!isIssueId(issue)) throw platformProblem('malformed-request');
  const given = {
    number,
    version: Number(form.text('version')),
    issue,
    subIssue: isSubIssueId(subIssue) ? subIssue : undefined,
  };
  await door.call('complaints.recode-issue', { ...given, reason: form.text('reason') }, form.key);
  return redirect(paths.deskCase(number, 'recoded'));
});

export default function Recode() {
  const found = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const text = useText().desk.recode;
  const details = subIssues.map(({ id, issue, label }) => ({
    value: id,
    label: `${taxonomy[issue].label[locale]}: ${label[locale]}`,
  }));
  return (
    <Page title={text.title} lead={text.lead} above={found.number} back={paths.deskCase(found.number)}>
      <Form values={{ issue: found.issue, subIssue: found.complaint.subIssue ?? '' }}>
        <Version found={found} />
        <Select
          name="issue"
          label={text.issue}
          options={issueIds.map((id) => ({ value: id, label: taxonomy[id].label[locale] }))}
        />
        <Select name="subIssue" label={text.subIssue} options={[{ value: '', label: text.none }, ...details]} />
        <TextArea name="reason" label={text.reason} rows={3} max={reasonMax} />
        <ButtonRow>
          <Button>{text.send}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
