// A relay by address that cannot prove who it is, or that stands behind a proxy: the window says why, against real servers. PROTOCOL §15.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { certificateFiles, certify } from '../../src/core/remote/testing-certificates.ts'
import { TestProxy } from '../../src/core/remote/testing-proxy.ts'
import { startTestRelay } from '../../src/relay/testing.ts'
import { App } from '../fixtures/app.ts'

/** All zeros, as BIP 39 writes them. */
const words = `${'abandon '.repeat(23)}art`
/** The relay is reached, and does not know them. */
const unknown = /knows no identity for these words/

/** Everybody's first steps on the way of recovery, up to the address of the relay. */
async function recoverAs(person: App): Promise<void> {
  const { page, passphrase } = person
  const next = () => page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('I have a recovery kit').click()
  await page.getByRole('textbox', { name: 'Recovery words' }).fill(words)
  await next()
  await next() // how it is opened
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: 'Repeat the passphrase' }).fill(passphrase)
  await next()
}

/** While `work` runs, a variable of this process, which the app inherits, is another. */
async function withVariable(name: string, value: string, work: () => Promise<void>): Promise<void> {
  const before = process.env[name]
  process.env[name] = value
  try {
    await work()
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = before
  }
}

test('nobody vouches for it, it is another one’s, it is over: the window names each, and reaches the one that is right', async () => {
  const base = await mkdtemp(path.join(tmpdir(), 'siegel-certificates-'))
  const office = certify({ name: 'Kanzlei CA', isAuthority: true })
  const authority = certificateFiles(office)
  const expected = [
    [certify({ name: 'relay' }), /Nobody whom this computer trusts vouches/],
    [certify({ name: 'relay', by: office, host: 2 }), /is for another address/],
    [certify({ name: 'relay', by: office, years: [2020, 2021] }), /is not valid at this time/],
    [certify({ name: 'relay', by: office }), unknown],
  ] as const
  const files = expected.map(([certificate]) => certificateFiles(certificate))
  const relays = await Promise.all(files.map((settings) => startTestRelay(settings)))
  const alice = new App(base, 'alice')
  try {
    await withVariable('NODE_EXTRA_CA_CERTS', authority.TLS_CERT_FILE, () => alice.start())
    await recoverAs(alice)
    const { page } = alice
    for (const [i, [, sentence]] of expected.entries()) {
      await page.getByRole('textbox', { name: 'Address of the relay' }).fill(relays[i]?.address ?? '')
      await page.getByRole('button', { name: 'Recover' }).click()
      await expect(page.getByText(sentence)).toBeVisible()
    }
  } finally {
    await alice.stop()
    for (const relay of relays) await relay.close()
    for (const { TLS_CERT_FILE } of [authority, ...files]) await rm(path.dirname(TLS_CERT_FILE), { recursive: true })
    await rm(base, { recursive: true, force: true })
  }
})

test('the proxy in between wants to know who asks: the window asks, says what is wrong, and passes with the right password', async () => {
  const base = await mkdtemp(path.join(tmpdir(), 'siegel-proxy-'))
  const relay = await startTestRelay()
  const proxy = await TestProxy.start('bob:geheim@1 %')
  const bob = new App(base, 'bob')
  try {
    await withVariable('HTTP_PROXY', proxy.address, () => bob.start())
    await recoverAs(bob)
    const { page } = bob
    const outside = `http://relay.kanzlei.example:${new URL(relay.address).port}`
    await page.getByRole('textbox', { name: 'Address of the relay' }).fill(outside)
    const recover = page.getByRole('button', { name: 'Recover' })
    const answers = [
      [/wants a name and a password/, 'falsch'],
      [/does not accept name and password/, 'geheim@1 %'],
    ] as const
    for (const [sentence, password] of answers) {
      await recover.click()
      await expect(page.getByText(sentence)).toBeVisible()
      await page.getByRole('textbox', { name: 'Name at the proxy' }).fill('bob')
      const field = page.getByRole('textbox', { name: 'Password at the proxy' })
      await field.fill(password)
      await field.press('Enter')
      await expect(page.getByText('Kept. Now try again.')).toBeVisible()
    }
    await recover.click()
    await expect(page.getByText(unknown)).toBeVisible()
    expect(new Set(proxy.heard)).toEqual(new Set([null, 'bob:falsch', 'bob:geheim@1 %']))
  } finally {
    await bob.stop()
    proxy.close()
    await relay.close()
    await rm(base, { recursive: true, force: true })
  }
})
