// Names for copies and for what collides. Pure; runs in core. SYNC.md "Conflicts".
import { utf8 } from '../../../shared/base/encoding.ts'
import { checkName, nameLengthLimit } from '../../../shared/domain/names.ts'

/** `name (2).ext`, or the next number that is free. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  for (let number = 2; ; number++) {
    const candidate = withMark(name, String(number))
    if (!isTaken(candidate)) return candidate
  }
}

/** `name (conflict, Ana Müller, 2026-11-22 14.03).ext`: the content of `who`, committed at `at` (milliseconds since 1970, shown in UTC). */
export const conflictName = (name: string, who: string, at: number): string =>
  withMark(name, `conflict, ${lawful(who)}, ${minuteOf(at)}`)

/** The name of the file of which `name` is a conflict copy (shortened where it had to be); null for every other name. */
export function conflictOriginal(name: string): string | null {
  const copy = /^(.+) \(conflict, .+, \d{4}-\d\d-\d\d \d\d\.\d\d\)(?: \(\d+\))?(\..+)?$/u
  const [, stem, extension = ''] = copy.exec(name) ?? []
  return stem === undefined ? null : `${stem}${extension}`
}

/** `name (local copy, 2026-11-22 14.03).ext`: an edit its author may not push. */
export const localCopyName = (name: string, at: number): string => withMark(name, `local copy, ${minuteOf(at)}`)

const minuteOf = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ').replace(':', '.')

/** Puts ` (mark)` before the extension and shortens the stem until the whole fits into a name. */
function withMark(name: string, mark: string): string {
  const dot = name.lastIndexOf('.')
  // What ends with a mark has no extension: its dot would be the one in the time.
  const extension = dot > 0 && name.length - dot <= 16 && !name.endsWith(')') ? name.slice(dot) : ''
  const stem = Array.from(name.slice(0, name.length - extension.length))
  for (;;) {
    const candidate = `${stem.join('')} (${mark})${extension}`
    if (utf8(candidate).length <= nameLengthLimit || stem.length === 0) return candidate
    stem.pop()
  }
}

/** A person's name as part of a file name: at most 40 characters, without what no name may hold. */
function lawful(who: string): string {
  const characters = Array.from(who.trim()).filter((character) => checkName(`a${character}a`) === null)
  return characters.slice(0, 40).join('').trim() || '?'
}
