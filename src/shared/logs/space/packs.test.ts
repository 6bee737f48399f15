// Which packs exist, and what of commits and snapshots everybody sees. PROTOCOL §10, §19.1, §19.4.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSuite } from '../../../node/crypto/index.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { PackId } from '../../domain/ids.ts'
import { presets, rightBits } from '../../domain/rights.ts'
import { onboard, verdictOf, type Person } from '../testing/people.ts'
import * as build from './build.ts'
import { Story } from './testing/story.ts'

let suite: Suite
let alice: Person
let bob: Person
let carol: Person
let story: Story
beforeAll(async () => {
  suite = await openSuite()
  alice = onboard(suite, 'alice')
  bob = onboard(suite, 'bob')
  carol = onboard(suite, 'carol')
})
beforeEach(() => {
  story = new Story(suite, alice, bob, carol)
  story.grant(alice, bob, presets.editor)
})

const id = (digit: string) => digit.repeat(32) as PackId
const bytes = (digit: number) => new Uint8Array(16).fill(digit)
const add = (...packs: [PackId, number][]) =>
  story.take(
    build.buildPacksAdd(
      suite,
      story.position(bob),
      packs.map(([pack, length]) => ({ id: pack, length })),
    ),
  )
const judge = (type: string, payload: unknown, body: Uint8Array | null = null, by = bob) =>
  verdictOf(() => story.judge(story.forge(by.device, { type, payload: payload as never, body })))

describe('packs', () => {
  test('are known by their length once a writer added them, in commits and snapshots too', () => {
    add([id('a'), 4096], [id('b'), 64 * 2 ** 20])
    const body = new Uint8Array(100)
    story.read(story.forge(bob.device, { type: 'commit', payload: [1, [[bytes(1), 5000]]], body }))
    story.read(story.forge(bob.device, { type: 'snapshot', payload: [1, [[bytes(2), 6000]]], body }))
    expect([...story.state.packs]).toEqual([
      [id('a'), 4096],
      [id('b'), 64 * 2 ** 20],
      ['01'.repeat(16), 5000],
      ['02'.repeat(16), 6000],
    ])
  })

  test('are refused when added twice, unordered, or of a length no pack has', () => {
    expect(judge('packs.add', [[[bytes(1), 4096]]])).toBe('accepted')
    add(['01'.repeat(16) as PackId, 4096])
    expect(judge('packs.add', [[[bytes(1), 4096]]])).toBe('E_CONFLICT')
    expect(judge('commit', [1, [[bytes(1), 4096]]], bytes(0))).toBe('E_CONFLICT')
    expect(
      judge('packs.add', [
        [
          [bytes(3), 4096],
          [bytes(2), 4096],
        ],
      ]),
    ).toBe('E_CANON')
    expect(
      judge('packs.add', [
        [
          [bytes(2), 4096],
          [bytes(2), 4096],
        ],
      ]),
    ).toBe('E_CANON')
    expect(judge('packs.add', [[[bytes(2), 4095]]])).toBe('E_CANON')
    expect(judge('packs.add', [[[bytes(2), 64 * 2 ** 20 + 1]]])).toBe('E_CANON')
    expect(judge('packs.add', [[]])).toBe('E_CANON')
    expect(judge('packs.add', [[[bytes(2), 4096]]], bytes(0))).toBe('E_CANON')
  })

  test('are released by who manages, and kept by any writer', () => {
    add([id('a'), 4096], [id('b'), 4096])
    const release = (...packs: PackId[]) => story.take(build.buildPacksRelease(suite, story.position(alice), packs))
    const keep = (...packs: PackId[]) => story.take(build.buildPacksKeep(suite, story.position(bob), packs))
    expect(verdictOf(() => build.buildPacksRelease(suite, story.position(bob), [id('a')]))).toBe('E_ROLE')
    expect(verdictOf(() => release(id('c')))).toBe('E_ID')
    release(id('b'), id('a'))
    expect([...story.state.released]).toEqual([
      [id('a'), story.time],
      [id('b'), story.time],
    ])
    expect(verdictOf(() => release(id('a')))).toBe('E_ID')
    const [a, b] = [bytes(0xaa), bytes(0xbb)]
    expect(judge('packs.keep', [[b, a]])).toBe('E_CANON')
    expect(judge('packs.keep', [[a, a]])).toBe('E_CANON')
    keep(id('a'))
    expect(judge('packs.release', [[a, a]], null, alice)).toBe('E_CANON')
    expect([...story.state.released.keys()]).toEqual([id('b')])
    expect(verdictOf(() => keep(id('a')))).toBe('E_ID')
  })

  test('of an earlier state are not changed by what comes later, on any branch', () => {
    add([id('a'), 4096])
    const early = story.state
    add([id('b'), 4096])
    const late = story.state
    const entry = build.buildPacksAdd(suite, story.position(bob, { state: early }), [{ id: id('c'), length: 4096 }])
    expect([...early.packs.keys()]).toEqual([id('a')])
    expect(early.packs.has(id('b'))).toBe(false)
    expect([...late.packs.keys()]).toEqual([id('a'), id('b')])
    expect([...entry.state.packs.keys()]).toEqual([id('a'), id('c')])
    expect(entry.state.packs.size).toBe(2)
    expect(late.packs.get(id('c'))).toBeUndefined()
  })
})

describe('a commit', () => {
  const body = new Uint8Array(80)

  test('is made under the key in force, with a body, by somebody who may change something', () => {
    expect(judge('commit', [1, []], body)).toBe('accepted')
    expect(judge('commit', [0, []], body)).toBe('E_STALE')
    expect(judge('commit', [2, []], body)).toBe('E_STALE')
    expect(judge('commit', [1, []])).toBe('E_CANON')
    expect(judge('commit', [1, []], body, carol)).toBe('E_ROLE')
    story.rotate(alice)
    expect(judge('commit', [1, []], body)).toBe('E_STALE')
  })

  test('adds packs only for a writer', () => {
    story.grant(alice, carol, rightBits.delete)
    expect(judge('commit', [1, []], body, carol)).toBe('accepted')
    expect(judge('commit', [1, [[bytes(1), 4096]]], body, carol)).toBe('E_ROLE')
    expect(judge('snapshot', [1, []], body, carol)).toBe('E_ROLE')
  })

  test('does not come before the first key, nor while a rotation is due', () => {
    const { entry, state } = build.buildGenesis(suite, {
      ...{ identities: story.identities, author: alice.device, time: 5 },
      home: story.state.home,
    })
    const previous = { logId: state.id, seq: 0, hash: entry.hash }
    const early = story.forge(alice.device, { type: 'commit', payload: [0, []], body, previous })
    story.states.push(state)
    expect(verdictOf(() => story.judge(early))).toBe('E_STALE')
    story.states.pop()
    story.take(build.buildComplaint(suite, story.position(bob), { what: 'lockbox' }))
    expect(judge('commit', [1, []], body)).toBe('E_PENDING')
    expect(judge('snapshot', [1, []], body)).toBe('E_PENDING')
    expect(judge('heads', [])).toBe('accepted')
  })
})
