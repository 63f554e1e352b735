import { index, route } from '@react-router/dev/routes';
import type { RouteConfig } from '@react-router/dev/routes';

export default [
  index('routes/public/home.tsx'),
  route('language', 'routes/public/language.ts'),

  route('*', 'routes/public/not-found.tsx'),
] satisfies RouteConfig;
