// The name rule and the folding of names, frozen. PROTOCOL §10, ATTACKS.md E.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refused } from '../base/errors.ts'
import { checkName, fitName, foldName, pathProblem, visibleName } from './names.ts'
import { foldCase, isAssigned, toNfc, toNfd } from '../base/normalise.ts'
import { childPath, namesOf, parseSpacePath, rootPath, spacePath } from './space-path.ts'

const codePointLimit = 0x110000
const isSurrogate = (codePoint: number) => codePoint >= 0xd800 && codePoint < 0xe000
const every = (test: (codePoint: number) => void) => {
  for (let codePoint = 0; codePoint < codePointLimit; codePoint++) if (!isSurrogate(codePoint)) test(codePoint)
}

describe('Unicode 16.0, frozen', () => {
  test.each([
    ['U+0378, a gap', 0x378, false],
    ['a surrogate', 0xd800, false],
    ['a noncharacter', 0xfdd0, false],
    ['the last noncharacter', 0x10ffff, false],
    ['new in 16.0', 0x10d40, true],
    ['new in 17.0', 0x11de0, false],
    ['private use', 0xe000, true],
    ['beyond Unicode', 0x110000, false],
  ])('%s', (_, codePoint, expected) => {
    expect(isAssigned(codePoint)).toBe(expected)
  })

  test('∀ entries of the case folding file (C and F): the table says the same, and nothing else folds', () => {
    const file = readFileSync(path.join(import.meta.dirname, 'vectors/case-folding-16.txt'), 'utf8')
    const entries = new Map<string, string>()
    for (const line of file.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
      const [from = '', to = ''] = line.split('; ')
      const text = (hex: string) => String.fromCodePoint(...hex.split(' ').map((one) => parseInt(one, 16)))
      entries.set(text(from), text(to))
    }
    expect(entries.size).toBe(1557)
    every((codePoint) => {
      const character = String.fromCodePoint(codePoint)
      if (foldCase(character) !== (entries.get(character) ?? character)) expect.unreachable(codePoint.toString(16))
    })
  })

  test('what Unicode 16 added composes here, whatever the runtime knows', () => {
    // U+105D2 + U+0307 (Todhri), U+16D67 + U+16D67 (Kirat Rai), a mark of Garay before one of a lower class.
    expect(toNfc('\u{105d2}\u0307')).toBe('\u{105c9}')
    expect(toNfd('\u{16d68}')).toBe('\u{16d67}\u{16d67}')
    expect(toNfc('a\u{10d69}\u0323')).toBe('\u1ea1\u{10d69}')
  })

  test('nothing that decides about names asks the runtime', () => {
    for (const file of ['names.ts', '../base/normalise.ts', 'space-path.ts']) {
      const code = readFileSync(path.join(import.meta.dirname, file), 'utf8').replaceAll(/\/\/.*$|\/\*[^]*?\*\//gm, '')
      expect(code).not.toMatch(/toLower|toUpper|toLocale|localeCompare|\\p\{|\.normalize\(|Intl\./)
    }
  })
})

describe('T62 hostile names', () => {
  test.each([
    ['', 'empty'],
    ['.', 'dots'],
    ['..', 'dots'],
    ['a/b', 'forbidden-character'],
    ['a\\b', 'forbidden-character'],
    ['a\0b', 'forbidden-character'],
    ['C:', 'forbidden-character'],
    ['\\\\?\\C', 'forbidden-character'],
    ['file:stream', 'forbidden-character'],
    ['what?', 'forbidden-character'],
    ['a*', 'forbidden-character'],
    ['"a"', 'forbidden-character'],
    ['<a>', 'forbidden-character'],
    ['a|b', 'forbidden-character'],
    ['a\nb', 'forbidden-character'],
    ['a\u001fb', 'forbidden-character'],
    ['a\u007fb', 'forbidden-character'],
    ['gpj.\u202eexe', 'forbidden-character'],
    ['a\u2066b', 'forbidden-character'],
    ['a\u061cb', 'forbidden-character'],
    ['a\u200fb', 'forbidden-character'],
    ['\ufeffa', 'forbidden-character'],
    ['a\ufdd0', 'unknown-character'],
    ['a\uffff', 'unknown-character'],
    ['a\ud800', 'unknown-character'],
    ['a\u0378', 'unknown-character'],
    ['a\u{11de0}', 'unknown-character'],
    ['u\u0308ber', 'not-composed'],
    ['\u212b', 'not-composed'],
    ['a.', 'trailing-dot-or-space'],
    ['a ', 'trailing-dot-or-space'],
    ['...', 'trailing-dot-or-space'],
    [' ', 'trailing-dot-or-space'],
    ['CON', 'device-name'],
    ['con.txt', 'device-name'],
    ['NUL .tar.gz', 'device-name'],
    ['nul', 'device-name'],
    ['Aux.h', 'device-name'],
    ['PRN', 'device-name'],
    ['COM0', 'device-name'],
    ['com1.log', 'device-name'],
    ['LPT\u00b9', 'device-name'],
    ['COM\u00b2.x', 'device-name'],
    ['lpt\u00b3', 'device-name'],
    ['CONIN$', 'device-name'],
    ['conout$.txt', 'device-name'],
    ['a'.repeat(256), 'too-long'],
    ['\u00e4'.repeat(128), 'too-long'],
    ['\u{1f600}'.repeat(64), 'too-long'],
  ])('%j is refused: %s', (name, problem) => {
    expect(checkName(name)).toBe(problem)
  })

  test.each([
    'a',
    'Ärger mit Übungen.odt',
    '.hidden',
    ' leading space',
    'CONSOLE',
    'COM10',
    'COM',
    'com1x.txt',
    'nulls',
    'a.con',
    '日本語.txt',
    '한국어',
    'family 👩‍👩‍👧.png',
    'نام‌ها',
    'e\u200bvil.txt',
    'ʼn ɐ',
    'ﬀ',
    'a'.repeat(255),
    '\u00e4'.repeat(127),
    '\ue000',
  ])('%j is a name', (name) => {
    expect(checkName(name)).toBeNull()
  })

  test('∀ names that pass: composed, whole, without separators, and so is every piece of the rule', () => {
    const character = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1 }),
      fc.constantFrom('.', ' ', '/', 'C', 'O', 'N', '\u0301'),
    )
    fc.assert(
      fc.property(fc.array(character, { maxLength: 20 }), (characters) => {
        const name = characters.join('')
        if (checkName(name) !== null) return
        expect(name).toBe(toNfc(name))
        expect(name.isWellFormed()).toBe(true)
        expect(/[/\\\0]|^\.{1,2}$|[. ]$/.test(name)).toBe(false)
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255)
        expect(parseSpacePath(name)).toBe(name)
      }),
      { numRuns: 3000 },
    )
  })

  test('∀ names: what people see has no character that is invisible, reorders text or does not exist', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (name) => {
        expect(visibleName(name)).not.toMatch(
          /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/,
        )
        expect(visibleName(name).isWellFormed()).toBe(true)
      }),
    )
    expect(visibleName('gpj.\u202eexe')).toBe('gpj.\\u{202e}exe')
    expect(visibleName('e\u200bvil')).toBe('e\\u{200b}vil')
    expect(visibleName('a\u200db')).toBe('a\\u{200d}b')
    expect(visibleName('👩‍👩‍👧')).toBe('👩‍👩‍👧')
    expect(visibleName('نام‌ها')).toBe('نام‌ها')
    expect(visibleName('a\ud800')).toBe('a\\u{d800}')
  })
})

