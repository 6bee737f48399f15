// The frozen tables agree with every runtime that knows Unicode 16 or later. PROTOCOL §10, [Note: Frozen Unicode].
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
