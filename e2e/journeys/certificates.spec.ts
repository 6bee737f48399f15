// A relay by address that cannot prove who it is: the window says why, against real TLS servers. PROTOCOL §15.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { certificateFiles, certify } from '../../src/core/remote/testing-certificates.ts'
import { startTestRelay } from '../../src/relay/testing.ts'
import { App } from '../fixtures/app.ts'

/** All zeros, as BIP 39 writes them. */
const words = `${'abandon '.repeat(23)}art`

test('nobody vouches for it, it is another one’s, it is over: the window names each, and reaches the one that is right', async () => {
  const base = await mkdtemp(path.join(tmpdir(), 'siegel-certificates-'))
  const office = certify({ name: 'Kanzlei CA', isAuthority: true })
  const authority = certificateFiles(office)
  const expected = [
    [certify({ name: 'relay' }), /Nobody whom this computer trusts vouches/],
    [certify({ name: 'relay', by: office, host: 2 }), /is for another address/],
    [certify({ name: 'relay', by: office, years: [2020, 2021] }), /is not valid at this time/],
    [certify({ name: 'relay', by: office }), /knows no identity for these words/],
  ] as const
  const files = expected.map(([certificate]) => certificateFiles(certificate))
  const relays = await Promise.all(files.map((settings) => startTestRelay(settings)))
  const alice = new App(base, 'alice')
  const { NODE_EXTRA_CA_CERTS: before } = process.env
  process.env['NODE_EXTRA_CA_CERTS'] = authority.TLS_CERT_FILE
  try {
    await alice.start()
    const { page } = alice
    const next = () => page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('I have a recovery kit').click()
    await page.getByRole('textbox', { name: 'Recovery words' }).fill(words)
    await next()
    await next() // how it is opened
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(alice.passphrase)
    await page.getByRole('textbox', { name: 'Repeat the passphrase' }).fill(alice.passphrase)
    await next()
    for (const [i, [, sentence]] of expected.entries()) {
      await page.getByRole('textbox', { name: 'Address of the relay' }).fill(relays[i]?.address ?? '')
      await page.getByRole('button', { name: 'Recover' }).click()
      await expect(page.getByText(sentence)).toBeVisible()
    }
  } finally {
    if (before === undefined) delete process.env['NODE_EXTRA_CA_CERTS']
    else process.env['NODE_EXTRA_CA_CERTS'] = before
    await alice.stop()
    for (const relay of relays) await relay.close()
    for (const { TLS_CERT_FILE } of [authority, ...files]) await rm(path.dirname(TLS_CERT_FILE), { recursive: true })
    await rm(base, { recursive: true, force: true })
  }
})
