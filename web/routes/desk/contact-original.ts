import { load, param } from '../../route.ts';

/** The bytes as they reached us: always to save, never to show, and nothing in them runs. */
export const loader = load(async ({ door, params }) => {
  const id = param(params, 'contact');
  const { channel, raw } = await door.call('channels.get-original', { id });
  return new Response(new Uint8Array(raw), {
    headers: {
      'content-type': channel === 'email' ? 'message/rfc822' : 'application/octet-stream',
      'content-disposition': `attachment; filename="${id}.${channel === 'email' ? 'eml' : 'bin'}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
  });
});
