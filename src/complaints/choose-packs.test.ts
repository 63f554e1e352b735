import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPacks, choosePacks } from './choose-packs.ts';

const licences = ['uk-disp', 'eu-mica', 'eu-psd2', 'us-reg-e', 'us-cfpb', 'cn-wallet', 'cn-12315'];
const nothing = { licences, otherwise: 'iso-default', product: null, residence: null, forwarded: false } as const;

test('a provider without licences has one law for everybody', () => {
  assert.deepEqual(choosePacks({ ...nothing, licences: [], residence: 'DE' }), ['iso-default']);
});

test('residence and product choose among the licences', () => {
  const chosen = (residence: string, product: 'transfer' | 'crypto_custody') =>
    choosePacks({ ...nothing, residence, product });
  assert.deepEqual(chosen('GB', 'transfer'), ['uk-disp']);
  assert.deepEqual(chosen('DE', 'transfer'), ['eu-psd2']);
  assert.deepEqual(chosen('DE', 'crypto_custody'), ['eu-mica']);
  assert.deepEqual(chosen('US', 'transfer'), ['us-reg-e']);
});

test('more than one may govern', () => {
  assert.deepEqual(choosePacks({ ...nothing, residence: 'DE' }), ['eu-mica', 'eu-psd2']);
});

test('what is not known excludes nothing', () => {
  assert.deepEqual(choosePacks({ ...nothing, product: 'transfer' }), ['uk-disp', 'eu-psd2', 'us-reg-e', 'cn-wallet']);
});

test('the packs of authorities govern only what an authority sent', () => {
  assert.deepEqual(choosePacks({ ...nothing, residence: 'CN', product: 'transfer' }), ['cn-wallet']);
  assert.deepEqual(choosePacks({ ...nothing, residence: 'CN', product: 'transfer', forwarded: true }), [
    'cn-wallet',
    'cn-12315',
  ]);
});

test('where no licence reaches, the default does', () => {
  assert.deepEqual(choosePacks({ ...nothing, residence: 'BR' }), ['iso-default']);
});

test('settings that name no pack, or by default one of an authority, stop the start with a sentence', () => {
  assert.doesNotThrow(() => checkPacks({ licences: ['us-cfpb'], jurisdiction: 'uk-disp' }));
  assert.throws(() => checkPacks({ licences: ['uk-dips'], jurisdiction: 'uk-disp' }), /there is no uk-dips/);
  assert.throws(() => checkPacks({ licences: [], jurisdiction: 'cn-12315' }), /governs only what an authority sends/);
});
