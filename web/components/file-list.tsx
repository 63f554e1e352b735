import type { ReactNode } from 'react';
import { useFormat } from '../format.ts';
import { useText } from '../text.ts';
import { Icon } from './icon.tsx';

export interface ListedFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly shown: boolean;
}

interface FileListProps {
  readonly files: readonly ListedFile[];
  readonly hrefOf: (file: ListedFile) => string;
  readonly actionOf?: (file: ListedFile) => ReactNode;
  /** False where opening a file is an act that is recorded, which a small picture would be, too. */
  readonly pictures?: boolean;
}

/** Files that we hold: a small picture where it is one, name, size, and the fingerprint that proves what we received. */
export function FileList({ files, hrefOf, actionOf, pictures = true }: FileListProps) {
  const text = useText().shell;
  const format = useFormat();
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.id}>
          {pictures && isPicture(file) ? (
            <img src={hrefOf(file)} alt="" width="64" height="64" loading="lazy" decoding="async" />
          ) : (
            <Icon name="file" />
          )}
          <div>
            {file.shown ? <a href={hrefOf(file)}>{file.name}</a> : file.name}{' '}
            <span className="hint">{format.bytes(file.size)}</span>
            <div className="hint">{text.fingerprint(file.sha256.slice(0, 8))}</div>
          </div>
          {actionOf?.(file)}
        </li>
      ))}
    </ul>
  );
}

/** What every browser draws. */
function isPicture({ type, shown }: Pick<ListedFile, 'type' | 'shown'>): boolean {
  return shown && ['image/png', 'image/jpeg', 'image/webp', 'image/gif'].includes(type);
}
