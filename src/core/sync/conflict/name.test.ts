// Names of copies, and finding out again of what they are one.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conflictName, conflictOriginal, freeName, localCopyName } from './name.ts'

const at = Date.UTC(2026, 10, 22, 14, 3)

test('a conflict copy names who wrote it and when, and says of which file it is the copy', () => {
  expect(conflictName('Vertrag.txt', 'Ana Müller', at)).toBe('Vertrag (conflict, Ana Müller, 2026-11-22 14.03).txt')
  const stem = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => !/[./)\n]/.test(text))
  fc.assert(
    fc.property(stem, fc.constantFrom('', '.txt', '.tar'), fc.string({ maxLength: 20 }), (text, extension, who) => {
      const copy = conflictName(`${text}${extension}`, who, at)
      expect(conflictOriginal(copy)).toBe(`${text}${extension}`)
      expect(conflictOriginal(freeName(copy, () => false))).toBe(`${text}${extension}`)
    }),
  )
})

test('other names are no conflict copies', () => {
  const others = ['conflict.txt', 'a (conflict, bob).txt', 'a (2026-11-22 14.03).txt', localCopyName('a.txt', at)]
  for (const name of others) expect(conflictOriginal(name)).toBeNull()
})

test('the number of a second copy stands behind the mark, also where there is no extension', () => {
  expect(freeName(conflictName('Notiz', 'bob', at), () => false)).toBe('Notiz (conflict, bob, 2026-11-22 14.03) (2)')
})
