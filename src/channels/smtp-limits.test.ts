import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { test } from 'node:test';
import { limitPeers, takeIn } from './smtp-limits.ts';
import type { PeerLimits } from './smtp-limits.ts';

const size = async (raw: Buffer): Promise<number> => raw.length;

test('a mail takes room until it is handed on, and one that finds none is to be sent again', async () => {
  const room = { bytes: 100 };
  const limits = { room, bytesMax: 80 };
  const [read, stored] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const taking = takeIn(from(60), limits, () => {
    read.resolve();
    return stored.promise;
  });
  await read.promise;
  await assert.rejects(takeIn(from(30, 30), limits, size), { responseCode: 452 });
  assert.equal(room.bytes, 40);
  stored.resolve();
  await taking;
  assert.equal(room.bytes, 100);
  assert.equal(await takeIn(from(30, 30), limits, size), 60);
});

test('a mail that is too large, or breaks off, leaves no room taken', async () => {
  const room = { bytes: 100 };
  const limits = { room, bytesMax: 80 };
  await assert.rejects(takeIn(from(50, 50), limits, size), { responseCode: 552 });
  await assert.rejects(takeIn(from(50, 'lost'), limits, size), /lost/);
  assert.equal(room.bytes, 100);
});

/** A door that greets, with what opens a connection to it. */
async function openDoor(limits: PeerLimits) {
  const server = createServer(limitPeers(limits));
  server.on('connection', (socket) => void socket.on('error', () => undefined).write('220 ready\r\n'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const open = () =>
    connect(address.port, '127.0.0.1')
      .on('error', () => undefined)
      .resume();
  return { server, open };
}

test('one address has so many connections and no more, until one of them ends', async () => {
  const { server, open } = await openDoor({ connectionsMax: 2, lifeMax_ms: 60_000 });
  const [first, second] = [open(), open()];
  await Promise.all([once(first, 'data'), once(second, 'data')]);
  await once(open(), 'close');
  const ended = Promise.all([once(first, 'close'), once(second, 'close')]);
  first.end();
  second.end();
  await ended;
  const third = open();
  await once(third, 'data');
  third.end();
  server.close();
});

test('no connection lasts for ever', async () => {
  const { server, open } = await openDoor({ connectionsMax: 2, lifeMax_ms: 20 });
  await once(open(), 'close');
  server.close();
});

async function* from(...parts: readonly (number | string)[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    if (typeof part === 'string') throw new Error(part);
    yield Buffer.alloc(part);
  }
}
