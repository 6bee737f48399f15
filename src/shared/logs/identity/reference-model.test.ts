// The identity reducer against a slow, obvious model that replays the whole history for every question, over random histories
// of right and wrong entries. The model knows what was attempted, never the bytes; they share types only. PROTOCOL §5, §8.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Cbor } from '../../base/canonical.ts'
import { fromHex } from '../../base/encoding.ts'
import type { ErrorCode } from '../../base/errors.ts'
import { rootKeysOf } from '../../crypto/recovery-phrase.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { EntryHash } from '../../domain/ids.ts'
import { buildEntry, type Entry } from '../entry.ts'
import { homeOf, onboard, verdictOf } from '../testing/people.ts'
import * as identity from './index.ts'
import { joinStatement } from './records.ts'
import { reduceIdentity } from './reducer.ts'

/** One entry somebody tries to append. Authors: 0 is the root key, 1 … 5 are devices. */
type Attempt = {
  readonly type: 'device.add' | 'key.rotate' | 'device.revoke' | 'reset' | 'home.set' | 'member.add'
  readonly author: number
  readonly isSignedByAuthor: boolean
  readonly place: 'next' | 'gap' | 'repetition' | 'otherPredecessor' | 'otherLog' | 'otherAuthor'
  readonly timeStep: number
  readonly target: number
  readonly capabilities: number
  readonly joinsThisIdentity: boolean
  readonly since: number
  readonly kept: readonly number[]
  readonly keptInOrder: boolean
  readonly generationStep: number
  readonly keepsPreviousSeed: boolean
  readonly hasBody: boolean
}

type ModelDevice = { device: number; provision: boolean; addedAt: number; addedBy: number; revokedAt: number | null }

/* ---- the model ---- */

function devicesAfter(history: readonly Attempt[]): ModelDevice[] {
  const devices: ModelDevice[] = []
  history.forEach((attempt, i) => {
    const seq = i + 1
    if (attempt.type === 'device.add') {
      const { target: device, capabilities, author: addedBy } = attempt
      devices.push({ device, provision: capabilities === 1, addedAt: seq, addedBy, revokedAt: null })
    }
    for (const one of devices) {
      const isGone =
        (attempt.type === 'device.revoke' && falls(devices, one, attempt)) ||
        (attempt.type === 'reset' && !attempt.kept.includes(one.device))
      if (isGone && one.revokedAt === null) one.revokedAt = seq
    }
  })
  return devices
}

function falls(devices: readonly ModelDevice[], one: ModelDevice, { target, since }: Attempt): boolean {
  if (one.device === target) return true
  const parent = devices.find(({ device }) => device === one.addedBy)
  return one.addedAt >= since && parent !== undefined && falls(devices, parent, { target, since } as Attempt)
}

const isRotation = ({ type }: Attempt): boolean => ['key.rotate', 'device.revoke', 'reset'].includes(type)
const generationAfter = (history: readonly Attempt[]): number => history.filter(isRotation).length
const timeAfter = (history: readonly Attempt[]): number => history.reduce((time, { timeStep }) => time + timeStep, 0)

/** Every reason to refuse the attempt; none: it stands. */
function violations(history: readonly Attempt[], attempt: Attempt): ErrorCode[] {
  const seq = history.length + 1
  const devices = devicesAfter(history)
  const active = devices.filter(({ revokedAt }) => revokedAt === null)
  const author = active.find(({ device }) => device === attempt.author)
  const isRoot = attempt.author === 0
  const found: ErrorCode[] = []
  const rule = (code: ErrorCode, isBroken: boolean) => isBroken && found.push(code)

  rule('E_SEQ', ['gap', 'repetition', 'otherPredecessor'].includes(attempt.place) || attempt.timeStep < 0)
  rule('E_ID', ['otherLog', 'otherAuthor'].includes(attempt.place))
  rule('E_ROLE', !isRoot && author === undefined)
  rule('E_SIG', !attempt.isSignedByAuthor)
  rule('E_UNKNOWN_VERSION', attempt.type === 'member.add')
  rule(
    'E_ROLE',
    ['device.add', 'device.revoke', 'home.set'].includes(attempt.type) && !isRoot && author?.provision !== true,
  )
  if (attempt.type === 'device.add') {
    rule('E_UNKNOWN_VERSION', attempt.capabilities > 1)
    rule(
      'E_ID',
      devices.some(({ device }) => device === attempt.target),
    )
    rule('E_SIG', !attempt.joinsThisIdentity)
    rule('E_CANON', attempt.hasBody && generationAfter(history) === 0)
  }
  if (attempt.type === 'device.revoke') {
    const target = active.find(({ device }) => device === attempt.target)
    rule('E_ROLE', target === undefined)
    rule('E_SEQ', attempt.since < 1 || attempt.since > seq)
    rule('E_ROLE', author !== undefined && falls(devices, author, attempt))
  }
  if (attempt.type === 'reset') {
    rule('E_ROLE', !isRoot || attempt.kept.some((kept) => !active.some(({ device }) => device === kept)))
    rule('E_CANON', attempt.kept.length === 0 || (attempt.kept.length > 1 && !attempt.keptInOrder))
  }
  if (isRotation(attempt)) {
    const isFirst = generationAfter(history) === 0
    rule('E_SEQ', attempt.generationStep !== 1)
    rule('E_CANON', !attempt.hasBody || (isFirst && attempt.keepsPreviousSeed))
    rule('E_ROLE', !isFirst && !attempt.keepsPreviousSeed && !isRoot)
  }
  rule('E_CANON', attempt.type === 'home.set' && attempt.hasBody)
  return found
}

