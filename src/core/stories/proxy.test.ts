// A proxy that wants a password stands between a person and every relay: they sign in once, even before they have a profile.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestProxy } from '../remote/testing-proxy.ts'
import { Desk, deskPassphrase } from '../testing/desk.ts'
import { Office } from '../testing/office.ts'

let office: Office
let proxy: TestProxy
let bob: Desk
let outside: string
beforeAll(async () => {
  office = await Office.open()
  proxy = await TestProxy.start('bob:geheim@1 %')
  bob = await Desk.sitDown('bob', office.directory, await office.computerIn({ HTTP_PROXY: proxy.address }))
  const { address } = await office.relay()
  outside = `http://relay.kanzlei.example:${new URL(address).port}`
})
afterAll(async () => {
  await bob.leave()
  proxy.close()
  await office.close()
})

const login = () => ({ proxy: proxy.address, name: 'bob', password: 'geheim@1 %' })
const network = async () => (await bob.ask('relay.get', {})).network

test('before a relay was tried there is no proxy to sign in at', async () => {
  expect(await bob.try('relay.signInAtProxy', login())).toBe('E_GONE')
})

test('bob signs in where setting up was refused, sets up, and is known there from then on', async () => {
  const relay = { kind: 'address' as const, address: outside, token: null }
  await expect(bob.onboard(relay)).rejects.toThrow('E_TRANSPORT')
  expect(await bob.ask('relay.proxy', {})).toEqual({ proxy: proxy.address })
  await bob.ask('relay.signInAtProxy', login())
  await bob.onboard(relay)
  expect(await network()).toMatchObject({ ownProxy: null, proxy: proxy.address, proxyName: 'bob' })
  expect(new Set(proxy.heard)).toEqual(new Set([null, 'bob:geheim@1 %']))
  await bob.ask('vault.lock', {})
  expect(await bob.try('relay.signInAtProxy', login())).toBe('E_LOCKED')
  await bob.ask('vault.unlock', { passphrase: deskPassphrase })
  expect(await network()).toMatchObject({ proxyName: 'bob' })
})

test('a proxy written down with a name and a password is shown without them, and they stay when it is saved again', async () => {
  const own = { ownProxy: proxy.address, proxy: proxy.address, proxyName: 'bob@office' }
  await bob.ask('relay.setProxy', { proxy: proxy.address.replace('//', '//bob%40office:neu@') })
  expect(await network()).toMatchObject(own)
  await bob.ask('relay.setProxy', { proxy: proxy.address })
  expect(await network()).toMatchObject(own)
  await bob.ask('relay.setProxy', { proxy: null })
  await bob.ask('relay.signInAtProxy', login())
  expect(await network()).toMatchObject({ ownProxy: null, proxyName: 'bob' })
  expect(await bob.try('relay.setProxy', { proxy: 'socks5://127.0.0.1:1080' })).toBe('E_CANON')
})

test('name and password for the proxy bob was shown reach no other one that has taken its place', async () => {
  const other = await TestProxy.start('nobody:else')
  try {
    const shown = (await bob.ask('relay.proxy', {})).proxy
    await bob.ask('relay.setProxy', { proxy: other.address })
    other.heard.length = 0
    expect(await bob.try('relay.signInAtProxy', { ...login(), proxy: shown ?? '' })).toBe('E_GONE')
    expect(await network()).toMatchObject({ proxy: other.address, proxyName: null })
    expect(other.heard.filter((said) => said !== null)).toEqual([])
    await bob.ask('relay.setProxy', { proxy: null })
    await bob.ask('relay.signInAtProxy', login())
  } finally {
    other.close()
  }
})
