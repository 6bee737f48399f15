// Tells main what the tray shows and what is worth a notification, whenever something changed. Runs in core's utility process.
// Nothing is told about what was there when the profile was opened; when it is locked everything is forgotten, names first of all.
import { isDeepStrictEqual } from 'node:util'
import { Refused } from '../../shared/base/errors.ts'
import type { FromCoreProcess, Wish } from '../../shared/ipc/core-process.ts'
import { BridgeRefused } from '../../shared/ipc/index.ts'
import type { Overview } from '../../shared/ipc/overview.ts'
import type { Core } from '../core.ts'
import { readActivity, readSpace, type ActivityRecord } from '../store/index.ts'
import { openHere } from './files.ts'
import { dueAt, noticesOf, type Happened } from './notices.ts'
import { overviewOf, waitingFor } from './overview.ts'
import type { Session } from './session.ts'

/** Milliseconds between two looks. */
const gap = 400
/** So many new lines of the activity are told about; what stands before them is old. */
const latest = 100

/** What was known at the last look. */
type Known = { readonly core: Core; readonly waiting: ReadonlySet<string>; readonly newest: number }

export class Outside {
  readonly #session: Session
  readonly #toMain: (message: FromCoreProcess) => void
  #told: Overview | null = null
  #known: Known | null = null
  #burst: { readonly happened: Happened[]; readonly first: number; last: number } | null = null
  #looking: NodeJS.Timeout | null = null
  #telling: NodeJS.Timeout | undefined

  constructor(session: Session, toMain: (message: FromCoreProcess) => void) {
    this.#session = session
    this.#toMain = toMain
    session.news.on(() => {
      // Locking is not put off: the names must go.
      if (session.stage.kind !== 'open') this.#look()
      else this.#looking ??= setTimeout(() => this.#look(), gap).unref()
    })
  }

  carryOut(wish: Wish): void {
    const { stage } = this.#session
    if (stage.kind !== 'open') return
    switch (wish.kind) {
      case 'lock':
        void this.#session.lock()
        break
      case 'pause':
        stage.background.pause.begin(wish.until)
        break
      case 'resume':
        stage.background.pause.end()
        break
      case 'open-file':
        void openHere(this.#session, wish.space, wish.node).catch(onlyRefused)
        break
    }
  }

  #look(): void {
    if (this.#looking !== null) clearTimeout(this.#looking)
    this.#looking = null
    const overview = overviewOf(this.#session)
    if (!isDeepStrictEqual(overview, this.#told)) {
      this.#told = overview
      this.#toMain({ kind: 'overview', overview })
    }
    this.#notice()
  }

  #notice(): void {
    const { stage } = this.#session
    if (stage.kind !== 'open') {
      this.#known = this.#burst = null
      clearTimeout(this.#telling)
      return
    }
    const { core } = stage
    const waiting = waitingFor(this.#session)
    const before = this.#known?.core === core ? this.#known : null
    const records = readActivity(core.store, { spaceId: null, limit: before === null ? 1 : latest })
    this.#known = { core, waiting: new Set(waiting.map(({ key }) => key)), newest: records[0]?.id ?? 0 }
    if (before === null) return
    const news = records.filter(({ id }) => id > before.newest).reverse()
    const isNew = ({ key }: { key: string }) => !before.waiting.has(key)
    this.#add([...news.flatMap((record) => happenedIn(core, record)), ...waiting.filter(isNew)])
  }

  #add(happened: readonly Happened[]): void {
    if (happened.length === 0) return
    const now = Date.now()
    this.#burst ??= { happened: [], first: now, last: now }
    this.#burst.happened.push(...happened)
    this.#burst.last = now
    clearTimeout(this.#telling)
    this.#telling = setTimeout(() => this.#tell(), dueAt(this.#burst.first, now) - now).unref()
  }

  #tell(): void {
    const burst = this.#burst
    this.#burst = null
    for (const notice of noticesOf(burst?.happened ?? [])) this.#toMain({ kind: 'notice', notice })
  }
}

/** The file went meanwhile: the menu will say so with the next look. */
function onlyRefused(error: unknown): void {
  if (!(error instanceof Refused || error instanceof BridgeRefused)) throw error
}

/** New files of others, and conflict copies whoever made them. */
function happenedIn(core: Core, record: ActivityRecord): readonly Happened[] {
  const { kind, spaceId, identityId, subject, count } = record
  const told =
    kind === 'conflict' ? 'conflicts' : kind === 'files-added' || kind === 'files-changed' ? 'arrivals' : null
  if (told === null || spaceId === null) return []
  if (told === 'arrivals' && (identityId === null || identityId === core.me.id)) return []
  const name = readSpace(core.store, spaceId)?.name ?? ''
  const by = identityId === null ? '' : core.nameOf(identityId)
  return [{ kind: told, space: { id: spaceId, name }, files: count, first: subject, by }]
}
