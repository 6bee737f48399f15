// The background reads a space's log while its engine is in the middle of a cycle: what was planned before is planned again. SYNC-83.
import { afterAll, expect, test } from 'vitest'
import { ok } from '../../shared/base/result.ts'
import { rootNodeId, type NodeId } from '../../shared/domain/ids.ts'
import { Office } from '../testing/office.ts'

const office = await Office.open()
afterAll(() => office.close())

test('SYNC-83 a commit planned on an older log is overtaken, also if somebody else here has read the newer one', async () => {
  const { alice, bob, space } = await office.pair()
  const signal = AbortSignal.timeout(30_000)
  const { remote } = bob.core.spaces.open(space)
  expect(await remote.refresh(signal)).toEqual(ok(undefined))
  await alice.write('note', 'of alice')
  await alice.sync()
  // What the background does on a hint of the relay.
  await bob.core.spaces.tend(space, signal)
  const directory = { kind: 'mkdir', id: 'ab'.repeat(16) as NodeId, parent: rootNodeId, name: 'Briefe' } as const
  expect(await remote.commit([directory], [], signal)).toEqual(ok({ kind: 'overtaken' }))
  expect(await remote.commit([directory], [], signal)).toMatchObject({ ok: true, value: { kind: 'committed' } })
})
