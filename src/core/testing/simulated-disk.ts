// A disk with inodes, a coarse clock and a power switch. What was not synced may be gone after a crash, in any order a journalling file system
// allows: renames are atomic, names and contents become durable apart. Tests only. SYNC.md "How it is tested" 2.
import { FileSystemError, type FileStat } from '../sync/interface.ts'
import type { Seeded } from './seeded.ts'

export type Inode = {
  readonly id: number
  readonly kind: 'file' | 'directory' | 'link' | 'special'
  data: Uint8Array
  /** What of `data` survives a crash for sure. */
  durable: Uint8Array
  modifiedNs: bigint
  changedNs: bigint
  executable: boolean
  links: number
  /** May not be read or listed. */
  isDenied: boolean
  /** Has the mark of what came from somebody else. */
  isReceived: boolean
  readonly entries: Map<string, Inode>
}

/** Names that change together: `set` null removes the name. */
type Transaction = {
  readonly changes: readonly {
    readonly directory: Inode
    readonly name: string
    readonly before: Inode | null
    readonly after: Inode | null
  }[]
  isDurable: boolean
}

/** A file that lost its content in a crash. `isTorn`: what it has now it never had. */
export type Torn = { readonly inode: Inode; readonly before: Uint8Array; readonly isTorn: boolean }

/** Nanoseconds between two ticks of the file system's clock. */
const tick = 4_000_000n

export class SimulatedDisk {
  readonly root: Inode
  readonly #now: () => bigint
  #nextId = 100
  readonly #freeIds: number[] = []
  #log: Transaction[] = []
  crashes = 0
  /** Told of every inode whose content, status or entries changed. */
  readonly watchers = new Set<(changed: Inode) => void>()
  /** Bytes of contents that fit. */
  capacity = Infinity

  constructor(now: () => bigint) {
    this.#now = now
    this.root = this.#inode('directory')
  }

  /** The inode at these names; null if nothing is there. Links are not followed: below one there is nothing. */
  find(names: readonly string[]): Inode | null {
    let at: Inode | undefined = this.root
    for (const name of names) at = at?.entries.get(name)
    return at ?? null
  }

  /** Throws `vanished`, or `link` if a link or a file stands on the way. */
  directory(names: readonly string[]): Inode {
    let at = this.root
    for (const name of names) {
      const next = at.entries.get(name)
      if (next === undefined) throw new FileSystemError('vanished')
      if (next.kind !== 'directory') throw new FileSystemError(next.kind === 'link' ? 'link' : 'vanished')
      at = next
    }
    return at
  }

  stat(inode: Inode): FileStat {
    const { kind, modifiedNs, changedNs, executable, links } = inode
    return {
      kind,
      size: kind === 'file' ? inode.data.length : 0,
      modifiedNs,
      changedNs,
      fileId: `1-${inode.id}`,
      executable,
      links,
    }
  }

  create(names: readonly string[], kind: Inode['kind']): Inode {
    const { directory, name } = this.#slot(names)
    if (directory.entries.has(name)) throw new FileSystemError('exists')
    const inode = this.#inode(kind)
    this.#change([{ directory, name, before: null, after: inode }])
    return inode
  }

  write(inode: Inode, bytes: Uint8Array, position: number): void {
    const data = new Uint8Array(Math.max(inode.data.length, position + bytes.length))
    if (data.length - inode.data.length > this.free) throw new FileSystemError('full')
    data.set(inode.data)
    data.set(bytes, position)
    this.setData(inode, data)
  }

  get free(): number {
    const used = [...new Set(this.inodes(this.root))].reduce((sum, { data }) => sum + data.length, 0)
    return Math.max(0, this.capacity - used)
  }

  setData(inode: Inode, data: Uint8Array): void {
    inode.data = data
    inode.modifiedNs = inode.changedNs = this.#tick()
    this.#tell(inode)
  }

  touch(inode: Inode, part: Partial<Pick<Inode, 'modifiedNs' | 'executable'>>): void {
    Object.assign(inode, part)
    inode.changedNs = this.#tick()
    this.#tell(inode)
  }

  /** A second name for what is at `from`; nothing is at `to` yet. */
  link(from: readonly string[], to: readonly string[]): void {
    const inode = this.find(from)
    if (inode === null) throw new FileSystemError('vanished')
    this.#change([{ ...this.#slot(to), before: null, after: inode }])
    inode.changedNs = this.#tick()
  }

