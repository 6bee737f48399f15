// The look gate: every screen of the preview, in every look, as a person meets it. Each picture lies in test-results/looks.
import path from 'node:path'
import { expect } from '@playwright/test'
import { screens } from '../preview/screens.ts'
import { accessibilityOf } from './accessibility.ts'
import { pictures } from './build.ts'
import { motionsOf } from './motion.ts'
import { outOfSight, overlaps, sideways } from './layout.ts'
import { rawIn } from './raw.ts'
import { settle } from './settle.ts'
import { test } from './window.ts'
import { catalogueOf, wordsOf } from './words.ts'

// The story that ends core comes last: after those of announced.spec.ts, too.
const inOrder = [...screens].sort((a, b) => Number(a.begin === 'gone') - Number(b.begin === 'gone'))

const textsIn = (texts: object): string[] =>
  Object.values(texts).flatMap((text: string | object) => (typeof text === 'string' ? text : textsIn(text)))

for (const screen of inOrder) {
  test(screen.name, async ({ shown }) => {
    const { page, look } = shown
    const words = wordsOf(look)
    await shown.begin(screen.begin)
    try {
      await screen.go(page, words)
      await settle(page)
    } finally {
      await page.screenshot({ path: path.join(pictures, `${screen.name}-${look.name}.png`) })
    }
    const found = {
      accessibility: await accessibilityOf(page, look),
      cut: await page.evaluate(outOfSight, { written: textsIn(catalogueOf(look)), isLonger: look.mode === 'pseudo' }),
      overlapping: await page.evaluate(overlaps),
      sideways: await page.evaluate(sideways),
      raw: await rawIn(page, look),
      motion: await motionsOf(page),
      complaints: shown.complaints,
    }
    const findings = Object.entries(found).flatMap(([kind, list]) => list.slice(0, 8).map((one) => `${kind}: ${one}`))
    expect(findings.join('\n')).toBe('')
  })
}
