// What every `SpaceRemote` with its `PackTransport` must do: the verified space at a real relay and the simulated one run this suite. Tests only.
// SYNC.md "How it is tested" 3.
import { expect, test } from 'vitest'
import { ok } from '../../shared/base/result.ts'
import { contentIdOf, encodeManifest } from '../../shared/content/manifest.ts'
import { packLength } from '../../shared/content/pack.ts'
import type { Suite } from '../../shared/crypto/suite.ts'
import { rootNodeId, type NodeId, type PackId, type RevisionId } from '../../shared/domain/ids.ts'
import type { Operation } from '../../shared/logs/space/operations.ts'
import type { PackTransport, SpaceRemote } from '../sync/interface.ts'

type Side = { readonly remote: SpaceRemote; readonly packs: PackTransport }
/** Alice and Bob, both with the right to write, in one space. */
export type Sides = { readonly suite: Suite; readonly alice: Side; readonly bob: Side }

const { signal } = new AbortController()
let numbers = 0
const newId = (): NodeId => (++numbers).toString(16).padStart(32, '0') as NodeId
const mkdir = (name: string): Operation => ({ kind: 'mkdir', id: newId(), parent: rootNodeId, name })

export function spaceRemoteContract(name: string, open: () => Promise<Sides>): void {
  const ready = open()
  const both = async (): Promise<Sides> => {
    const sides = await ready
    for (const { remote } of [sides.alice, sides.bob]) expect(await remote.refresh(signal)).toEqual(ok(undefined))
    return sides
  }

  test(`${name}: what one commits the other sees after the next refresh, and not before`, async () => {
    const { alice, bob } = await both()
    const letters = mkdir('letters')
    expect(await alice.remote.commit([letters], [], signal)).toMatchObject({ ok: true, value: { kind: 'committed' } })
    expect(alice.remote.view.nodes.get(letters.id)).toMatchObject({ name: 'letters', trashed: false })
    expect(bob.remote.view.nodes.has(letters.id)).toBe(false)
    await bob.remote.refresh(signal)
    expect(bob.remote.view.nodes.get(letters.id)).toMatchObject({
      name: 'letters',
      type: 'directory',
      parent: rootNodeId,
    })
  })

  test(`${name}: while a longer log is taken in, one seq names one tree`, async () => {
    const { alice, bob } = await both()
    for (let n = 0; n < 8; n++) await alice.remote.commit([mkdir(`step ${++numbers}`)], [], signal)
    const seen = new Map<number, string>()
    const look = (): void => {
      const { seq, nodes } = bob.remote.view
      const tree = [...nodes.keys()].join()
      expect(seen.get(seq) ?? tree).toBe(tree)
      seen.set(seq, tree)
    }
    look()
    const refreshed = bob.remote.refresh(signal)
    const turn = () => new Promise<null>((resolve) => setImmediate(() => resolve(null)))
    while ((await Promise.race([refreshed, turn()])) === null) look()
    look()
    expect(await refreshed).toEqual(ok(undefined))
    expect(seen.size).toBeGreaterThan(1)
  })

  test(`${name}: who is second is overtaken, changes nothing, sees the first, and may then`, async () => {
    const { alice, bob } = await both()
    const [hers, his] = [mkdir('hers'), mkdir('his')]
    await alice.remote.commit([hers], [], signal)
    expect(await bob.remote.commit([his], [], signal)).toEqual(ok({ kind: 'overtaken' }))
    expect([bob.remote.view.nodes.has(hers.id), bob.remote.view.nodes.has(his.id)]).toEqual([true, false])
    expect(await bob.remote.commit([his], [], signal)).toMatchObject({ ok: true, value: { kind: 'committed' } })
  })

  test(`${name}: a revision is known by its id, another is not`, async () => {
    const { suite, alice, bob } = await both()
    const shape = { size: 0, chunkSize: 2 ** 20 }
    const contentId = contentIdOf(suite, shape, [])
    const nothing = { keys: [], packs: [], list: { kind: 'chunks' as const, refs: [] } }
    const manifest = encodeManifest({ ...shape, ...nothing, contentId, modifiedAt: 1, mode: 1 })
    const id = newId()
    await alice.remote.commit([{ kind: 'put', id, place: { parent: rootNodeId, name: 'empty' }, manifest }], [], signal)
    await bob.remote.refresh(signal)
    const node = bob.remote.view.nodes.get(id)
    const revision = node?.revision ?? null
    if (revision === null) throw new Error('no revision')
    expect(node).toMatchObject({ contentId, size: 0, executable: true, modifiedAt: 1 })
    expect(await bob.remote.manifest(id, revision)).toMatchObject({ contentId, mode: 1 })
    expect(bob.remote.origin(id, revision)?.author).toBe(node?.changedBy)
    expect(bob.remote.origin(newId(), revision)).toBeNull()
    expect(await bob.remote.manifest(id, 'ff'.repeat(32) as RevisionId)).toBeNull()
    expect(await bob.remote.manifest(newId(), revision)).toBeNull()
  })

  test(`${name}: a pack comes back as it was put, range by range`, async () => {
    const { alice, bob } = await both()
    const id = 'ac'.repeat(16) as PackId
    const length = packLength([300_000])
    const bytes = new Uint8Array(length).map((_, i) => i % 251)
    expect(await alice.packs.put(id, bytes, length, signal)).toEqual(ok(undefined))
    expect((await alice.remote.commit([mkdir('with a pack')], [{ id, length }], signal)).ok).toBe(true)
    await bob.remote.refresh(signal)
    const ranges = [
      { start: 0, end: 65_536 },
      { start: 131_072, end: 196_608 },
    ]
    const parts: Uint8Array[] = []
    for await (const part of bob.packs.get(id, ranges, signal)) parts.push(part.slice())
    const wanted = ranges.map(({ start, end }) => bytes.slice(start, end))
    expect(Buffer.concat(parts).equals(Buffer.concat(wanted))).toBe(true)
  })

  test(`${name}: who listens gets a hint when somebody has appended`, async () => {
    const { alice, bob } = await both()
    let forget = (): void => undefined
    const hinted = new Promise<void>((resolve) => (forget = bob.remote.onHint(resolve)))
    // The subscription of a real relay takes a moment: a later commit is heard as well.
    const wait = (): Promise<boolean> => new Promise((resolve) => setTimeout(() => resolve(false), 100))
    const heard = hinted.then(() => true)
    do await alice.remote.commit([mkdir(`hint ${++numbers}`)], [], signal)
    while (!(await Promise.race([heard, wait()])))
    forget()
  })
}
