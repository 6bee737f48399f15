// The relay of a network nobody vouches for: its own TLS key stands on the recovery kit, and a new computer finds it by that.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownCertificate } from '../../node/tls/index.ts'
import { toBase64url } from '../../shared/base/encoding.ts'
import type { RelayChoice } from '../../shared/ipc/relay.ts'
import { Desk } from '../testing/desk.ts'
import { Office } from '../testing/office.ts'

let office: Office
let alice: Desk
let address: string
let pin: string
let words: readonly string[]
beforeAll(async () => {
  office = await Office.open()
  const certificate = await ownCertificate(office.directory)
  const { certificateFile: TLS_CERT_FILE, keyFile: TLS_KEY_FILE } = certificate
  ;({ address } = await office.relay('relay', { TLS_CERT_FILE, TLS_KEY_FILE }))
  pin = toBase64url(certificate.pin)
  alice = await Desk.sitDown('alice', office.directory, office.environment)
  words = await alice.onboard({ kind: 'address', address: `${address}/#${pin}`, token: null })
})
afterAll(async () => {
  await alice.leave()
  await office.close()
})

const protection = { mode: 'passphrase', passphrase: 'quer durch den moosgrünen tannenwald' } as const
let computers = 0
/** What a new computer is answered that is told this of the relay. */
async function recover(relay: RelayChoice): Promise<string> {
  const desk = await Desk.sitDown(`computer ${++computers}`, office.directory, office.environment)
  try {
    const answer = await desk.try('onboarding.recover', { phrase: words.join(' '), protection, relay })
    return typeof answer === 'string' ? answer : (await desk.ask('app.state', {})).phase
  } finally {
    await desk.leave()
  }
}
const by = (typed: string) => recover({ kind: 'address', address: typed, token: null })

test('the kit says the address with the key, and by that line a new computer recovers', async () => {
  const { relay } = await alice.ask('vault.checkKit', { phrase: words.join(' ') })
  expect(relay).toBe(`${address}/#${pin}`)
  expect(await by(relay ?? '')).toBe('open')
})

test('a contact card of before does the same', async () => {
  const { text } = await alice.ask('card.get', {})
  expect(await recover({ kind: 'invited', invitation: text })).toBe('open')
  expect(await alice.ask('onboarding.readInvitation', { text })).toMatchObject({
    invitation: { address: `${address}/#${pin}`, relay: new URL(address).host },
  })
})

test('without the key, with half of it, or with another the relay is not believed', async () => {
  expect(await by(address)).toBe('E_TRANSPORT')
  expect(await by(`${address}/#${pin.slice(1)}`)).toBe('E_CANON')
  expect(await by(`${address}/#${toBase64url(new Uint8Array(32))}`)).toBe('E_TRANSPORT')
})
