/** A stored file of a bank: always to save, never to show, and nothing in it runs. */
export function xmlAnswer({ name, file }: { readonly name: string; readonly file: string }): Response {
  return new Response(new Uint8Array(Buffer.from(file, 'base64')), {
    headers: {
      'content-type': 'application/xml',
      'content-disposition': `attachment; filename="${name}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
  });
}
