import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonLink, ButtonRow } from '../../../components/button.tsx';
import { FileInput } from '../../../components/field.tsx';
import { FileList } from '../../../components/file-list.tsx';
import { Form } from '../../../components/form.tsx';
import { Page } from '../../../components/page.tsx';
import { useFormat } from '../../../format.ts';
import { paths } from '../../../paths.ts';
import { actWithFiles, load, Refusal } from '../../../route.ts';
import { useShell } from '../../../shell-context.ts';
import { textOf, useText } from '../../../text.ts';
import { needDraft } from './draft.ts';
import { SavedFor } from './saved-for.tsx';
import { progress, stepAfter, stepBefore } from './steps.ts';

export const loader = load(async ({ door, request }) => needDraft(door, request));

export const action = actWithFiles({
  open: async ({ door, request }) => needDraft(door, request),
  store: async ({ door, place }, { name, content }) => door.files.storeInDraft(place.code, { name, content }),
  run: async ({ door, place, form, stored, refused }) => {
    const removed = form.optional('remove');
    if (removed !== undefined) await door.files.removeFromDraft(place.code, removed);
    const [first] = refused;
    if (first !== undefined) throw first;
    if (removed === undefined && stored.length === 0)
      throw new Refusal({ files: textOf(door.caller.locale).complain.files.missing });
    return redirect(paths.complainStep('files'));
  },
});

export default function Files() {
  const { code, answers, expiresAt, files } = useLoaderData<typeof loader>();
  const { site } = useShell();
  const format = useFormat();
  const text = useText();
  const words = text.complain.files;
  const place = progress('files', answers);
  return (
    <Page
      title={words.title}
      back={paths.complainStep(stepBefore('files', answers) ?? 'text')}
      above={place === undefined ? undefined : text.complain.question(String(place.now), String(place.all))}
    >
      {files.length === 0 ? null : (
        <Form intent="remove" files>
          <h2>{words.held}</h2>
          <FileList
            files={files}
            hrefOf={({ id }) => paths.complainFile(id)}
            actionOf={({ id, name }) => (
              <button
                type="submit"
                className="button button-quiet"
                name="remove"
                value={id}
                aria-label={words.removeOf(name)}
              >
                {words.remove}
              </button>
            )}
          />
        </Form>
      )}
      <Form files>
        <FileInput
          name="files"
          label={words.add}
          hint={words.hint(format.count(site.files.countMax), format.bytes(site.files.bytesMax))}
          accept={site.files.types.join(',')}
        />
        <ButtonRow>
          <Button kind={files.length === 0 ? 'primary' : 'secondary'}>{words.send}</Button>
          <ButtonLink
            href={paths.complainStep(stepAfter('files', answers))}
            kind={files.length === 0 ? 'secondary' : 'primary'}
          >
            {words.goOn}
          </ButtonLink>
        </ButtonRow>
      </Form>
      <SavedFor code={code} until={expiresAt} />
    </Page>
  );
}
