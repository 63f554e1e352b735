import { Problem } from './problem.ts';

/** A failure that the operator can mend: its message is the whole story, printed without a stack before exit code 1. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}

/** What to tell the operator about any failure of a start. */
export function asStartFailure(error: unknown): StartFailure {
  if (error instanceof StartFailure) return error;
  if (error instanceof Problem) return new StartFailure(error.render('en').detail, { cause: error });
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return new StartFailure(
      `Port ${String(error.port)} is in use by another program. Stop that program, or choose another port with PORT or SMTP_IN_PORT.`,
    );
  }
  if (error instanceof Error && 'code' in error && error.code === 'EACCES' && 'port' in error) {
    return new StartFailure(
      `This user may not listen on port ${String(error.port)}. Choose a port above 1023 with PORT or SMTP_IN_PORT.`,
    );
  }
  return new StartFailure(error instanceof Error ? (error.stack ?? error.message) : String(error), { cause: error });
}
