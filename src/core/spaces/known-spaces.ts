// The spaces this profile knows: their records, and the verified ones that are open. Every part of the feature works on these.
// Runs in core.
import { Refused } from '../../shared/base/errors.ts'
import type { IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import {
  addActivity,
  deleteSpace,
  forgetSync,
  putSpace,
  readSpace,
  readSpaces,
  type SpaceRecord,
} from '../store/index.ts'
import { turnOfOthers } from '../turns.ts'
import { checkFolder, type FolderCheck, type FolderUse } from './folder-check.ts'
import type { SpacesEnvironment } from './interface.ts'
import { JoinedSpace } from './joined-space.ts'

export class KnownSpaces {
  readonly #env: SpacesEnvironment
  readonly #open = new Map<SpaceId, JoinedSpace>()

  constructor(environment: SpacesEnvironment) {
    this.#env = environment
  }

  list(): readonly SpaceRecord[] {
    return readSpaces(this.#env.store)
  }

  /** Null for an unknown space. */
  record(id: SpaceId): SpaceRecord | null {
    return readSpace(this.#env.store, id)
  }

  /** Throws E_ID for an unknown space. */
  mustKnow(id: SpaceId): SpaceRecord {
    const record = this.record(id)
    if (record === null) throw new Refused('E_ID', 'unknown space')
    return record
  }

  put(record: SpaceRecord): void {
    this.#env.store.write((store) => putSpace(store, record))
    this.#env.onChanged('spaces', record.id)
  }

  /** The same, for a space whose log is verified anew: what was open of it says nothing any more. */
  putAnew(record: SpaceRecord): void {
    this.#open.delete(record.id)
    this.put(record)
  }

  forget(id: SpaceId): void {
    this.#env.store.write((store) => deleteSpace(store, id))
    this.#open.delete(id)
    this.#env.onChanged('spaces', id)
  }

  /** The space goes on without this profile, or not at all. The local files stay. */
  async end(id: SpaceId, state: 'left' | 'closed'): Promise<void> {
    await this.opened(id)?.detach()
    this.put({ ...this.mustKnow(id), state, folder: null })
    this.#env.store.write((store) => forgetSync(store, id))
  }

  /** The verified space behind a record, opened on first use. Throws E_ID for an unknown one. */
  open(id: SpaceId): JoinedSpace {
    const record = this.mustKnow(id)
    const joined = this.#open.get(id) ?? new JoinedSpace(this.#env, record)
    this.#open.set(id, joined)
    return joined
  }

  /** Opens all that the window lists, one at a time: what is asked for later is there at once. */
  async openAll(): Promise<void> {
    for (const { id, state } of this.list()) {
      if (state !== 'joined' && state !== 'closed') continue
      this.open(id)
      await turnOfOthers()
    }
  }

  /** The same, with everything new that its relay has. Throws what `SpaceReplica.refresh` throws. */
  async fetched(id: SpaceId, signal: AbortSignal): Promise<JoinedSpace> {
    const space = this.open(id)
    await space.replica.refresh(signal)
    return space
  }

  /** Undefined for a space that nobody has opened. */
  opened(id: SpaceId): JoinedSpace | undefined {
    return this.#open.get(id)
  }

  allOpened(): readonly JoinedSpace[] {
    return [...this.#open.values()]
  }

  /** Stops what runs; the next use opens anew. */
  async closeAll(): Promise<void> {
    await Promise.all(this.allOpened().map((space) => space.detach()))
    this.#open.clear()
  }

  checkFolder(folder: string, use: FolderUse, except: SpaceId | null = null): Promise<FolderCheck> {
    const others = this.list().filter(({ id, state }) => id !== except && state === 'joined')
    const spaceFolders = others.flatMap((space) => space.folder ?? [])
    return checkFolder(folder, { use, spaceFolders, profileDirectory: this.#env.profileDirectory })
  }

  /** Throws E_PATH for an unfit folder. */
  async mustBeFit(folder: string, use: FolderUse, except: SpaceId | null = null): Promise<void> {
    const { refusal } = await this.checkFolder(folder, use, except)
    if (refusal !== null) throw new Refused('E_PATH', refusal)
  }

  /** A line of the activity. */
  note(kind: string, spaceId: SpaceId, identityId: IdentityId, subject: string): void {
    this.#env.store.write((store) => addActivity(store, { at: this.#env.now(), kind, spaceId, identityId, subject }))
    this.#env.onChanged('activity', spaceId)
  }
}
