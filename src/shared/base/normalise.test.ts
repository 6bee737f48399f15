// The frozen tables agree with every runtime that knows Unicode 16 or later. PROTOCOL §10, [Note: Frozen Unicode].
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAssigned, toNfc, toNfd } from './normalise.ts'

const knows16 = Number(process.versions['unicode']?.split('.')[0]) >= 16
const title = (text: string) =>
  knows16 ? text : `${text}: skipped, this runtime knows Unicode ${process.versions['unicode'] ?? '?'}`

const assigned = Array.from({ length: 0x110000 }, (_, codePoint) => codePoint).filter(isAssigned)

test('about 155,000 characters and the private use areas are assigned; surrogates and noncharacters are not', () => {
  const isPrivate = (point: number) => (point >= 0xe000 && point <= 0xf8ff) || point >= 0xf0000
  expect(assigned.filter((point) => !isPrivate(point))).toHaveLength(154_998 + 65)
  for (const point of [0xd800, 0xdfff, 0xfdd0, 0xfffe, 0xffff, 0x1ffff, 0x10ffff, 0x378])
    expect(isAssigned(point)).toBe(false)
})

test.skipIf(!knows16)(title('each assigned character alone'), () => {
  const wrong = assigned.filter((point) => {
    const text = String.fromCodePoint(point)
    return toNfc(text) !== text.normalize('NFC') || toNfd(text) !== text.normalize('NFD')
  })
  expect(wrong).toEqual([])
})

test.skipIf(!knows16)(title('∀ texts of assigned characters, rich in marks and Hangul'), () => {
  const marks = assigned.filter((point) => /\p{M}/u.test(String.fromCodePoint(point)))
  const decomposing = assigned.filter((point) => String.fromCodePoint(point).normalize('NFD').length > 2)
  const letter = (from: readonly number[]) => fc.nat(from.length - 1).map((i) => String.fromCodePoint(from[i] ?? 0x61))
  const jamo = fc.integer({ min: 0x1100, max: 0x11ff }).map((point) => String.fromCodePoint(point))
  const character = fc.oneof(letter(marks), letter(decomposing), letter(assigned), jamo, fc.constantFrom('a', '\uac00'))
  const texts = fc.array(character, { maxLength: 8 }).map((characters) => characters.join(''))
  fc.assert(
    fc.property(texts, (text) => {
      expect(toNfc(text)).toBe(text.normalize('NFC'))
      expect(toNfd(text)).toBe(text.normalize('NFD'))
      expect(toNfc(toNfd(text))).toBe(toNfc(text))
    }),
    { numRuns: 5000 },
  )
})
