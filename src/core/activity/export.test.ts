// What other programs get to read of names that others chose.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportedColumns, toCsv, toJson, type ExportedActivity } from './index.ts'

const entry = (subject: string, more: Partial<ExportedActivity> = {}): ExportedActivity => ({
  ...{ time: '2026-11-23T14:03:00.000Z', event: 'files-added', text: subject, person: 'Bob Meier', identity: 'b0' },
  ...{ device: '', space: 'Akten', subject, count: 1, ...more },
})
const csv = (entries: readonly ExportedActivity[]) => toCsv(entries, { titles: [...exportedColumns], separator: ',' })

const nasty = ['=', '+', '-', '@', '"', "'", ',', ';', '\r', '\n', '\t', '\x1b', '\x9b', '\u2028', '\\', 'ü', 'a', ' ']

/** A reader as simple as RFC 4180. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  const parts = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  for (const [, quoted, plain, end] of text.slice(1).matchAll(parts)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

test.each(['=cmd|calc!A1', '+49 89 1', '-2+3', '@SUM(A1)', ' =1+1', '\t=1', '＝1+1', '＠x'])(
  'T79 %j is no formula in a spreadsheet, in whichever column it stands',
  (name) => {
    const [, row = []] = rowsOf(csv([entry(name, { person: name, space: name, device: name })]))
    for (const column of ['text', 'person', 'device', 'space', 'subject'] as const)
      expect(row[exportedColumns.indexOf(column)]).toMatch(/^'|^\ufffd/)
  },
)

test('T79 a name with line breaks and quotes stays one cell of one row', () => {
  const rows = rowsOf(csv([entry('a"\r\n"b,c\n2026,"files-removed"\u2028x'), entry('next')]))
  expect(rows).toHaveLength(3)
  expect(rows.map((row) => row.length)).toEqual([9, 9, 9])
  expect(rows[1]?.[7]).toBe('a"\ufffd\ufffd"b,c\ufffd2026,"files-removed"\ufffdx')
})

test('T79 no escape of a terminal and no change of direction is left, in CSV or in JSON', () => {
  const name = '\x1b[2J\x1b]0;owned\x07\x9b31mred\u202egpj.exe'
  for (const text of [csv([entry(name)]), toJson([entry(name)])])
    expect(text).not.toMatch(/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]|\\u00(?:1b|07|9b)/)
})

test('T79 whatever a name is, every entry is one row of nine cells and one object with what it says', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom(...nasty) }), { maxLength: 5 }), (names) => {
      const entries = names.map((name) => entry(name))
      expect(rowsOf(csv(entries)).map((row) => row.length)).toEqual([9, ...names.map(() => 9)])
      const read = JSON.parse(toJson(entries)) as ExportedActivity[]
      expect(read).toHaveLength(names.length)
      for (const one of read) expect(one.person).toBe('Bob Meier')
    }),
  )
})

test('an ordinary name comes out as it went in, umlauts and all', () => {
  const name = 'Übersicht – "Müller & Söhne"; 2026.xlsx'
  expect(rowsOf(csv([entry(name)]))[1]?.[7]).toBe(name)
  expect((JSON.parse(toJson([entry(name)])) as ExportedActivity[])[0]?.subject).toBe(name)
})
