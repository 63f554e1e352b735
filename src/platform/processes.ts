import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The live processes whose command line carries `name`; a zombie has no command line. */
export async function clusterProcesses(name: string): Promise<number[]> {
  const lines = process.platform === 'linux' ? await linuxCommandLines() : await otherCommandLines();
  return lines.filter((line) => line.command.includes(name)).map((line) => line.pid);
}

interface CommandLine {
  readonly pid: number;
  readonly command: string;
}

/** Minimal Linux images have no `ps`. */
async function linuxCommandLines(): Promise<CommandLine[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  return Promise.all(
    pids.map(async (pid) => ({
      pid: Number(pid),
      command: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    })),
  );
}

async function otherCommandLines(): Promise<CommandLine[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,args='], { maxBuffer: 16_000_000 });
  return stdout
    .split('\n')
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+\s+/, '') }));
}

/** The numbers of an operating system's user, or undefined where there is none of that name. */
export async function findUser(name: string): Promise<{ uid: number; gid: number } | undefined> {
  const users = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const fields = users.map((line) => line.split(':')).find(([user]) => user === name);
  return fields?.[2] && fields[3] ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}
