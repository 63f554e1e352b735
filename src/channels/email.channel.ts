import { createHash } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Channel, ChannelWorld } from './channel.ts';
import type { NewContact } from './contact.ts';
import { limitPeers, Refusal, takeIn } from './smtp-limits.ts';
import type { Room } from './smtp-limits.ts';

/** Largest mail, in bytes: twenty files are sent in several mails. */
const mailBytesMax = 40 * 1024 * 1024;
/** All mail on its way into memory at one time, in bytes. */
const bytesAtOnceMax = 256 * 1024 * 1024;
const clientsMax = 200;
/** RFC 5321 §4.5.3.1.8 asks for no fewer. */
const recipientsMax = 100;
const idleMax_ms = 60_000;
const peerLimits = { connectionsMax: 50, lifeMax_ms: 30 * 60_000 };
const closeWaitMax_ms = 5_000;

/**
 * E-mail over SMTP (RFC 5321). Whatever arrives is stored before it is acknowledged and judged only afterwards; for any
 * recipient, since what came to a wrong address of ours still came from somebody. Nothing is ever relayed.
 */
export default {
  id: 'email',
  open: async (world) => {
    const room: Room = { bytes: bytesAtOnceMax };
    const server = new SMTPServer({
      name: world.config.mailDomain,
      banner: world.config.brand,
      disabledCommands: ['AUTH', 'STARTTLS'],
      authOptional: true,
      disableReverseLookup: true,
      size: mailBytesMax,
      maxClients: clientsMax,
      maxRecipients: recipientsMax,
      socketTimeout: idleMax_ms,
      closeTimeout: closeWaitMax_ms,
      logger: false,
      onData: (stream, session, done) => void answer(receive(world, room, stream, session), done),
    });
    server.server.on('connection', limitPeers(peerLimits));
    // A client that breaks off ends its own connection, not the listener.
    server.on('error', () => undefined);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(world.config.smtpInPort, world.config.host, () => resolve());
    });
    const address = server.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : world.config.smtpInPort;
    return {
      address: `smtp://${world.config.host}:${port}`,
      close: () => new Promise<void>((resolve) => server.close(() => resolve())),
    };
  },
} satisfies Channel;

async function answer(received: Promise<void>, done: (error: Error | null, text?: string) => void): Promise<void> {
  try {
    await received;
  } catch (error) {
    done(asRefusal(error));
    return;
  }
  done(null, 'kept');
}

async function receive(
  world: ChannelWorld,
  room: Room,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  await takeIn(stream, { room, bytesMax: mailBytesMax }, (raw) => world.keep(contactOf(raw, session)));
}

function contactOf(raw: Buffer, { envelope, remoteAddress }: SMTPServerSession): NewContact {
  return {
    channel: 'email',
    externalId: externalIdOf(raw),
    envelope: { from: addressOf(envelope.mailFrom), to: envelope.rcptTo.map(addressOf), remoteAddress },
    raw,
  };
}

/** What servers on the way add to a header; a mail that is sent again may come by another way. */
const traceFields =
  /^(?:received|x-received|return-path|delivered-to|x-original-to|received-spf|authentication-results|arc-[a-z-]+):[^\n]*\n(?:[ \t][^\n]*\n)*/gim;

/** A server that missed our answer sends the same mail again: everything but its way here is the same. */
function externalIdOf(raw: Buffer): string {
  const end = raw.indexOf('\r\n\r\n');
  const headerEnd = end === -1 ? raw.length : end + 2;
  const header = raw.toString('latin1', 0, headerEnd).replace(traceFields, '');
  return createHash('sha256').update(header, 'latin1').update(raw.subarray(headerEnd)).digest('hex');
}

function addressOf(address: SMTPServerAddress | false): string {
  return address === false ? '' : address.address;
}

/** What failed with us is the client's to try again. */
function asRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal(451, '4.3.0 The message could not be stored, try again later');
}
