// Everything that the preview's story answers, from where it begins: new, locked, open (the usual), empty, one, many, error … Tools only.
import { coreCalls, type Topic } from '../../src/shared/ipc/contract.ts'
import { BridgeRefused, type Handlers } from '../../src/shared/ipc/dispatch.ts'
import { Faker } from '../../src/shared/ipc/fake.ts'
import type { AppState } from '../../src/shared/ipc/app.ts'
import { overviewStory } from './overview-story.ts'
import { spaceHandlers } from './space-story.ts'
import { usualOf, withListsAs } from './list-states.ts'
import { relaysStory } from './relays-story.ts'
import { firstStory, lockedAs } from './first-story.ts'
import * as story from './story.ts'

const phaseOf = (begin: string): AppState['phase'] => {
  if (begin.startsWith('new')) return 'new'
  if (lockedAs(begin)) return 'locked'
  return begin === 'failed' || begin === 'starting' ? begin : 'open'
}
const known = <T>(value: T | undefined): T => {
  if (value === undefined) throw new BridgeRefused('E_GONE', 'not in the story')
  return value
}

/** A story of its own each time it is told. */
export const told = (begin: string, changed: (topic: Topic) => void): Handlers =>
  withListsAs(begin, tell(usualOf(begin), changed))

/** The first space once something moves in it. */
const [first, second] = story.spaces
const moving = { ...known(first), sync: known(second).sync }

function tell(begin: string, changed: (topic: Topic) => void): Handlers {
  const empty = begin === 'empty'
  let phase = phaseOf(begin)
  let identity: { name: string; email: string | null } = { name: story.alice.name, email: 'alice@kanzlei-beispiel.de' }
  let reach: 'only-me' | 'this-network' | 'address' = 'only-me'

  const open = (person = identity) => {
    identity = person
    phase = 'open'
    changed('app')
    return null
  }

  const appState = (): AppState => {
    if (phase === 'locked') return lockedAs(begin) ?? { phase, mode: 'passphrase', wrong: 0, waitUntil: null }
    if (phase === 'new') return { phase, deviceName: 'Büro-PC' }
    if (phase === 'failed') return { phase, reason: 'profile-newer' }
    if (phase !== 'open') return { phase }
    return {
      phase,
      person: { ...story.alice, ...identity },
      device: { name: 'Büro-PC' },
      protection: 'passphrase',
      relay: { kind: 'embedded', address: 'http://127.0.0.1:4711', reach: 'only-me' },
      connection: empty
        ? { state: 'offline', since: Date.now(), retryAt: Date.now() + 60_000, why: 'another-server' }
        : { state: 'online', since: Date.now() },
      invitations: empty ? 0 : story.invitations.length,
      requests: empty ? 0 : 1,
      clockOffBy: empty ? -3 * 3_600_000 : null,
    }
  }

  /** What the story does not tell, the schema makes up. */
  const invented = Object.fromEntries(
    Object.entries(coreCalls).map(([name, { output }]) => [name, () => new Faker(7).make(output)]),
  ) as unknown as Handlers

  return {
    ...invented,
    ...spaceHandlers(begin),
    ...overviewStory(begin),
    ...firstStory(begin, open),
    ...relaysStory(begin, changed),
    'app.state': appState,
    'vault.lock': () => {
      phase = 'locked'
      changed('app')
      return null
    },
    'card.get': () => {
      if (reach === 'only-me') throw new BridgeRefused('E_ALONE', 'story')
      return {
        text: `siegel-card:1:${'mfrggzdfmztwq2lkmrxw4yluoruw63tfon'.repeat(6)}`,
        fileName: 'Alice Brandt.siegel-card',
        reach: 'this-network',
      }
    },
    'relay.get': () => ({
      kind: 'embedded',
      address: reach === 'only-me' ? null : 'https://192.168.178.20:43817',
      embedded: {
        reach,
        address: reach === 'only-me' ? null : 'https://192.168.178.20:43817',
        inNetwork: reach === 'only-me' ? null : 'https://192.168.178.20:43817',
      },
      network: {
        ownProxy: null,
        proxy: 'http://proxy.kanzlei.example:3128',
        proxyName: 'alice.brandt',
        ownCertificates: 1,
        bandwidth: { up: null, down: null },
      },
    }),
    'relay.proxy': () => ({ proxy: 'http://proxy.kanzlei.example:3128' }),
    'relay.setReach': (choice) => {
      if (choice.kind === 'address' && !choice.untried) throw new BridgeRefused('E_TRANSPORT', 'story')
      reach = choice.kind
      changed('app')
      return null
    },
    'gifts.plan': () => ({
      space: null,
      name: 'Alice Brandt ↔ Bob Meier',
      folder: { token: 'a'.repeat(22), name: 'Alice Brandt ↔ Bob Meier', location: 'Siegel', kind: 'folder' },
    }),
    'folders.inspect': ({ use }) => ({
      name: 'Steuerunterlagen 2025',
      refusal: null,
      warnings: use === 'share' ? ['network-drive'] : [],
      empty: use === 'receive',
    }),
    'spaces.list': () => {
      if (begin === 'error') throw new BridgeRefused('E_TRANSPORT', 'story')
      if (begin === 'troubled') return [...story.troubled]
      if (begin === 'moving') return [moving, ...story.spaces.slice(1)]
      return empty ? [] : [...story.spaces]
    },
    'spaces.get': ({ space }) =>
      known(
        [...(begin === 'moving' ? [moving] : []), ...story.spaces, ...story.troubled].find(({ id }) => id === space),
      ),
    'spaces.create': () => ({ space: known(story.spaces[4]).id }),
    'invitations.list': () => (empty ? [] : [...story.invitations]),
    'files.list': ({ space, node, offset, limit }) => {
      if (begin === 'broken') throw new BridgeRefused('E_TRANSPORT', 'story')
      const all = story.filesIn(
        [...story.spaces, ...story.troubled].find(({ id }) => id === space),
        node,
      )
      return {
        trail: node === null ? [] : [{ id: node, name: story.folderName(node) }],
        total: all.length,
        entries: all.slice(offset, offset + limit),
      }
    },
    'trash.list': () => [...story.trash],
    'versions.list': () => [...story.versions],
    'profile.measure': () => ({
      profileBytes: 48_300_000,
      trash: story.spaces.slice(0, 2).map(({ id, name }, i) => ({ space: id, name, files: 12 - i, bytes: 34_500_000 })),
    }),
    'profile.diagnose': () => ({
      profile: { spaces: 5, invited: 1, paused: 1, contacts: 9, files: 41_208, bytes: 9e9, profileBytes: 48_300_000 },
      ...{ relay: 'embedded', connection: 'online', clockOffBy: null, skipped: 3, hasProxy: false, ownCertificates: 1 },
      states: [
        { state: 'up-to-date', spaces: 3 },
        { state: 'paused', spaces: 1 },
        { state: 'folder-missing', spaces: 1 },
      ],
    }),
    'takeout.progress': () => null,
    'vault.checkKit': () => ({ name: identity.name, identity: 'mfrg-gzdf-mztw-q2lk-mrxw-4ylu-nfxw-4zlt', relay: null }),
    'devices.list': () => [
      { id: 'a1'.repeat(32) as never, name: 'Büro-PC', addedAt: Date.now() - 200 * 86_400_000, here: true },
      { id: 'b2'.repeat(32) as never, name: 'Notebook unterwegs', addedAt: Date.now() - 12 * 86_400_000, here: false },
      { id: 'c3'.repeat(32) as never, name: null, addedAt: Date.now() - 3 * 86_400_000, here: false },
    ],
  }
}