/* ---- the same attempts as real entries ---- */

let suite: Suite
let genesis: Entry
let entropy: Uint8Array
let devices: identity.DeviceSecrets[]
let joins: Map<string, Uint8Array>
const stranger = 'ab'.repeat(32) as identity.IdentityLog['id']
beforeAll(async () => {
  suite = await openSuite()
  const alice = onboard(suite, 'laptop')
  entropy = alice.entropy
  genesis = alice.log.entries[0] ?? expect.fail()
  devices = Array.from({ length: 5 }, () => identity.createDeviceSecrets(suite, alice.log.id))
  joins = new Map(
    devices.flatMap(({ deviceId, signSecretKey, signPublicKey, kemPublicKey }) =>
      [alice.log.id, stranger].map((id) => [
        `${deviceId} ${id}`,
        suite.sign(signSecretKey, 'device/join', joinStatement(id, signPublicKey, kemPublicKey)),
      ]),
    ),
  )
})

const deviceOf = (number: number): identity.DeviceSecrets => devices[number - 1] ?? expect.fail()

function payloadOf(state: identity.IdentityState, attempt: Attempt): Cbor {
  const generation = state.generation + attempt.generationStep
  const previous = attempt.keepsPreviousSeed ? new Uint8Array(104).fill(1) : null
  const rotation = [generation, new Uint8Array(1216).fill(generation), new Uint8Array(32).fill(generation), previous]
  switch (attempt.type) {
    case 'device.add': {
      const { deviceId, signPublicKey, kemPublicKey } = deviceOf(attempt.target)
      const join = joins.get(`${deviceId} ${attempt.joinsThisIdentity ? state.id : stranger}`) ?? expect.fail()
      return [signPublicKey, kemPublicKey, attempt.capabilities, [1, new Uint8Array(80)], join]
    }
    case 'key.rotate':
      return rotation
    case 'device.revoke':
      return [fromHex(deviceOf(attempt.target).deviceId), attempt.since, rotation]
    case 'reset': {
      const ids = attempt.kept.map((kept) => deviceOf(kept).deviceId).sort()
      return [(attempt.keptInOrder ? ids : ids.reverse()).map(fromHex), rotation]
    }
    case 'home.set':
      return [fromHex(homeOf('b').relayId), homeOf('b').address]
    case 'member.add':
      return null
  }
}

function entryOf(state: identity.IdentityState, attempt: Attempt): Entry {
  const { place, author } = attempt
  const rootKey = rootKeysOf(suite, entropy).rootSign.secretKey
  const ownKey = author === 0 ? rootKey : deviceOf(author).signSecretKey
  const foreignKey = author === 0 ? deviceOf(1).signSecretKey : rootKey
  const { head } = state
  return buildEntry(
    suite,
    'identity',
    {
      previous: {
        logId: place === 'otherLog' ? stranger : state.id,
        seq: head.seq + (place === 'gap' ? 1 : place === 'repetition' && head.seq > 0 ? -1 : 0),
        hash:
          place === 'otherPredecessor' || (place === 'repetition' && head.seq === 0)
            ? ('cd'.repeat(32) as EntryHash)
            : head.hash,
      },
      type: attempt.type,
      authorHead: null,
      seen: [],
      time: Math.max(0, state.time + attempt.timeStep),
      payload: payloadOf(state, attempt),
      extensions: null,
      body: attempt.hasBody ? Uint8Array.of(1) : null,
    },
    {
      identityId: place === 'otherAuthor' ? stranger : state.id,
      deviceId: author === 0 ? null : deviceOf(author).deviceId,
      signSecretKey: attempt.isSignedByAuthor ? ownKey : foreignKey,
    },
  )
}

/* ---- the comparison ---- */

