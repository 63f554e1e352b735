import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';

/** Who may import whom: a slice may use those named here. Call down, emit up. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  platform: [],
  identity: ['platform'],
  ledger: ['platform'],
  evidence: ['platform'],
  rails: ['platform'],
  wallet: ['platform', 'identity', 'ledger', 'evidence', 'rails'],
  complaints: ['platform', 'identity', 'ledger', 'evidence', 'rails', 'wallet'],
  channels: ['platform', 'identity', 'ledger', 'evidence', 'rails', 'wallet', 'complaints'],
  escalation: ['platform', 'identity', 'ledger', 'evidence', 'rails', 'wallet', 'complaints'],
};

interface Ban {
  /** What nobody does. */
  readonly deed: string;
  readonly pattern: RegExp;
  /** Where it is right. */
  readonly except: RegExp;
  readonly instead: string;
}

/** Words that are wrong here, and what to write instead. */
const bans: readonly Ban[] = [
  {
    deed: 'reads the wall clock',
    pattern: /\bnew Date\(\)|\bDate\.now\(\)/,
    except: /^(src\/platform|demo)\/clock\.ts$|^(test|bench)\/|\.test\.tsx?$/,
    instead: 'Take the moment as a parameter (`ctx.now`); only src/platform/clock.ts reads the clock.',
  },
  {
    deed: 'names a thing by a guessable number',
    pattern: /\bMath\.random\(/,
    except: /^(test|bench)\/|\.test\.ts$/,
    instead: 'Use newId or newToken of src/platform: guessable numbers name nothing here.',
  },
  {
    deed: 'reads money as a float',
    pattern: /\bparseFloat\(/,
    except: /^$/,
    instead: 'Money is a bigint in minor units: use parseAmount of src/platform/money.ts.',
  },
  {
    deed: 'prints past the log',
    pattern: /\bconsole\.\w+\(/,
    except: /^src\/main\.ts$|^(bin|bench|demo|test)\/|\.test\.ts$/,
    instead: 'Use log of src/platform/log.ts, which hides secrets.',
  },
  {
    deed: 'reads a setting past the configuration',
    pattern: /\bprocess\.env\b/,
    except: /^src\/(main|platform\/(config|log|postgres))\.ts$|^(bin|bench|demo|test)\/|\.test\.ts$/,
    instead:
      'Add a setting to src/platform/config.ts, where all faults are reported at once, and take it from `config`.',
  },
  {
    deed: 'opens a front door without looking',
    pattern: /\bexport \* /,
    except: /^$/,
    instead: 'Export each name: a front door says what it lets in.',
  },
  {
    deed: 'silences the type checker',
    pattern: /@ts-(ignore|expect-error|nocheck)|eslint-disable/,
    except: /^$/,
    instead: 'Mend the type; oxlint-disable-next-line with a reason is for a parsed boundary.',
  },
  {
    deed: 'silences the linter without a reason',
    pattern: /oxlint-disable(?!-next-line \S+ -- \S)/,
    except: /^$/,
    instead: 'Write `oxlint-disable-next-line RULE -- REASON`: one line, one rule, one reason.',
  },
  {
    deed: 'leaves work for later in a comment',
    pattern: /\b(TODO|FIXME|HACK)\b/,
    except: /^$/,
    instead: 'Do it now or leave it out.',
  },
  {
    deed: 'skips a test',
    pattern: /\b(test|describe|it|suite)\.(only|skip|todo)\(/,
    except: /^$/,
    instead: 'A test that is skipped proves nothing: mend it or delete it.',
  },
  {
    deed: 'guards money by a lock of his own',
    pattern: /pg_(try_)?advisory|\block table\b/i,
    except: /^(?!src\/(ledger|wallet)\/)/,
    instead: 'Lock the rows that change, in one order.',
  },
];

const sizes = { readmeLinesMax: 60, mainReadmeLinesMax: 120 } as const;

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

function read(pattern: string): SourceFile[] {
  const paths = globSync(pattern, { cwd: join(import.meta.dirname, '..') }).sort();
  return paths
    .filter((path) => !path.endsWith('src/platform/schema.ts') && path !== 'test/tidy.test.ts')
    .map((path) => ({ path, text: readFileSync(join(import.meta.dirname, '..', path), 'utf8') }));
}

const code = read('{src,web,bin,bench,demo,test}/**/*.{ts,tsx,mjs}');
const sql = read('src/*/sql/*.sql');

/** Fails with one line for each fault, then the sentence that mends it. */
function expectNone(faults: readonly string[], sentence: string): void {
  assert.equal(faults.length, 0, `\n${faults.join('\n')}\n→ ${sentence}`);
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function sliceOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('test/');

interface Import {
  /** A path from the root, or the name of a package. */
  readonly target: string;
  readonly line: number;
  /** Vanishes before the program runs. */
  readonly typeOnly: boolean;
  /** Happens when the program comes by. */
  readonly lazy: boolean;
}

function importsOf({ path, text }: SourceFile): Import[] {
  const found = text.matchAll(/^(?:import|export)(\s+type)?\b(?:[^;'"]*?\sfrom)?\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm);
  return Array.from(found, (match) => {
    const target = match[2] ?? match[3] ?? '';
    return {
      target: target.startsWith('.') ? join(dirname(path), target.replace(/\?.*$/, '')) : target,
      line: lineOf(text, match.index),
      typeOnly: match[1] !== undefined,
      lazy: match[3] !== undefined,
    };
  });
}

const byPath = new Map(code.map((file) => [file.path, file]));

/** Whether a module and all that it loads are rules alone: no package, nothing of Node, hence nothing of the server. */
function isPure(path: string, seen: Set<string> = new Set()): boolean {
  if (seen.has(path)) return true;
  seen.add(path);
  const file = byPath.get(path);
  return file !== undefined && importsOf(file).every(({ target, typeOnly }) => typeOnly || isPure(target, seen));
}

test('every slice has its place in the table of who may import whom', () => {
  const unknown = code.map((file) => sliceOf(file.path)).filter((slice) => slice !== undefined && !(slice in mayUse));
  expectNone([...new Set(unknown)].map(String), 'Add the slice to `mayUse` in test/tidy.test.ts, below what it calls.');
});

test('a slice imports the slices below it only', () => {
  const faults = code.flatMap((file) => {
    const slice = sliceOf(file.path);
    if (slice === undefined || isTest(file.path)) return [];
    return importsOf(file).flatMap(({ target, line }) => {
      const other = sliceOf(target);
      if (!/^(src|web|test|demo|bench|bin)\//.test(target)) return [];
      if (other === slice || (other !== undefined && mayUse[slice]?.includes(other))) return [];
      return [`${file.path}:${line} imports ${target}`];
    });
  });
  expectNone(faults, 'Call down, emit up: emit an event that the higher slice subscribes to, or move the rule down.');
});

test('another slice is entered by its front door or its contract only', () => {
  const faults = code.flatMap((file) => {
    const slice = sliceOf(file.path);
    if (isTest(file.path) || file.path.startsWith('web/')) return [];
    return importsOf(file).flatMap(({ target, line }) => {
      const other = sliceOf(target);
      if (other === undefined || other === slice || other === 'platform') return [];
      if (target === `src/${other}/${other}.ts` || target === `src/${other}/contract.ts`) return [];
      return [`${file.path}:${line} imports ${target}`];
    });
  });
  expectNone(faults, 'Import from `<slice>.ts` or `contract.ts`; what others need is exported there.');
});

test('pages load nothing of the server but types and pure rules', () => {
  const faults = code.flatMap((file) =>
    isTest(file.path) || !file.path.startsWith('web/')
      ? []
      : importsOf(file)
          .filter(({ target, typeOnly }) => target.startsWith('src/') && !typeOnly && !isPure(target))
          .map(({ target, line }) => `${file.path}:${line} imports ${target}`),
  );
  expectNone(faults, 'Ask the door in the loader or action; import values from modules without packages only.');
});

test('the library of the chain is loaded only where a chain is set', () => {
  const seen = new Set<string>();
  const reach = (path: string): string[] => {
    const file = byPath.get(path);
    if (file === undefined || seen.has(path)) return [];
    seen.add(path);
    return importsOf(file).flatMap(({ target, typeOnly, lazy }) =>
      typeOnly || lazy ? [] : /^viem\b/.test(target) ? [`${path} imports ${target}`] : reach(target),
    );
  };
  expectNone(reach('src/main.ts'), 'Import it where it is needed (`await import`): it weighs on every start.');
});

test('a leaf is loaded from its folder, never imported by name', () => {
  const leaf = /\.(pack|diagnosis|channel|body|return|corpus)\.ts$/;
  const faults = code.flatMap((file) =>
    isTest(file.path)
      ? []
      : importsOf(file)
          .filter(({ target }) => leaf.test(target))
          .map(({ target, line }) => `${file.path}:${line} imports ${target}`),
  );
  expectNone(faults, 'Trunks are listed, leaves are discovered: read the folder instead.');
});

test('files are named as their kind is', () => {
  const faults = [...code, ...sql].flatMap(({ path }) => {
    const name = basename(path);
    if (name === 'index.ts') return [`${path}: name it after what it is`];
    if (path.endsWith('.sql'))
      return /^\d{4}-\d\d-\d\d-[a-z]-[a-z0-9-]+\.sql$/.test(name) ? [] : [`${path}: <date>-<letter>-<what>.sql`];
    if (/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|tsx|mjs)$/.test(name) || path.includes('locales/')) return [];
    return [`${path}: kebab-case`];
  });
  expectNone(faults, 'Names are kebab-case; there is no index.ts; a migration is dated.');
});

test('an operation is named as its file and its slice are', () => {
  const faults = code.flatMap(({ path, text }) =>
    isTest(path) || sliceOf(path) === undefined
      ? []
      : Array.from(text.matchAll(/\b(?:command|ledgerCommand|query)\(\{\s*name: '([^']+)'/g)).flatMap((match) => {
          const expected = `${sliceOf(path) ?? ''}.${basename(path, '.ts')}`;
          return match[1] === expected
            ? []
            : [`${path}:${lineOf(text, match.index)} is named ${match[1] ?? ''}, expected ${expected}`];
        }),
  );
  expectNone(faults, 'One name everywhere: file, operation, permission, job and audit line. One operation a file.');
});

for (const { deed, pattern, except, instead } of bans) {
  test(`nobody ${deed}`, () => {
    const faults = [...code, ...sql].flatMap(({ path, text }) => {
      if (except.test(path)) return [];
      const lines = text.split('\n');
      return lines.flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : []));
    });
    expectNone(faults, instead);
  });
}

test('a slice reads tables of another through its public views only', () => {
  const names = Object.keys(mayUse).join('|');
  const words =
    'from|join|into|update|table|references|on|selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin';
  const use = new RegExp(`\\b(?:${words})\\b\\s*\\(?\\s*['"\`]?(${names})\\.([a-z_]+)`, 'gi');
  const faults = [...code, ...sql].flatMap(({ path, text }) => {
    const slice = sliceOf(path);
    if (slice === undefined || isTest(path)) return [];
    return Array.from(text.matchAll(use)).flatMap((match) => {
      const [, schema = '', object = ''] = match;
      // `ledger.ts` in a comment or an import is a file, and a function is a door.
      if (schema === slice || object.startsWith('public_') || object === 'ts') return [];
      if (text[match.index + match[0].length] === '(') return [];
      return [`${path}:${lineOf(text, match.index)} uses ${schema}.${object}`];
    });
  });
  expectNone(faults, 'Ask its front door, or have its owner publish a view named public_….');
});

test('a migration makes things in its own schema only', () => {
  const faults = sql.flatMap(({ path, text }) =>
    Array.from(
      text.matchAll(
        /\b(?:create|alter|drop)\s+(?:or replace\s+)?(?:unique\s+)?(?:table|view|function|procedure|type|domain|index\s+on)\s+(?:if (?:not )?exists\s+)?([a-z_]+)\./gi,
      ),
    ).flatMap((match) => (match[1] === sliceOf(path) ? [] : [`${path}:${lineOf(text, match.index)} ${match[0]}`])),
  );
  expectNone(faults, 'One schema a slice, named as its folder.');
});

test('every slice explains itself on one page', () => {
  const folders = new Set(code.map((file) => sliceOf(file.path)).filter((slice) => slice !== undefined));
  const readmes = new Map(read('src/*/README.md').map((file) => [sliceOf(file.path), file.text.split('\n').length]));
  const faults = [...folders].flatMap((slice) => {
    const lines = readmes.get(slice);
    if (lines === undefined) return [`src/${slice}/README.md is missing`];
    return lines > sizes.readmeLinesMax + 1 ? [`src/${slice}/README.md has ${lines} lines`] : [];
  });
  expectNone(
    faults,
    `A README of at most ${sizes.readmeLinesMax} lines: what it is for, its ways through, where to begin.`,
  );
  const [main] = read('README.md');
  assert.ok(
    main && main.text.split('\n').length <= sizes.mainReadmeLinesMax,
    `README.md has at most ${sizes.mainReadmeLinesMax} lines: move the rest to docs/.`,
  );
});
