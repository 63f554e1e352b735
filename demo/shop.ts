import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';

/**
 * A shop as a merchant would write it: it asks for a payment by REST, sends its customer to the checkout, and hears by
 * webhook what became of it. It keeps its orders in memory, and knows of the wallet nothing but its public API.
 */
export interface ShopSettings {
  readonly name: string;
  /** The wallet's API, such as `http://localhost:3000/api/v1`. */
  readonly api: string;
  readonly apiKey: string;
  readonly port: number;
}

export interface Shop {
  readonly url: string;
  /** Where webhooks go, and the secret that they are signed with, once the shop has one. */
  readonly hook: string;
  setSecret(secret: string): void;
  /** Its orders, the newest last. */
  readonly orders: Map<string, Order>;
  close(): Promise<void>;
}

interface Order {
  readonly id: string;
  readonly item: Item;
  readonly payment: string;
  readonly state: string;
  /** The number of the last change that it heard of. */
  readonly sequence: number;
}

interface Item {
  readonly id: string;
  readonly title: string;
  readonly price: string;
}

const items: readonly Item[] = [
  { id: 'tea', title: 'Green tea 绿茶', price: '6.50' },
  { id: 'book', title: 'A book of maps 地图册', price: '24.00' },
  { id: 'lamp', title: 'Reading lamp 台灯', price: '89.90' },
];
const asset = 'USD';
const bodyBytesMax = 64 * 1024;

interface Open {
  readonly settings: ShopSettings;
  readonly orders: Map<string, Order>;
  readonly secret: () => string;
  readonly url: () => string;
}

/** Opens the shop on its port; 0 takes any free one. */
export async function openShop(settings: ShopSettings): Promise<Shop> {
  const orders = new Map<string, Order>();
  let secret = '';
  const server = createServer((request, response) => {
    answer({ settings, orders, secret: () => secret, url: () => urlOf(server) }, request, response).catch(
      (error: unknown) => {
        send(
          response,
          502,
          page(settings.name, `<p>${escape(error instanceof Error ? error.message : String(error))}</p>`),
        );
      },
    );
  }).listen(settings.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: urlOf(server),
    hook: `${urlOf(server)}/hook`,
    setSecret: (given) => {
      secret = given;
    },
    orders,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function urlOf(server: Server): string {
  const address = server.address();
  return `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

async function answer(shop: Open, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', shop.url());
  const route = `${request.method ?? 'GET'} ${url.pathname}`;
  if (route === 'GET /') return send(response, 200, showGoods(shop));
  if (route === 'POST /buy') return buy(shop, new URLSearchParams(await readBody(request)).get('item'), response);
  if (route === 'GET /thanks') return send(response, 200, await showOrder(shop, url.searchParams.get('payment')));
  if (route === 'POST /hook') return hear(shop, request, response);
  send(response, 404, page(shop.settings.name, '<p>There is no page here.</p>'));
}

/** Asks for a payment; the order's id as the key makes a repeat of this request harmless. */
async function buy(shop: Open, item: string | null, response: ServerResponse): Promise<void> {
  const bought = items.find(({ id }) => id === item);
  if (bought === undefined) return send(response, 404, page(shop.settings.name, '<p>We do not sell that.</p>'));
  const id = `B-${randomUUID().slice(0, 8)}`;
  const wish = {
    asset,
    amount: bought.price,
    orderReference: id,
    description: bought.title,
    returnUrl: `${shop.url()}/thanks`,
  };
  const payment = await call(shop.settings, 'POST', '/checkout/payments', wish, id);
  keep(shop, { id, item: bought, payment: text(payment, 'id'), state: text(payment, 'state'), sequence: 1 });
  response.writeHead(303, { location: text(payment, 'checkoutUrl') }).end();
}

/** Webhooks may come twice, late and out of order: only what is newer than the last change is believed. */
async function hear(shop: Open, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let event: unknown;
  try {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    event = new Webhook(shop.secret()).verify(await readBody(request), headers);
  } catch {
    response.writeHead(401).end();
    return;
  }
  const data = field(event, 'data');
  const payment = field(data, 'payment');
  const sequence = Number(field(data, 'sequence'));
  const order = shop.orders.get(text(payment, 'id'));
  if (order !== undefined && sequence > order.sequence)
    keep(shop, { ...order, state: text(payment, 'state'), sequence });
  response.writeHead(204).end();
}

function keep(shop: Open, order: Order): void {
  shop.orders.set(order.payment, order);
}

function showGoods({ settings }: Open): string {
  const goods = items.map(
    ({ id, title, price }) =>
      `<li><form method="post" action="/buy"><span>${escape(title)}</span> <span>${price} ${asset}</span>
       <button name="item" value="${id}">Buy<span class="hidden"> ${escape(title)}</span></button></form></li>`,
  );
  return page(settings.name, `<ul>${goods.join('')}</ul>`);
}

/** The address that the customer came back by proves nothing: the state is asked of the wallet. */
async function showOrder(shop: Open, payment: string | null): Promise<string> {
  const order = shop.orders.get(payment ?? '');
  if (order === undefined) return page(shop.settings.name, '<p>We do not know this order.</p>');
  const state = text(await call(shop.settings, 'GET', `/checkout/payments/${order.payment}`), 'state');
  const heard = state === order.state ? 'and a webhook told us so.' : 'the webhook is still on its way.';
  return page(
    shop.settings.name,
    `<p>Order ${escape(order.id)}, ${escape(order.item.title)}</p><p>The payment is <strong>${escape(state)}</strong>; ${heard}</p>
     <p><a href="/">Back to the shop</a></p>`,
  );
}

async function call(
  { api, apiKey }: ShopSettings,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  key?: string,
): Promise<unknown> {
  const answered = await fetch(api + path, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const given: unknown = await answered.json();
  if (!answered.ok) throw new Error(text(given, 'detail'));
  return given;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown, name: string): string {
  const found = field(value, name);
  if (typeof found !== 'string') throw new Error(`the wallet answered without ${name}`);
  return found;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw new Error('That is too much.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function escape(raw: string): string {
  return raw.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function page(name: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(name)}</title><link rel="icon" href="data:,"><style>
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fbf7ef }
ul { list-style: none; padding: 0 } form { display: flex; gap: 1rem; align-items: center; padding: .75rem 0; border-bottom: 1px solid #d8cfbd }
form span:first-child { flex: 1 } button { font: inherit; min-height: 44px; padding: 0 1.25rem; border: 0; border-radius: .5rem; background: #1d4d3a; color: #fff }
.hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
</style></head><body><main><h1>${escape(name)}</h1>${content}</main></body></html>`;
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}
