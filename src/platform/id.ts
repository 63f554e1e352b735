import { v7 as uuidv7, validate } from 'uuid';
import { assert } from './assert.ts';

/** Shards are numbered 0 to 255, so that one byte of an id can carry its shard. */
const shardCountMax = 256;

/**
 * A new time-ordered id (UUIDv7, RFC 9562 §5.7) whose last byte is the shard, so that the shard is readable from the
 * id. 66 random bits are left beside the millisecond: ids are names, never secrets.
 */
export function newId(shard: number): string {
  assert(Number.isInteger(shard) && shard >= 0 && shard < shardCountMax, 'a shard is a whole number from 0 to 255');
  return uuidv7().slice(0, -2) + shard.toString(16).padStart(2, '0');
}

/** The shard that an id made by `newId` carries. */
export function shardOf(id: string): number {
  assert(isId(id), 'only an id carries a shard');
  return Number.parseInt(id.slice(-2), 16);
}

export function isId(value: string): boolean {
  return validate(value);
}
