// The relay's own certificate.
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ownCertificate } from './index.ts'

test('the certificate signs itself, its pin is the hash of its key, and the key never changes', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'siegel-tls-'))
  const first = await ownCertificate(directory)
  const certificate = new X509Certificate(readFileSync(first.certificateFile))
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect([certificate.subject, certificate.subjectAltName]).toEqual(['CN=siegel-relay', 'DNS:siegel-relay'])
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' })
  expect(createHash('sha256').update(spki).digest().equals(first.pin)).toBe(true)
  expect((await ownCertificate(directory)).pin).toEqual(first.pin)
  expect((await ownCertificate(mkdtempSync(path.join(tmpdir(), 'siegel-tls-')))).pin).not.toEqual(first.pin)
  if (process.platform !== 'win32') expect(statSync(first.keyFile).mode & 0o077).toBe(0)
})
