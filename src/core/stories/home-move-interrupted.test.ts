// A move of the home that is interrupted: at any call to a relay, and where the old relay is gone for good. PROTOCOL §8 "Home and mirrors".
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import { Refused } from '../../shared/base/errors.ts'
import { homeOf, homesInLog, mustBeMoved } from '../testing/moved-home.ts'
import { Office, reachOf, soon, type Person } from '../testing/office.ts'
import { watched } from '../testing/watched.ts'

let office: Office
let old: RunningRelay
let next: RunningRelay
beforeAll(async () => {
  office = await Office.open()
  old = await office.relay('old')
  next = await office.relay('next')
})
afterAll(() => office.close())

/** Moves somebody whose `broken`th call to a relay fails, before it is sent or after; then their computer starts again. */
async function movedDespite(broken: number, isSent: boolean): Promise<boolean> {
  let left = Infinity
  const environment = watched(office.environment, async (call, method) => {
    // What was not sent, and only asks or repeats, is as if it had not been begun.
    if ((!isSent && method !== 'mirror' && method !== 'append') || left-- !== 0) return call()
    if (isSent) await call()
    throw new Refused('E_TRANSPORT', 'interrupted')
  })
  const alice = await office.personIn(environment, `alice-${broken}-${String(isSent)}`, old)
  await alice.core.contacts.ownCard(soon())
  await alice.core.accounts.add(reachOf(next), null, soon())
  await alice.sync()
  left = broken
  const outcome = await alice.core.homeMove.begin(next.relayId, soon()).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
    expect(error.code).toBe('E_TRANSPORT')
    expect(homesInLog(alice)).toHaveLength(1)
    return null
  })
  const isOver = left >= 0
  await alice.lock()
  await alice.unlock()
  if (outcome === null) {
    expect(alice.core.homeMove.state).toBeNull()
    expect(await alice.core.homeMove.begin(next.relayId, soon())).toBe(true)
  }
  await alice.core.catchUp(soon())
  await mustBeMoved(office, alice, { from: old, to: next })
  await alice.lock()
  return isOver
}

test.each([true, false])('at every call to a relay, sent: %s', { timeout: 120_000 }, async (isSent) => {
  let calls = 0
  while (!(await movedDespite(calls, isSent))) calls++
  expect(calls).toBeGreaterThan(isSent ? 4 : 2)
})

test('with the old relay gone for good, whoever has one computer only moves all the same; with two it is refused', async () => {
  const gone = await office.relay('gone')
  const erin = await office.person('erin', gone)
  const carol = await office.person('carol', gone)
  const second = await office.secondComputer(carol, gone)
  for (const one of [erin, carol]) {
    await one.sync()
    await one.core.accounts.add(reachOf(next), null, soon())
  }
  await gone.close()
  expect(await erin.core.homeMove.begin(next.relayId, soon())).toBe(true)
  expect(homeOf(erin)).toBe(next.relayId)
  await erin.core.catchUp(soon())
  await expect(carol.core.homeMove.begin(next.relayId, soon())).rejects.toMatchObject({ code: 'E_TRANSPORT' })
  expect([homeOf(carol), carol.core.homeMove.state]).toEqual([gone.relayId, null])
  await second.lock()
})

test('begun while the old relay was there, the move ends by itself when that is gone for good', async () => {
  const gone = await office.relay('gone-later')
  let isBroken = true
  const environment = watched(office.environment, async (call) => {
    const answer = await call()
    if (isBroken && frank.core.homeMove.state?.stage === 'offered') throw new Refused('E_TRANSPORT', 'answer lost')
    return answer
  })
  const frank: Person = await office.personIn(environment, 'frank', gone)
  await frank.core.accounts.add(reachOf(next), null, soon())
  await frank.sync()
  expect(await frank.core.homeMove.begin(next.relayId, soon())).toBe(false)
  isBroken = false
  await gone.close()
  await frank.lock()
  await frank.unlock()
  await expect(frank.core.catchUp(soon())).rejects.toMatchObject({ code: 'E_TRANSPORT' })
  expect([homeOf(frank), frank.core.homeMove.state]).toEqual([next.relayId, null])
})
