// What must hold of somebody who has moved home: for stories about it. Tests only.
import { expect } from 'vitest'
import type { RunningRelay } from '../../relay/index.ts'
import type { RelayId } from '../../shared/domain/ids.ts'
import { encodeEntry } from '../../shared/logs/entry.ts'
import type { Office, Person } from './office.ts'

export const homeOf = ({ core }: Person): RelayId => core.home.home.relayId

/** Where in the own log a home is named. */
export const homesInLog = ({ core }: Person): readonly number[] =>
  core.me.log.entries.flatMap(({ header }) => (header?.type === 'home.set' ? [header.seq] : []))

export async function mustBeMoved(
  office: Office,
  person: Person,
  { from, to }: { readonly from: RunningRelay; readonly to: RunningRelay },
): Promise<void> {
  const { core } = person
  expect(homeOf(person)).toBe(to.relayId)
  expect(core.homeMove.state).toBeNull()
  expect(core.me.log.state.home?.relayId).toBe(to.relayId)
  expect(homesInLog(person)).toHaveLength(2)
  expect(core.accounts.inboxes().map(({ home }) => home.relayId)).toEqual([to.relayId, from.relayId])
  const own = core.me.log.entries.map(encodeEntry)
  for (const relay of [to, from]) expect((await office.served(person, relay)).entries).toEqual(own)
}
