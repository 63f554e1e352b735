import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchRoutes } from 'react-router';
import type { RouteObject } from 'react-router';
import { paths, safeReturn } from './paths.ts';
import routes from './routes.ts';

const objects = routes.map(({ path, index }): RouteObject => (index === true ? { index } : { path: path ?? '*' }));

test('every address that the site links to has a page', () => {
  const lost = Object.entries(paths).filter(([name, make]) => {
    // The pages of a case hang under either of its two addresses.
    const path: string = Reflect.apply(make, undefined, [name.startsWith('case') ? '/c/x' : 'x', 'y']);
    // The API's description is no page.
    return !path.startsWith('/api/') && matchRoutes(objects, path.split('?')[0] ?? '/')?.[0]?.route.path === '*';
  });
  assert.deepEqual(
    lost.map(([name]) => name),
    [],
  );
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
