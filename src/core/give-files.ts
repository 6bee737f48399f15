// Dropping files on a contact: they are copied into the space that the two have together, "Alice ↔ Bob", which is made if there is
// none. PRODUCT.md. Runs in core.
import { mkdir, readdir } from 'node:fs/promises'
import { Refused } from '../shared/base/errors.ts'
import { attemptAsync, refusedBy } from '../shared/base/result.ts'
import type { IdentityId, SpaceId } from '../shared/domain/ids.ts'
import { fitName } from '../shared/domain/names.ts'
import { mayDo, presets, type Preset } from '../shared/domain/rights.ts'
import { principalsOf } from '../shared/logs/space/index.ts'
import type { Core } from './core.ts'
import { copyIn, type Copied, type CopyProgress } from './platform/index.ts'
import type { SpaceRecord } from './store/index.ts'

const between = ' ↔ '

/** What the space of the two is called when it is made here. */
export const nameBetween = (core: Core, contact: IdentityId): string =>
  fitName(`${core.person.name}${between}${core.nameOf(contact)}`)

/** The space of exactly these two that bears such a name, has a folder here, and that this identity may write to; or null. */
export function spaceBetween(core: Core, contact: IdentityId): SpaceRecord | null {
  const found = core.spaces.list().find((space) => {
    if (space.state !== 'joined' || space.folder === null || !space.name.includes(between)) return false
    const { replica } = core.spaces.open(space.id)
    if (!replica.isFetched || !mayDo(replica.rightsOf(core.me.id, core.now()), 'write')) return false
    const principals = new Set(principalsOf(replica.state, core.now()))
    return principals.size === 2 && principals.has(contact) && principals.has(core.me.id)
  })
  return found ?? null
}

/** The same after another look, so that nothing meant for one is given to whoever was let in since. Without the relay by the last look. */
async function spaceBetweenNow(core: Core, contact: IdentityId, signal: AbortSignal): Promise<SpaceRecord | null> {
  const held = spaceBetween(core, contact)
  if (held === null) return null
  const looked = await attemptAsync(() => core.spaces.fetched(held.id, signal))
  if (!looked.ok && looked.error.code !== 'E_TRANSPORT') throw refusedBy(looked.error)
  return spaceBetween(core, contact)
}

export type Gift = {
  readonly contact: IdentityId
  /** Absolute paths of files and folders. */
  readonly sources: readonly string[]
  /** Where the space shall lie if one is made: absolute, new or empty. */
  readonly folder: string | null
  readonly preset: Preset
}

/**
 * Copies into the space of the two. A new one is shared when everything is in it: nothing half-done is seen by the contact.
 * Throws E_CONSENT for who is no contact, is blocked or in conflict; E_PATH; E_TRANSPORT; the reason of `signal`.
 */
export async function giveFiles(
  core: Core,
  gift: Gift,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: CopyProgress) => void },
): Promise<Copied & { readonly space: SpaceId }> {
  core.contacts.mustReceiveKeys(gift.contact)
  const existing = await spaceBetweenNow(core, gift.contact, options.signal)
  if (existing !== null && existing.folder !== null) {
    const copied = await copyIn(gift.sources, existing.folder, options)
    return { ...copied, space: existing.id }
  }
  if (gift.folder === null) throw new Refused('E_PATH', 'no folder for the space')
  const { refusal } = await core.spaces.checkFolder(gift.folder, 'receive')
  if (refusal !== null) throw new Refused('E_PATH', refusal)
  await mkdir(gift.folder, { recursive: true })
  if ((await readdir(gift.folder)).some((name) => name !== '.siegel')) throw new Refused('E_PATH', 'not-empty')
  const copied = await copyIn(gift.sources, gift.folder, options)
  const space = await core.spaces.create(gift.folder, nameBetween(core, gift.contact), options.signal)
  const rights = presets[gift.preset]
  await core.spaces.grant(space, { to: gift.contact, rights, notAfter: null }, options.signal)
  return { ...copied, space }
}
