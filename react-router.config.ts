import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: 'web',
  ssr: true,
  // Pages are whole documents: no client routing, hence no manifest to fetch.
  routeDiscovery: { mode: 'initial' },
} satisfies Config;