describe('a name made to fit', () => {
  test('∀ texts: it may stand in a space', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('', '.', 'CON', 'nul.txt', 'a'.repeat(999)),
    )
    fc.assert(fc.property(texts, (text) => checkName(fitName(text)) === null))
  })

  test.each([
    ['alice ↔ bob', 'alice ↔ bob'],
    ['Kanzlei A/B ↔ Bob: GmbH', 'Kanzlei A B ↔ Bob GmbH'],
    ['Con', '_Con'],
    [' … ', '…'],
  ])('%s becomes %s', (text, fitted) => expect(fitName(text)).toBe(fitted))
})

describe('T63 names that are the same', () => {
  test.each([
    ['straße', 'STRASSE'],
    ['Straße', 'STRAẞE'],
    ['\u212a', 'k'],
    ['\u00c5', 'a\u030a'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['ﬁle', 'FILE'],
    ['ŉ', '\u02bcN'],
    ['ǆ', 'Ǆ'],
    ['İ', 'i\u0307'],
    ['Ꭰ', 'ꭰ'],
    ['\u1e9b\u0323', '\u1e69'],
    ['\u0345', 'ι'],
  ])('%j and %j cannot lie beside each other', (a, b) => {
    expect(foldName(a)).toBe(foldName(b))
  })

  test.each([
    ['I', 'ı'],
    ['i', 'İ'],
    ['a', 'а'],
    ['x²', 'x2'],
    ['ＡＢ', 'AB'],
    ['LONGFI~1', 'longfilename'],
  ])('%j and %j are two names', (a, b) => {
    expect(foldName(a)).not.toBe(foldName(b))
  })

  test('∀ names: folding again changes nothing, and neither normal form makes a difference', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (name) => {
        const text = Array.from(name)
          .filter((one) => isAssigned(one.codePointAt(0) ?? 0))
          .join('')
        const folded = foldName(text)
        expect(foldName(toNfc(text))).toBe(folded)
        expect(foldName(toNfd(text))).toBe(folded)
        expect(foldName(folded)).toBe(folded)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('paths', () => {
  test('depth 64 and 4,096 bytes are the end', () => {
    expect(pathProblem(Array.from({ length: 64 }, () => 'a'))).toBeNull()
    expect(pathProblem(Array.from({ length: 65 }, () => 'a'))).toBe('path-too-deep')
    const long = Array.from({ length: 16 }, () => 'a'.repeat(255))
    expect(pathProblem(long)).toBeNull()
    expect(pathProblem([...long, 'b'])).toBe('path-too-long')
    expect(pathProblem(['a', '..', 'b'])).toBe('dots')
  })

  test('a path is its names', () => {
    expect(namesOf(rootPath)).toEqual([])
    expect(namesOf(childPath(spacePath(['a', 'b']), 'c'))).toEqual(['a', 'b', 'c'])
    expect(() => parseSpacePath('a//b')).toThrow(Refused)
    expect(() => parseSpacePath('/a')).toThrow(Refused)
    expect(() => childPath(rootPath, '..')).toThrow('E_PATH')
  })
})
