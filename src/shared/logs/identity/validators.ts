// What an entry of an identity log must be, each rule one sentence. They look only at the state before the entry and throw
// `Refused`. PROTOCOL §5, §8, §19.16. All processes.
import { equalBytes } from '../../base/bytes.ts'
import { Refused } from '../../base/errors.ts'
import { attempt } from '../../base/result.ts'
import type { Suite } from '../../crypto/suite.ts'
import type { DeviceId, IdentityId } from '../../domain/ids.ts'
import { mustBeSignedBy, type Entry, type Header } from '../entry.ts'
import { activeDevice, activeDevices, type IdentityState } from './state.ts'
import { joinStatement, type Rotation } from './records.ts'

/** Active devices an identity may have. */
export const maxDevices = 100

/** By the root key, or by a device that is active before the entry. */
export function mustBeSignedByAuthor(suite: Suite, state: IdentityState, entry: Entry, header: Header): void {
  const { authorDevice } = header
  const key = authorDevice === null ? state.rootSignPublicKey : activeDevice(state, authorDevice).signPublicKey
  mustBeSignedBy(suite, 'identity', entry, key)
}

export function mustBeRoot(header: Header): void {
  if (header.authorDevice !== null) throw new Refused('E_ROLE', 'only the root key')
}

export function mustBeAllowedToProvision(state: IdentityState, header: Header): void {
  if (header.authorDevice === null) return
  if (!activeDevice(state, header.authorDevice).mayProvision) throw new Refused('E_ROLE', 'device without provision')
}

/** Neither key was ever seen in this log: a revoked device never returns, and the root key is on no device. */
export function mustBeNewKeys(state: IdentityState, signKey: Uint8Array, kemKey: Uint8Array): void {
  const known = [...state.devices.values()].flatMap((device) => [device.signPublicKey, device.kemPublicKey])
  const taken = [state.rootSignPublicKey, state.recoveryKemPublicKey, ...known]
  if (taken.some((key) => equalBytes(key, signKey) || equalBytes(key, kemKey)))
    throw new Refused('E_ID', 'key already known')
}

/** The new device agrees to join exactly this identity (T04). */
export function mustCarryReverseSignature(
  suite: Suite,
  id: IdentityId,
  device: { readonly signKey: Uint8Array; readonly kemKey: Uint8Array; readonly signature: Uint8Array },
): void {
  const statement = joinStatement(id, device.signKey, device.kemKey)
  if (!suite.verify(device.signKey, 'device/join', statement, device.signature))
    throw new Refused('E_SIG', 'device join')
}

/** Something can be sealed to the key: nobody could change the key of a space in which this identity is (T08). */
export function mustBeUsable(suite: Suite, kemKey: Uint8Array): void {
  const sealed = attempt(() => suite.backend.xwingEncapsulate(kemKey, new Uint8Array(64).fill(1)))
  if (!sealed.ok) throw new Refused('E_ID', 'malformed key')
}

export function mustLeaveRoom(state: IdentityState): void {
  if (activeDevices(state).length >= maxDevices) throw new Refused('E_LIMIT', 'devices')
}

/** The next generation; the previous seed stays readable unless the root key decides otherwise. */
export function mustBeNextRotation(
  state: IdentityState,
  header: Header,
  [generation, , , previousSeed]: Rotation,
): void {
  if (generation !== state.generation + 1) throw new Refused('E_SEQ', `generation ${generation}`)
  if (header.bodyHash === null) throw new Refused('E_CANON', 'rotation without lockboxes')
  if (generation === 1 && previousSeed !== null) throw new Refused('E_CANON', 'nothing before generation 1')
  if (generation > 1 && previousSeed === null && header.authorDevice !== null)
    throw new Refused('E_ROLE', 'only the root key')
}

/** `since` lies between genesis and the entry itself (= the entry's seq: no other device falls). */
export function mustBeSinceInThePast(since: number, header: Header): void {
  if (since < 1 || since > header.seq) throw new Refused('E_SEQ', 'since')
}

/** Who writes a revocation would otherwise know the key that is to shut them out. */
export function mustSurvive(fallen: ReadonlySet<DeviceId>, header: Header): void {
  if (header.authorDevice !== null && fallen.has(header.authorDevice))
    throw new Refused('E_ROLE', 'revokes its own author')
}

export function mustBeActive(state: IdentityState, ids: readonly DeviceId[]): void {
  for (const id of ids) activeDevice(state, id)
}

/** Strictly ascending: one spelling for one set. */
export function mustBeInOrder(ids: readonly DeviceId[]): void {
  if (ids.some((id, i) => i > 0 && id <= (ids[i - 1] ?? ''))) throw new Refused('E_CANON', 'devices out of order')
}

export function mustHaveNoBody(header: Header): void {
  if (header.bodyHash !== null) throw new Refused('E_CANON', `${header.type} with a body`)
}
