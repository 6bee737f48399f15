// commit, snapshot (what of them is public), packs.add, packs.release, packs.keep: which packs exist. PROTOCOL §10, §19.1.
// Clients and relay.
import { Refused } from '../../../base/errors.ts'
import type { PackId } from '../../../domain/ids.ts'
import { readPayload } from '../../entry.ts'
import { GrowingMap } from '../growing-map.ts'
import * as payloads from '../payloads.ts'
import type { SpaceState } from '../state.ts'
import * as must from '../validators.ts'
import type { Judged } from '../validators.ts'

/** Each operation inside needs its own right; here stands only that the author may make any. */
export function commit(judged: Judged): Partial<SpaceState> {
  const [epoch, packs] = readPayload(payloads.sealedHeader, judged.header.payload)
  must.mustHold(judged, 'write', 'delete', 'manage')
  if (packs.length > 0) must.mustHold(judged, 'write')
  must.mustBeCurrentEpoch(judged, epoch)
  must.mustNotBePending(judged)
  return withPacks(judged, packs)
}

export function snapshot(judged: Judged): Partial<SpaceState> {
  must.mustHold(judged, 'write')
  return commit(judged)
}

export function addPacks(judged: Judged): Partial<SpaceState> {
  const [packs] = readPayload(payloads.packsAdd, judged.header.payload)
  must.mustHold(judged, 'write')
  must.mustNotBePending(judged)
  return withPacks(judged, packs)
}

/** The relay may delete them 30 days later unless somebody keeps them. */
export function releasePacks(judged: Judged): Partial<SpaceState> {
  const { state, header } = judged
  const [packs] = readPayload(payloads.packsNamed, header.payload)
  must.mustHold(judged, 'manage')
  must.mustBeInOrder(packs)
  if (packs.some((id) => !state.packs.has(id) || state.released.has(id))) throw new Refused('E_ID', 'pack to release')
  return { released: new Map([...state.released, ...packs.map((id) => [id, header.time] as const)]) }
}

export function keepPacks(judged: Judged): Partial<SpaceState> {
  const { state, header } = judged
  const [packs] = readPayload(payloads.packsNamed, header.payload)
  must.mustHold(judged, 'write')
  must.mustBeInOrder(packs)
  if (packs.some((id) => !state.released.has(id))) throw new Refused('E_ID', 'pack to keep')
  const kept = new Set(packs)
  return { released: new Map([...state.released].filter(([id]) => !kept.has(id))) }
}

function withPacks({ state }: Judged, packs: readonly (readonly [PackId, number])[]): Partial<SpaceState> {
  must.mustBeInOrder(packs.map(([id]) => id))
  if (packs.some(([id]) => state.packs.has(id))) throw new Refused('E_CONFLICT', 'pack added before')
  if (packs.length === 0) return {}
  const known = state.packs instanceof GrowingMap ? state.packs : GrowingMap.empty<PackId, number>().with(state.packs)
  return { packs: (known as GrowingMap<PackId, number>).with(packs) }
}
