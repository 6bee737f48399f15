// The address book as people use it: invitation links, blocking, categories and notes. PROTOCOL §7, §19.11, §19.13; ATTACKS T21.
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invitationLink, parseInvitationLink, type Invitation } from '../../shared/contact/index.ts'
import { fromHex, toHex } from '../../shared/base/encoding.ts'
import { Refused } from '../../shared/base/errors.ts'
import type { EntryHash, IdentityId, RelayId } from '../../shared/domain/ids.ts'
import type { RunningRelay } from '../../relay/index.ts'
import { Office, soon, type Person } from '../testing/office.ts'

const hour = 3_600_000
let office: Office
let relay: RunningRelay
beforeAll(async () => {
  office = await Office.open()
  relay = await office.relay()
})
afterAll(() => office.close())

const invite = async (person: Person, note = '', lasting = hour): Promise<string> =>
  (await person.core.contacts.links.create({ note, expiresAt: person.core.now() + lasting }, soon())).link

describe('an invitation link', () => {
  test('alice makes a link, bob follows it: both have said yes, and each knows the name of the other', async () => {
    const alice = await office.person('alice', relay)
    const bob = await office.person('bob', relay)
    const link = await invite(alice, 'Bob vom Amt')
    expect(alice.core.contacts.links.list()).toMatchObject([{ note: 'Bob vom Amt' }])
    expect(await bob.core.contacts.addByLink(link, soon())).toMatchObject({ outcome: 'answered' })
    await alice.sync()
    await bob.sync()
    expect(alice.core.contacts.list()).toMatchObject([{ name: 'bob', state: 'accepted', level: 'first-contact' }])
    expect(bob.core.contacts.list()).toMatchObject([
      { name: 'alice', emails: ['alice@kanzlei.example'], state: 'accepted', level: 'first-contact' },
    ])
    expect(alice.core.contacts.links.list()).toEqual([])
    expect(await bob.core.contacts.addByLink(link, soon())).toMatchObject({ outcome: 'known' })
    expect(await alice.core.contacts.addByLink(await invite(alice), soon())).toMatchObject({ outcome: 'self' })
  })

  test('T21 the relay never sees its secret, in any form', async () => {
    const own = await office.relay('relay of secrets')
    const alice = await office.person('alice-s', own)
    const bob = await office.person('bob-s', own)
    const link = await invite(alice)
    const { secret } = parseInvitationLink(link)
    await bob.core.contacts.addByLink(link, soon())
    await alice.sync()
    expect(alice.core.contacts.list()).toMatchObject([{ state: 'accepted' }])
    const buffer = Buffer.from(secret)
    const needles = [buffer, ...(['hex', 'base64url', 'base64'] as const).map((as) => Buffer.from(buffer.toString(as)))]
    const stored = path.join(office.directory, 'relay of secrets')
    let looked = 0
    for (const entry of await readdir(stored, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const bytes = await readFile(path.join(entry.parentPath, entry.name))
      looked += bytes.length
      for (const needle of needles) expect(bytes.includes(needle), entry.name).toBe(false)
      for (const id of [alice.core.me.id]) if (bytes.includes(Buffer.from(fromHex(id)))) looked += 1_000_000
    }
    expect(looked).toBeGreaterThan(1_000_000)
  })

  test('T21 changed by one bit anywhere it leads to nobody, and nobody is accepted by it', async () => {
    const alice = await office.person('alice-t', relay)
    const mallory = await office.person('mallory-t', relay)
    const flip = <T extends string>(hex: T, at: number) =>
      toHex(fromHex(hex).map((byte, i) => (i === at ? byte ^ 1 : byte))) as T
    const bytes = (value: Uint8Array, at: number) => value.map((byte, i) => (i === at ? byte ^ 1 : byte))
    const changes: Record<string, (whole: Invitation) => Invitation> = {
      relay: (whole) => ({ ...whole, home: { ...whole.home, relayId: flip<RelayId>(whole.home.relayId, 31) } }),
      address: (whole) => ({ ...whole, home: { ...whole.home, address: whole.home.address.replace('127', '126') } }),
      inviter: (whole) => ({ ...whole, inviterId: flip<IdentityId>(whole.inviterId, 0) }),
      'head, place': (whole) => ({ ...whole, head: { ...whole.head, seq: whole.head.seq ^ 1 } }),
      'head, hash': (whole) => ({ ...whole, head: { ...whole.head, hash: flip<EntryHash>(whole.head.hash, 7) } }),
      token: (whole) => ({ ...whole, token: bytes(whole.token, 15) }),
      'secret, first byte': (whole) => ({ ...whole, secret: bytes(whole.secret, 0) }),
      'secret, last byte': (whole) => ({ ...whole, secret: bytes(whole.secret, 15) }),
    }
    for (const [what, change] of Object.entries(changes)) {
      const changed = invitationLink(change(parseInvitationLink(await invite(alice))))
      const answered = await mallory.core.contacts.addByLink(changed, AbortSignal.timeout(5000)).then(
        ({ outcome }) => outcome,
        () => 'refused',
      )
      await alice.sync()
      // A changed secret is noticed only by who made it: the answer is thrown away unread.
      expect([what, answered]).toEqual([what, what.startsWith('secret') ? 'answered' : 'refused'])
      expect(alice.core.contacts.list()).toEqual([])
      if (answered === 'answered') await mallory.core.contacts.withdraw(alice.core.me.id, soon())
    }
    const characters = invitationLink(parseInvitationLink(await invite(alice)))
    for (let at = characters.indexOf('#') + 1; at < characters.length; at += 29) {
      const letter = characters[at] === 'A' ? 'B' : 'A'
      const changed = characters.slice(0, at) + letter + characters.slice(at + 1)
      await mallory.core.contacts.addByLink(changed, AbortSignal.timeout(5000)).catch(() => undefined)
      await alice.sync()
      expect(alice.core.contacts.list(), `character ${at}`).toEqual([])
    }
  })

  test('T21 it serves one person, once, until its end, and not after it was withdrawn', async () => {
    const alice = await office.person('alice-u', relay)
    const bob = await office.person('bob-u', relay)
    const mallory = await office.person('mallory-u', relay)
    const follow = (person: Person, link: string) =>
      person.core.contacts.addByLink(link, soon()).then(
        ({ outcome }) => outcome,
        (error: unknown) => (error instanceof Refused ? error.code : String(error)),
      )
    const link = await invite(alice)
    expect(await follow(bob, link)).toBe('answered')
    expect(await follow(mallory, link)).toBe('E_ID')
    await alice.sync()
    expect(await follow(mallory, link)).toBe('E_ID')
    expect(await follow(mallory, await invite(alice, '', -1000))).toBe('E_ID')
    const withdrawn = await invite(alice)
    await alice.core.contacts.links.withdraw(parseInvitationLink(withdrawn).token, soon())
    expect(await follow(mallory, withdrawn)).toBe('E_ID')
    await alice.sync()
    expect(alice.core.contacts.list()).toMatchObject([{ name: 'bob-u' }])
  })
})

describe('blocking', () => {
  test('bob is blocked: what he says is not heard, his token opens nothing, his grant stays until it is ended', async () => {
    const alice = await office.person('alice-b', relay)
    const bob = await office.person('bob-b', relay)
    await alice.befriend(bob)
    await bob.sync()
    const space = await alice.create('Akten')
    await alice.grant(space, bob, 'editor')
    const { id } = bob.core.me
    await alice.core.access.block(id, { endAccess: false }, soon())
    expect(alice.core.contacts.get(id)).toMatchObject({ blocked: true, ourToken: null })
    expect(alice.core.access.of(id)).toMatchObject([{ space, name: 'Akten', mayEnd: true }])
    await expect(alice.grant(space, bob, 'viewer')).rejects.toMatchObject({ code: 'E_CONSENT' })
    const toAlice = bob.core.contacts.get(alice.core.me.id)
    if (toAlice === null) throw new Error('alice is not in the book')
    await expect(
      bob.core.contacts.send(toAlice, { kind: 'space.decline', spaceId: space }, soon()),
    ).rejects.toMatchObject({ code: 'E_ID' })

    await alice.core.access.block(id, { endAccess: true }, soon())
    expect(alice.core.access.of(id)).toEqual([])
    await alice.core.contacts.unblock(id, soon())
    await bob.sync()
    expect(alice.core.contacts.get(id)).toMatchObject({ blocked: false, state: 'accepted' })
    await alice.grant(space, bob, 'viewer')
    const again = bob.core.contacts.get(alice.core.me.id) ?? toAlice
    await bob.core.contacts.send(again, { kind: 'space.decline', spaceId: space }, soon())
  })

  test('somebody who asks and is blocked hears a no, and cannot ask again until unblocked', async () => {
    const alice = await office.person('alice-d', relay)
    const mallory = await office.person('mallory-d', relay)
    const card = await alice.core.contacts.ownCard(soon())
    await mallory.core.contacts.add(card, soon())
    await alice.sync()
    const { id } = mallory.core.me
    await alice.core.contacts.block(id, soon())
    await mallory.sync()
    expect(mallory.core.contacts.list()).toEqual([])
    await mallory.core.contacts.add(card, soon())
    await alice.sync()
    expect(alice.core.contacts.list()).toMatchObject([{ blocked: true, requestId: null }])
    await expect(alice.core.contacts.accept(id, soon())).rejects.toMatchObject({ code: 'E_ID' })
    await alice.core.contacts.unblock(id, soon())
    expect(alice.core.contacts.list()).toEqual([])
  })
})

test('an invitation to a space from somebody who is blocked afterwards is gone, and no other comes', async () => {
  const alice = await office.person('alice-i', relay)
  const mallory = await office.person('mallory-i', relay)
  await mallory.befriend(alice)
  const space = await mallory.create('Köder')
  await mallory.grant(space, alice, 'viewer')
  await alice.sync()
  expect(alice.core.spaces.list()).toMatchObject([{ state: 'invited' }])
  await alice.core.access.block(mallory.core.me.id, { endAccess: false }, soon())
  expect(alice.core.spaces.list()).toEqual([])
  await mallory.revoke(space, alice)
  await mallory.grant(space, alice, 'viewer').catch(() => undefined)
  await alice.sync()
  expect(alice.core.spaces.list()).toEqual([])
})

describe('categories and notes', () => {
  test('survive a lost cache, with open invitation links, and stay out of the sight of the contact', async () => {
    const alice = await office.person('alice-n', relay)
    const bob = await office.person('bob-n', relay)
    await alice.befriend(bob)
    alice.core.contacts.setNotes(bob.core.me.id, 'ruft nur vormittags an', ['Mandanten', 'Köln', 'Mandanten'])
    const link = await invite(alice, 'für Carol')
    await alice.sync()
    await alice.lock()
    for (const suffix of ['', '-wal', '-shm'])
      await rm(path.join(alice.profileDirectory, `cache.db${suffix}`), { force: true })
    await alice.unlock()
    await alice.sync()
    expect(alice.core.contacts.list()).toMatchObject([
      { name: 'bob-n', notes: 'ruft nur vormittags an', categories: ['Mandanten', 'Köln'] },
    ])
    expect(alice.core.contacts.links.list()).toMatchObject([{ note: 'für Carol' }])
    const carol = await office.person('carol-n', relay)
    await carol.core.contacts.addByLink(link, soon())
    await alice.sync()
    expect(alice.core.contacts.list().map(({ name }) => name)).toContain('carol-n')
  })
})
