// Runs one of our programs from a fresh clone: `node bin/run.mjs [--pages] FILE [ARGUMENT…]`.
// Installs the packages that are missing, builds the pages if they are stale (--pages), and runs FILE on the Node that
// package-lock.json pins. Plain JavaScript for Node 18 and newer, since it comes before all of that.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const nodeMajorMin = 24;

const given = process.argv.slice(2);
const wantsPages = given[0] === '--pages';
const [file = '', ...args] = wantsPages ? given.slice(1) : given;

installPackages();
const node = findNode();
if (wantsPages) {
  buildPages(node);
  process.env['NODE_ENV'] ??= 'production';
}
if (node === process.execPath) {
  // Halves the time from a second start to "ready".
  module.enableCompileCache(join(root, 'node_modules/.cache/compile'));
  process.argv = [node, resolve(root, file), ...args];
  await import(pathToFileURL(resolve(root, file)).href);
} else {
  runOn(node);
}

/**
 * Ends with one sentence.
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Standard output belongs to the program that is run, so what npm and Vite say goes to standard error. */
function installPackages() {
  if (missingPackages().length === 0) return;
  console.error('Installing packages …');
  const npm = process.env['npm_execpath'];
  const fresh = !existsSync(join(root, 'node_modules'));
  const command = [
    fresh ? 'ci' : 'install',
    ...(fresh ? [] : ['--no-save']),
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...command], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', command, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) fail('The packages could not be installed: see what npm says above, then start again.');
}

/** Names of the packages that package-lock.json wants on this platform in another version than is installed. */
function missingPackages() {
  /** @type {Record<string, { version?: string, optional?: boolean, dev?: boolean }>} */
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  /** @type {typeof wanted} */
  let installed = {};
  try {
    installed = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
  } catch {
    // Nothing is installed yet.
  }
  const omitsDev = (process.env['npm_config_omit'] ?? '').includes('dev');
  return Object.keys(wanted).filter((path) => {
    const { version, optional, dev } = wanted[path] ?? {};
    if (path === '' || (optional && !isOurs(path)) || (dev && omitsDev)) return false;
    return installed[path]?.version !== version;
  });
}

/**
 * The optional packages without which nothing runs here: this platform's Node.
 * @param {string} path
 */
function isOurs(path) {
  return path === nodePackage();
}

function nodePackage() {
  return `node_modules/node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

/** The pinned Node, or this one where none is published for the platform and this one is new enough. */
function findNode() {
  const pinned = join(root, nodePackage(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned)) return realpathSync(pinned) === realpathSync(process.execPath) ? process.execPath : pinned;
  if (Number.parseInt(process.versions.node, 10) >= nodeMajorMin) return process.execPath;
  return fail(
    `Recourse needs Node.js ${nodeMajorMin} or newer on ${process.platform}-${process.arch}; this is ${process.versions.node}. Install one from https://nodejs.org and start again.`,
  );
}

/**
 * Builds them unless they were built from what is there now.
 * @param {string} nodeProgram
 */
function buildPages(nodeProgram) {
  const stamp = join(root, 'build/inputs.sha256');
  const inputs = hashOfInputs();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return;
  console.error('Building the pages …');
  rmSync(stamp, { force: true });
  const { status, stderr, stdout } = spawnSync(
    nodeProgram,
    [join(root, 'node_modules/@react-router/dev/bin.cjs'), 'build'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  if (status !== 0) fail(`${stdout}${stderr}\nThe pages could not be built: see above.`);
  writeFileSync(stamp, inputs);
}

/** The content of everything the pages are built from: web/, what it imports from src/, and the tools. */
function hashOfInputs() {
  const hash = createHash('sha256');
  const waiting = ['package-lock.json', 'vite.config.ts', 'react-router.config.ts', ...filesUnder('web')];
  const seen = new Set(waiting);
  for (const path of waiting) {
    const text = readFileSync(join(root, path), 'utf8');
    hash.update(`${path}\0${text}\0`);
    if (!/\.tsx?$/.test(path)) continue;
    for (const imported of importsOf(text)) {
      const target = join(dirname(path), imported).replaceAll('\\', '/');
      if (!seen.has(target) && existsSync(join(root, target))) {
        seen.add(target);
        waiting.push(target);
      }
    }
  }
  return hash.digest('hex');
}

/**
 * Relative imports that remain at run time; those of types alone vanish.
 * @param {string} text
 */
function importsOf(text) {
  const found = text.matchAll(/^(?:import|export)\s+(?!type\s)(?:[^'"]*?\sfrom\s+)?['"](\.[^'"?]+)/gm);
  return Array.from(found, (match) => match[1] ?? '');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesUnder(path);
      return entry.name.includes('.test.') ? [] : [path];
    });
}

/**
 * Passes signals down and the end up, as if there were no process between.
 * @param {string} nodeProgram
 */
function runOn(nodeProgram) {
  const child = spawn(nodeProgram, [...process.execArgv, fileURLToPath(import.meta.url), ...given], {
    stdio: 'inherit',
  });
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', (error) => fail(`The pinned Node.js does not run: ${error.message}.`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.exit(128 + constants.signals[signal]);
  });
}
