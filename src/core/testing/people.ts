// What people do on their disks: they save, move, delete, in all the ways programs do. Tests only.
import { utf8 } from '../../shared/base/encoding.ts'
import { FileSystemError } from '../sync/interface.ts'
import type { Client } from './client.ts'
import type { Event } from './history.ts'
import type { Inode } from './simulated-disk.ts'

const root = ['home', 'space'] as const
type Names = readonly string[]

/** Names that collide in every way, are ignored, or are against the rule. */
const names = [
  'a',
  'b',
  'c',
  'A',
  'report.txt',
  'Report.txt',
  'straße',
  'STRASSE',
  'übung.txt',
  'notes.tmp',
  'what?',
  'deep',
]

/** Keeps account of what was saved and what its owner let go. */
export type Bookkeeper = {
  /** A content never seen before; `before` stands at its beginning. */
  fresh(client: Client, size: number, before?: Uint8Array): Uint8Array
  /** It lies on the disk now. */
  note(data: Uint8Array): void
  /** The person overwrote or deleted it. */
  release(data: Uint8Array): void
}

export class Person {
  readonly #client: Client
  readonly #bookkeeper: Bookkeeper
  /** Where this person works; below it everything. */
  readonly #home: Names
  #chances: readonly number[] = []

  constructor(client: Client, bookkeeper: Bookkeeper, home: Names = []) {
    this.#client = client
    this.#bookkeeper = bookkeeper
    this.#home = [...root, ...home]
  }

  /** The first half of what takes two steps; `finish` does the second. Nothing happens where the disk does not allow it. */
  act(event: Event): (() => void) | null {
    this.#chances = event.chances
    try {
      return this.#act(event)
    } catch (error) {
      if (error instanceof FileSystemError) return null
      throw error
    }
  }

  #act({ kind }: Event): (() => void) | null {
    const { disk } = this.#client
    const file = this.#pick('file', 0)
    switch (kind) {
      case 'create':
        this.#save(disk.create([...this.#directory(0), this.#name(1)], 'file'))
        return null
      case 'makeDirectory':
        disk.create([...this.#directory(0), this.#name(1)], 'directory')
        return null
      case 'saveMany':
        for (let i = 0; i < 5; i++) this.#save(disk.create([...this.#directory(0), `photo ${i}.jpg`], 'file'))
        return null
      case 'move':
        this.#move(this.#pick('any', 0), [...this.#directory(2), this.#name(1)])
        return null
      case 'rename': {
        const path = this.#pick('any', 0)
        this.#move(path, [...(path ?? []).slice(0, -1), this.#name(1)])
        return null
      }
      case 'swapDirectories':
        this.#swap(this.#pick('directory', 0), this.#pick('directory', 1))
        return null
      case 'removeTree':
        this.#removeTree(this.#pick('directory', 0))
        return null
      case 'addLink':
        disk.create([...this.#directory(0), this.#name(1)], this.#chance(2) < 0.5 ? 'link' : 'special')
        return null
      case 'save':
      case 'saveByRename':
      case 'saveSlowly':
      case 'append':
      case 'touch':
      case 'executable':
      case 'deny':
      case 'remove':
        return file === null ? null : this.#change(kind, file)
      case 'tear':
      case 'swapRoot':
      case 'cutPower':
      case 'forgetDatabase':
      case 'killProcess':
      case 'offline':
      case 'unmount':
        return null
    }
  }

  #change(kind: Event['kind'], path: Names): (() => void) | null {
    const { disk } = this.#client
    const inode = disk.find(path)
    if (inode === null) return null
    if (kind === 'save') this.#save(inode)
    else if (kind === 'append') this.#set(inode, this.#content(inode.data))
    else if (kind === 'touch') disk.setData(inode, inode.data)
    else if (kind === 'executable') disk.touch(inode, { executable: !inode.executable })
    else if (kind === 'deny') inode.isDenied = !inode.isDenied
    else if (kind === 'remove') this.#release(disk.remove(path))
    else if (kind === 'saveByRename') {
      const draft = [...path.slice(0, -1), 'draft.tmp']
      this.#save(disk.create(draft, 'file'))
      this.#release(inode)
      disk.rename(draft, path, true)
    } else if (kind === 'saveSlowly') {
      const whole = this.#content()
      this.#set(inode, whole.slice(0, whole.length / 2))
      return () => this.#set(inode, whole)
    }
    return null
  }

  #save(inode: Inode): void {
    this.#set(inode, this.#content())
    if (this.#chance(5) < 0.5) this.#client.disk.syncFile(inode)
  }

  #set(inode: Inode, data: Uint8Array): void {
    this.#release(inode)
    this.#client.disk.setData(inode, new Uint8Array(data))
    // Into a file that was deleted meanwhile one saves nothing.
    if (inode.links > 0) this.#bookkeeper.note(data)
  }

  #release(inode: Inode): void {
    if (inode.links <= 1 || inode.kind === 'file') this.#bookkeeper.release(inode.data)
  }

  #content(before: Uint8Array = new Uint8Array(0)): Uint8Array {
    const sizes = [10, 100, 100, 4096, 5000, 9000]
    return this.#bookkeeper.fresh(this.#client, sizes[Math.floor(this.#chance(4) * sizes.length)] ?? 10, before)
  }

  #move(from: Names | null, to: Names): void {
    if (from !== null) this.#client.disk.rename(from, to, false)
  }

  #swap(a: Names | null, b: Names | null): void {
    if (a === null || b === null) return
    const aside = [...root, 'swapping']
    const isInside = (one: Names, other: Names): boolean => other.every((name, i) => one[i] === name)
    if (isInside(a, b) || isInside(b, a)) return
    const { disk } = this.#client
    disk.rename(a, aside, false)
    disk.rename(b, a, false)
    disk.rename(aside, b, false)
  }

  #removeTree(path: Names | null): void {
    const inode = path === null ? null : this.#client.disk.find(path)
    if (path === null || inode === null) return
    for (const [name, child] of [...inode.entries]) {
      if (child.kind === 'directory') this.#removeTree([...path, name])
      else this.#release(this.#client.disk.remove([...path, name]))
    }
    this.#client.disk.remove(path)
  }

  #chance(at: number): number {
    return this.#chances[at] ?? 0
  }

  #name(at: number): string {
    return names[Math.floor(this.#chance(at) * names.length)] ?? 'a'
  }

  #directory(at: number): Names {
    const all = [this.#home, ...this.#all((inode) => inode.kind === 'directory').filter((path) => path.length < 6)]
    return all[Math.floor(this.#chance(at) * all.length)] ?? this.#home
  }

  #pick(kind: 'file' | 'directory' | 'any', at: number): Names | null {
    const all = this.#all((inode) =>
      kind === 'any' ? inode.kind === 'file' || inode.kind === 'directory' : inode.kind === kind,
    )
    return all[Math.floor(this.#chance(at) * all.length)] ?? null
  }

  /** Everything in the person's part of the folder but the engine's own directory. */
  #all(fits: (inode: Inode) => boolean): Names[] {
    const found: Names[] = []
    const visit = (path: Names): void => {
      for (const [name, inode] of this.#client.disk.find(path)?.entries ?? []) {
        if (name === '.siegel') continue
        if (fits(inode)) found.push([...path, name])
        if (inode.kind === 'directory') visit([...path, name])
      }
    }
    visit(this.#home)
    return found
  }
}

export const contentOf = (client: Client, number: number, size: number): Uint8Array =>
  utf8(`${client.name} saved this as number ${number}. `.padEnd(size, `${number} `))
