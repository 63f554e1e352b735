import type { Socket } from 'node:net';

/** An answer to a client: 4xx is its to try again, 5xx its to tell the sender. */
export class Refusal extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, text: string) {
    super(text);
    this.responseCode = responseCode;
  }
}

/** The memory, in bytes, that is left for mail on its way in. */
export interface Room {
  bytes: number;
}

/**
 * Reads a mail of at most `bytesMax` to its end and hands it on; its bytes count against the room until that is done.
 * Throws a `Refusal` where it is too large, or where there is no room for it now.
 */
export async function takeIn<Result>(
  parts: AsyncIterable<Buffer>,
  { room, bytesMax }: { readonly room: Room; readonly bytesMax: number },
  handOn: (raw: Buffer) => Promise<Result>,
): Promise<Result> {
  const chunks: Buffer[] = [];
  let [size, kept] = [0, 0];
  let refusal: Refusal | undefined;
  try {
    for await (const chunk of parts) {
      size += chunk.length;
      if (size > bytesMax) refusal = new Refusal(552, '5.3.4 The message is too large');
      else if (chunk.length > room.bytes) refusal ??= new Refusal(452, '4.3.1 Too much mail at once, try again later');
      if (refusal === undefined) {
        chunks.push(chunk);
        kept += chunk.length;
        room.bytes -= chunk.length;
      } else {
        // The rest is read and thrown away: the client hears the reason when it has finished.
        chunks.length = 0;
        room.bytes += kept;
        kept = 0;
      }
    }
    if (refusal !== undefined) throw refusal;
    return await handOn(Buffer.concat(chunks));
  } finally {
    room.bytes += kept;
  }
}

export interface PeerLimits {
  /** How many connections one address may have. */
  readonly connectionsMax: number;
  /** How long one may last: a client that lets each byte wait for nearly a minute is never idle. */
  readonly lifeMax_ms: number;
}

/** Ends connections that last too long, and at once those of one address beyond its number, so that nobody holds the door shut. */
export function limitPeers({ connectionsMax, lifeMax_ms }: PeerLimits): (socket: Socket) => void {
  const connections = new Map<string, number>();
  return (socket) => {
    const peer = socket.remoteAddress ?? '';
    const open = (connections.get(peer) ?? 0) + 1;
    connections.set(peer, open);
    const timer = setTimeout(() => socket.destroy(), lifeMax_ms).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      const left = (connections.get(peer) ?? 1) - 1;
      if (left > 0) connections.set(peer, left);
      else connections.delete(peer);
    });
    if (open > connectionsMax) socket.destroy();
  };
}
