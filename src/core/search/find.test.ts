// What a person finds by typing part of a name.
import { expect, test } from 'vitest'
import { NameIndex } from './index.ts'

const named = (...names: string[]) => names.map((name) => ({ name }))
const found = async (things: readonly { name: string }[], text: string) =>
  (await (await NameIndex.of(things)).find(text)).things.map(({ name }) => name)

test('case and accents do not matter, in what is typed or in what is there', async () => {
  const things = named('Übersicht.xlsx', 'STRASSE.txt', 'Café.md', 'A\u0308nderung.docx')
  expect(await found(things, 'ubersicht')).toEqual(['Übersicht.xlsx'])
  expect(await found(things, 'ÜBER')).toEqual(['Übersicht.xlsx'])
  expect(await found(things, 'straße')).toEqual(['STRASSE.txt'])
  expect(await found(things, 'cafe')).toEqual(['Café.md'])
  expect(await found(things, 'änd')).toEqual(['A\u0308nderung.docx'])
})

test('every word must stand in the name, in any order', async () => {
  const things = named('Bilanz 2026.xlsx', 'Bilanz 2025.xlsx', 'Notizen 2026.txt')
  expect(await found(things, '2026 bil')).toEqual(['Bilanz 2026.xlsx'])
  expect(await found(things, '   ')).toEqual([])
})

test('names that begin with it come first, then names with a word that does', async () => {
  const things = named('Testament', 'Attest', 'Mein Test', 'Test', 'Kon-Test')
  expect(await found(things, 'test')).toEqual(['Test', 'Testament', 'Kon-Test', 'Mein Test', 'Attest'])
})

test('of very many the first few thousand are named and all are counted', async () => {
  const many = Array.from({ length: 12_000 }, (_, n) => ({ name: `Beleg ${String(n).padStart(5, '0')}` }))
  const { things, total } = await (await NameIndex.of(many)).find('beleg')
  expect([things.length, total, things[0]?.name]).toEqual([5000, 12_000, 'Beleg 00000'])
})
