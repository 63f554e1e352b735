import type { App } from '../src/app.ts';
import { findByEmail } from '../src/identity/identity.ts';
import type { Config } from '../src/platform/config.ts';
import { newId } from '../src/platform/id.ts';
import type { Caller } from '../src/platform/door.ts';
import { people } from '../test/people.ts';
import type { Persona } from '../test/people.ts';
import { openShop } from './shop.ts';
import type { Shop } from './shop.ts';

const scopes = ['payments:write', 'payments:read'] as const;
const events = ['payment.paid', 'payment.cancelled', 'payment.expired', 'payment.refunded'] as const;
const shopName = 'Corner Shop 街角小店';

async function callerOf(app: App, { email }: Persona, now: Date): Promise<Caller> {
  const person = await findByEmail(app.db, email);
  if (person === undefined) throw new Error(`${email} has not moved in`);
  const session = { sessionId: newId(0), since: now, provenAt: now, deviceSince: now };
  return { actor: { kind: 'person', ...person, session }, locale: person.locale, requestId: 'demo' };
}

/** Makes Carol a merchant, once, and opens her shop with a key and an endpoint that are made anew at each start. */
export async function openDemoShop(app: App, config: Config, port: number, now: Date): Promise<Shop> {
  const [seller, compliance] = [await callerOf(app, people.carol, now), await callerOf(app, people.clara, now)];
  const merchant = await app.door.call('wallet.get-merchant', {}, seller);
  if (merchant === null) {
    const application = {
      tradingName: shopName,
      sells: 'Tea, books and lamps',
      website: 'https://corner.example',
      contact: people.carol.email,
    };
    const { personId } = await app.door.call('wallet.apply-as-merchant', application, seller);
    await app.door.call('wallet.decide-merchant', { person: personId, decision: 'approve' }, compliance);
  }
  for (const { id } of await app.door.call('wallet.list-merchant-keys', {}, seller))
    await app.door.call('wallet.revoke-merchant-key', { id }, seller);
  for (const { id } of await app.door.call('wallet.list-webhook-endpoints', {}, seller))
    await app.door.call('wallet.switch-webhook-endpoint', { id, on: false }, seller);
  const wish = { name: 'Demo shop', scopes: [...scopes] };
  const { key } = await app.door.call('wallet.create-merchant-key', wish, seller);
  const shop = await openShop({ name: shopName, api: `${app.url ?? config.publicUrl}/api/v1`, apiKey: key, port });
  const endpoint = { url: shop.hook, events: [...events] };
  shop.setSecret((await app.door.call('wallet.create-webhook-endpoint', endpoint, seller)).secret);
  return shop;
}
