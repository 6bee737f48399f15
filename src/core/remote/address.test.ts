// Where an address of a relay leads.
import { describe, expect, test } from 'vitest'
import { Refused } from '../../shared/base/errors.ts'
import { completeAddress, completePlace, placeText, scopeOf } from './address.ts'
import type { RelayId } from '../../shared/domain/ids.ts'

describe('how far an address leads', () => {
  test.each([
    'http://127.0.0.1:4711',
    'http://127.8.9.1',
    'https://localhost:8787',
    'https://relay.localhost',
    'http://[::1]:80',
    'http://[::ffff:127.0.0.1]',
    'http://2130706433:8787',
    'http://0x7f.1:8787',
    'http://0.0.0.0:8787',
    'no address',
  ])('%s: this computer', (address) => expect(scopeOf(address)).toBe('this-computer'))
  test.each([
    'https://192.168.1.20:8787',
    'https://10.0.0.5',
    'https://172.16.3.4',
    'https://169.254.1.1',
    'https://[fd00::2]:8787',
    'https://[fe80::1]',
    'https://fritz-nas',
    'https://office.local',
  ])('%s: this network', (address) => expect(scopeOf(address)).toBe('this-network'))
  test.each([
    'https://relay.example.org',
    'https://203.0.113.7:443',
    'https://172.32.0.1',
    'https://127.example.org',
    'https://localhost.example.org',
  ])('%s: anywhere', (address) => expect(scopeOf(address)).toBe('anywhere'))
})

test('what people type becomes an address', () => {
  expect(completeAddress(' relay.example.org ')).toBe('https://relay.example.org')
  expect(completeAddress('relay.example.org:8443/some/path')).toBe('https://relay.example.org:8443')
  expect(completeAddress('HTTP://127.0.0.1:8787/')).toBe('http://127.0.0.1:8787')
  expect(() => completeAddress('https://')).toThrow('E_CANON')
  expect(() => completeAddress('a b c')).toThrow('E_CANON')
})

describe('where a relay is, written down and typed again', () => {
  const home = { relayId: 'ab'.repeat(32) as RelayId, address: 'https://192.168.1.20:43817' }
  const tlsPin = new Uint8Array(32).map((_, i) => 7 * i)

  test('its own TLS key stands behind the address, and comes back whole', () => {
    const text = placeText({ home, tlsPin })
    expect(text).toMatch(/^https:\/\/192\.168\.1\.20:43817\/#[\w-]{43}$/)
    expect(completePlace(` ${text.replace('https://', '')} `)).toEqual({ address: home.address, tlsPin })
    expect(placeText({ home, tlsPin: null })).toBe(home.address)
    expect(completePlace(home.address)).toEqual({ address: home.address, tlsPin: null })
  })

  test.each(['#', '#AAAA', `#${'A'.repeat(42)}`, `#${'A'.repeat(44)}`, '#ü'])('half a key, %s, is none', (pin) => {
    expect(() => completePlace(`${home.address}/${pin}`)).toThrow(Refused)
  })
})
