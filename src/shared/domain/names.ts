// Which names a file or folder may have in a space, and which two names are the same. PROTOCOL §10 "Name rule", "Operation
// rules". Runs everywhere. Part of what makes a commit void: nothing here may depend on platform, locale or library version
// ([Note: Frozen Unicode] in base/normalise.ts). A local name that breaks the rule stays as it is and is not synced.
import { utf8 } from '../base/encoding.ts'
import { foldCase, isAssigned, toNfc, toNfd } from '../base/normalise.ts'

/** Why a name is refused, in the order in which it is looked at. */
export type NameProblem =
  | 'empty'
  | 'too-long'
  | 'unknown-character'
  | 'forbidden-character'
  | 'not-composed'
  | 'dots'
  | 'trailing-dot-or-space'
  | 'device-name'
export type PathProblem = NameProblem | 'path-too-long' | 'path-too-deep'

/** UTF-8 bytes. */
export const nameLengthLimit = 255
/** UTF-8 bytes of what is made to fit: room for a number behind it. */
const fittingLength = 200
/** UTF-8 bytes, separators included. */
export const pathLengthLimit = 4096
/** Names in a path. */
export const pathDepthLimit = 64

/** Separators and wildcards of some system, C0 controls, DEL, bidi controls, U+FEFF. */
const forbidden = /[/\\:*?"<>|\u0000-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/
/** With any extension, and with spaces before it, Windows opens the device. Only ASCII letters match: no `u` flag. */
const deviceName = /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3]) *(?:\.|$)/i

/** Null for a name that may stand in a space. */
export function checkName(name: string): NameProblem | null {
  if (name === '') return 'empty'
  if (name.length > nameLengthLimit || utf8(name).length > nameLengthLimit) return 'too-long'
  for (const character of name) if (!isAssigned(character.codePointAt(0) ?? 0)) return 'unknown-character'
  if (forbidden.test(name)) return 'forbidden-character'
  if (toNfc(name) !== name) return 'not-composed'
  if (name === '.' || name === '..') return 'dots'
  if (name.endsWith('.') || name.endsWith(' ')) return 'trailing-dot-or-space'
  return deviceName.test(name) ? 'device-name' : null
}

/** The nearest name that may stand in a space, for one that a person did not type as such; never refused by `checkName`. */
export function fitName(text: string): string {
  const fitting = Array.from(toNfc(text), (one) =>
    isAssigned(one.codePointAt(0) ?? 0) && !forbidden.test(one) ? one : ' ',
  )
  const letters = Array.from(fitting.join('').replace(/\s+/g, ' '))
  while (utf8(letters.join('')).length > fittingLength) letters.pop()
  const name = letters.join('').replace(/^[. ]+|[. ]+$/g, '')
  return checkName(name) === null ? name : `_${name}`
}

/** Two siblings may not have equal folds: NFC(fold(NFD(name))) with full case folding (C + F) of Unicode 16. */
export const foldName = (name: string): string => toNfc(foldCase(toNfd(name)))

/** Null for names, from the root down, that may stand below each other. */
export function pathProblem(names: readonly string[]): PathProblem | null {
  if (names.length > pathDepthLimit) return 'path-too-deep'
  for (const name of names) {
    const problem = checkName(name)
    if (problem !== null) return problem
  }
  return utf8(names.join('/')).length > pathLengthLimit ? 'path-too-long' : null
}

const invisible = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/
const joiners = new Set(['\u200c', '\u200d'])

/**
 * How a name is shown to a person: what cannot be seen, reorders text or does not exist appears as `\u{202e}`. Joiners stay
 * between characters of scripts and emoji that need them.
 */
export function visibleName(name: string): string {
  const characters = Array.from(name)
  const isPlain = (character: string | undefined): boolean => character === undefined || character < '\u0300'
  return characters
    .map((character, i) => {
      const codePoint = character.codePointAt(0) ?? 0
      const shown = joiners.has(character)
        ? !isPlain(characters[i - 1]) && !isPlain(characters[i + 1])
        : !invisible.test(character) && isAssigned(codePoint)
      return shown ? character : `\\u{${codePoint.toString(16)}}`
    })
    .join('')
}