const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 30, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) })
const device = fc.integer({ min: 1, max: 5 })
const attempts: fc.Arbitrary<Attempt> = fc.record({
  type: fc.oneof(
    { weight: 6, arbitrary: fc.constant('device.add' as const) },
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        'key.rotate' as const,
        'device.revoke' as const,
        'reset' as const,
        'home.set' as const,
      ),
    },
    { weight: 1, arbitrary: fc.constant('member.add' as const) },
  ),
  author: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: device }),
  isSignedByAuthor: mostly(true, false),
  place: mostly<Attempt['place']>('next', 'gap', 'repetition', 'otherPredecessor', 'otherLog', 'otherAuthor'),
  timeStep: fc.oneof({ weight: 30, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.constant(-1) }),
  target: device,
  capabilities: mostly(1, 0, 2, 3),
  joinsThisIdentity: mostly(true, false),
  since: fc.nat(12),
  kept: fc.uniqueArray(device, { maxLength: 5, size: 'max' }),
  keptInOrder: mostly(true, false),
  generationStep: mostly(1, 0, 2),
  keepsPreviousSeed: fc.boolean(),
  hasBody: fc.boolean(),
})
const drawn = fc.tuple(attempts, fc.nat(9)).map(([attempt, dice]) => ({ attempt, isWild: dice === 0 }))

/** The attempt as drawn, or made to fit the history so far: otherwise hardly a history grows. */
function fitted(history: readonly Attempt[], attempt: Attempt): Attempt {
  const active = devicesAfter(history).flatMap(({ device, revokedAt }) => (revokedAt === null ? [device] : []))
  const isAdding = attempt.type === 'device.add'
  return {
    ...attempt,
    author: attempt.type === 'reset' ? 0 : (active[attempt.author - 1] ?? 0),
    target: isAdding ? attempt.target : (active[attempt.target % (active.length || 1)] ?? attempt.target),
    kept: active.filter((device) => attempt.kept.includes(device)),
    since: Math.min(attempt.since + 1, history.length + 1),
    hasBody: isRotation(attempt) || (isAdding && attempt.hasBody && generationAfter(history) > 0),
    keepsPreviousSeed: generationAfter(history) > 0,
  }
}

test('the reducer accepts, refuses and concludes exactly what the model does', () => {
  const seen = new Map<string, number>()
  const run = (all: readonly { readonly attempt: Attempt; readonly isWild: boolean }[]) => {
    let state = identity.IdentityLog.verify(suite, [genesis]).state
    const history: Attempt[] = []
    for (const one of all) {
      const attempt = one.isWild ? one.attempt : fitted(history, one.attempt)
      if (attempt.timeStep < 0 && state.time === 0) continue
      const reasons = violations(history, attempt)
      const entry = entryOf(state, attempt)
      const verdict = verdictOf(() => (state = reduceIdentity(suite, state, entry)))
      seen.set(`${attempt.type} ${verdict}`, (seen.get(`${attempt.type} ${verdict}`) ?? 0) + 1)
      if (verdict !== 'accepted') {
        expect(reasons).toContain(verdict)
        continue
      }
      expect(reasons).toEqual([])
      history.push(attempt)
      expect(summaryOf(state)).toEqual(modelSummary(history))
    }
  }
  fc.assert(fc.property(fc.array(drawn, { maxLength: 24, size: 'max' }), run), { numRuns: 120 })
  for (const type of ['device.add', 'key.rotate', 'device.revoke', 'reset', 'home.set']) {
    expect(seen.get(`${type} accepted`), `${type} was accepted sometimes`).toBeGreaterThan(10)
  }
  for (const code of ['E_SEQ', 'E_ID', 'E_ROLE', 'E_SIG', 'E_CANON', 'E_UNKNOWN_VERSION']) {
    expect(
      [...seen.keys()].some((outcome) => outcome.endsWith(code)),
      `${code} was met`,
    ).toBe(true)
  }
})

const summaryOf = (state: identity.IdentityState) => ({
  seq: state.head.seq,
  generation: state.generation,
  key: state.kemPublicKey?.[0] ?? null,
  hasHome: state.home !== null,
  time: state.time,
  devices: [...state.devices.values()].map(({ id, mayProvision, addedAt, addedBy, revokedAt }) => ({
    device: numberOf(id),
    provision: mayProvision,
    addedAt,
    addedBy: addedBy === null ? 0 : numberOf(addedBy),
    revokedAt,
  })),
})
const modelSummary = (history: readonly Attempt[]) => ({
  seq: history.length,
  generation: generationAfter(history),
  key: generationAfter(history) || null,
  hasHome: history.some(({ type }) => type === 'home.set'),
  time: timeAfter(history),
  devices: devicesAfter(history),
})
const numberOf = (id: string): number => devices.findIndex(({ deviceId }) => deviceId === id) + 1