  /** Atomic; what was at `to` loses that name. */
  rename(from: readonly string[], to: readonly string[], mayReplace: boolean): void {
    const source = this.#slot(from)
    const target = this.#slot(to)
    const inode = source.directory.entries.get(source.name)
    if (inode === undefined) throw new FileSystemError('vanished')
    const before = target.directory.entries.get(target.name) ?? null
    if (before !== null && !mayReplace) throw new FileSystemError('exists')
    if (inode.kind === 'directory' && to.length > from.length && from.every((name, i) => to[i] === name))
      throw new FileSystemError('other')
    this.#change([
      { ...source, before: inode, after: null },
      { ...target, before, after: inode },
    ])
    inode.changedNs = this.#tick()
  }

  /** `fresh` comes to `path`, what was at `path` to `keep`: one transaction. */
  replace(fresh: readonly string[], path: readonly string[], keep: readonly string[]): void {
    const [from, at, aside] = [this.#slot(fresh), this.#slot(path), this.#slot(keep)]
    const inode = from.directory.entries.get(from.name)
    const old = at.directory.entries.get(at.name)
    if (inode === undefined || old?.kind !== 'file') throw new FileSystemError('vanished')
    if (aside.directory.entries.has(aside.name)) throw new FileSystemError('exists')
    this.#change([
      { ...from, before: inode, after: null },
      { ...at, before: old, after: inode },
      { ...aside, before: null, after: old },
    ])
    inode.changedNs = old.changedNs = this.#tick()
  }

  remove(names: readonly string[]): Inode {
    const { directory, name } = this.#slot(names)
    const inode = directory.entries.get(name)
    if (inode === undefined) throw new FileSystemError('vanished')
    if (inode.entries.size > 0) throw new FileSystemError('not-empty')
    this.#change([{ directory, name, before: inode, after: null }])
    return inode
  }

  syncFile(inode: Inode): void {
    inode.durable = inode.data
  }

  /** The names in the directory become durable, and whatever they need: the directories above their inodes, earlier changes of the same names. */
  syncDirectory(directory: Inode): void {
    const needed = new Set<Transaction>()
    for (const transaction of this.#log)
      if (transaction.changes.some((change) => change.directory === directory)) needed.add(transaction)
    for (let i = this.#log.length - 1; i >= 0; i--) {
      const later = this.#log[i]
      if (later === undefined || !needed.has(later)) continue
      for (const earlier of this.#log.slice(0, i)) if (touchSame(earlier, later)) needed.add(earlier)
    }
    for (const transaction of needed) transaction.isDurable = true
    while (this.#log[0]?.isDurable === true) this.#log.shift()
  }

  /**
   * The power fails: of the changes of names that were not synced some never happened, and of contents that were not synced only a part is there.
   * Answers the files whose content is not what it was.
   */
  crash(seeded: Seeded): Torn[] {
    this.crashes++
    const cut = seeded.chance(0.5) ? seeded.below(this.#log.length + 1) : null
    const log = this.#log
    for (const transaction of [...log].reverse())
      for (const change of [...transaction.changes].reverse()) set(change.directory, change.name, change.before)
    for (const [i, transaction] of log.entries()) {
      const isKept = transaction.isDurable || (cut === null ? seeded.chance(0.5) : i < cut)
      const isPossible = transaction.changes.every(
        ({ directory, name, before }) => (directory.entries.get(name) ?? null) === before,
      )
      if (isKept && isPossible)
        for (const change of transaction.changes) set(change.directory, change.name, change.after)
    }
    this.#log = []
    // An inode whose removal never happened keeps its number.
    this.#freeIds.length = 0
    const torn: Torn[] = []
    const seen = new Set<Inode>()
    for (const inode of this.inodes(this.root)) {
      inode.links = seen.has(inode) ? inode.links + 1 : 1
      seen.add(inode)
      if (inode.kind !== 'file' || inode.data === inode.durable) continue
      const before = inode.data
      inode.data = afterCrash(inode, seeded)
      if (inode.data !== before) torn.push({ inode, before, isTorn: inode.data !== inode.durable })
      inode.durable = inode.data
    }
    return torn
  }

  *inodes(directory: Inode): Iterable<Inode> {
    for (const inode of directory.entries.values()) {
      yield inode
      yield* this.inodes(inode)
    }
  }

  #slot(names: readonly string[]): { directory: Inode; name: string } {
    const name = names.at(-1)
    if (name === undefined) throw new FileSystemError('denied')
    return { directory: this.directory(names.slice(0, -1)), name }
  }

  #change(changes: Transaction['changes']): void {
    for (const { directory, name, before, after } of changes) {
      set(directory, name, after)
      directory.modifiedNs = directory.changedNs = this.#tick()
      if (before !== null) before.links--
      if (after !== null) after.links++
    }
    for (const { before } of changes) if (before?.links === 0) this.#freeIds.push(before.id)
    this.#log.push({ changes, isDurable: false })
    for (const { directory } of changes) this.#tell(directory)
  }

  #tell(changed: Inode): void {
    for (const hear of this.watchers) hear(changed)
  }

  #inode(kind: Inode['kind']): Inode {
    // Like real file systems: a freed number comes back soon.
    const id = this.#freeIds.pop() ?? this.#nextId++
    const now = this.#tick()
    const empty = new Uint8Array(0)
    return {
      id,
      kind,
      data: empty,
      durable: empty,
      modifiedNs: now,
      changedNs: now,
      executable: false,
      links: 0,
      isDenied: false,
      isReceived: false,
      entries: new Map(),
    }
  }

  #tick(): bigint {
    const now = this.#now()
    return now - (now % tick)
  }
}

function set(directory: Inode, name: string, inode: Inode | null): void {
  if (inode === null) directory.entries.delete(name)
  else directory.entries.set(name, inode)
}

function touchSame(a: Transaction, b: Transaction): boolean {
  return a.changes.some((one) =>
    b.changes.some(
      (other) =>
        (one.directory === other.directory && one.name === other.name) ||
        (one.after !== null &&
          (one.after === other.after || one.after === other.before || one.after === other.directory)),
    ),
  )
}

/** All of it, what was there at the last sync, nothing, or some blocks. */
function afterCrash(inode: Inode, seeded: Seeded): Uint8Array {
  const { data, durable } = inode
  const blocks = Math.floor(data.length / 4096)
  return seeded.pick([data, durable, new Uint8Array(0), data.slice(0, 4096 * seeded.below(blocks + 1))]) ?? data
}
