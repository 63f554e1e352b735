import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchRoutes } from 'react-router';
import type { RouteObject } from 'react-router';
import { paths, safeReturn } from './paths.ts';
import routes from './routes.ts';

const objects = routes.map(({ path, index }): RouteObject => (index === true ? { index } : { path: path ?? '*' }));

test('every address that the site links to has a page', () => {
  const made = Object.entries(paths).map(([name, make]) => {
    const path: string = Reflect.apply(make, undefined, ['x', 'y']);
    return { name, path };
  });
  const missing = made.filter(
    ({ path }) =>
      !['c', 'x'].includes(path.split('/')[1] ?? '') &&
      matchRoutes(objects, path.split('?')[0] ?? '/')?.[0]?.route.path === '*',
  );
  assert.deepEqual(missing, []);
});

test('the way back never leads to another site', () => {
  assert.equal(safeReturn('/wallet?asset=USD', '/'), '/wallet?asset=USD');
  for (const path of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a\nb',
    '',
    undefined,
  ])
    assert.equal(safeReturn(path, '/'), '/');
});
