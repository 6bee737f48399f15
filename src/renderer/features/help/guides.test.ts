// Every guide is there in both languages, with the same sections, pictures and ways to other documents.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { guides } from './guides.ts'

const folder = path.resolve(import.meta.dirname, '../../../../docs/guides')
const read = (language: string, guide: string) => readFileSync(path.join(folder, language, `${guide}.md`), 'utf8')
const shapeOf = (text: string) =>
  [...text.matchAll(/^(#+|\d+\.|\*|\|)|\]\(([^)]+)\)/gm)].map(([, mark, link]) => link ?? mark)

test.each(['de', 'en'])('the guides in %s are those of the window', (language) => {
  expect(readdirSync(path.join(folder, language)).sort()).toEqual(guides.map((guide) => `${guide}.md`).sort())
})

test.each(guides)('%s says the same in both languages', (guide) => {
  expect(shapeOf(read('en', guide))).toEqual(shapeOf(read('de', guide)))
})

test.each(guides)('what %s leads to is there', (guide) => {
  for (const [, link = ''] of read('de', guide).matchAll(/\]\(([^)]+)\)/g))
    expect(existsSync(path.join(folder, 'de', link)), link).toBe(true)
})
