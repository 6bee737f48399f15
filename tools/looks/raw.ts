// What a person should never be shown: ids, hashes, codes, dates as machines write them. Tools only.
import type { Page } from '@playwright/test'
import { catalogues } from '../../src/shared/i18n/index.ts'
import { allCalls } from '../../src/shared/ipc/contract.ts'
import { namesGiven } from '../preview/names.ts'
import type { Look } from './look.ts'
import { choicesOf } from './choices.ts'

const kinds: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['hex', /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/i],
  ['code', /\bE_[A-Z]+/],
  ['date', /\b\d{4}-\d{2}-\d{2}/],
  ['id', /\b(?=\w*\d)(?=\w*[a-z])\w{18,}\b/i],
  ['placeholder', /\{\{|\}\}|\$t\(/],
  ['nothing', /\b(undefined|NaN|null|Invalid Date)\b|\[object /],
]

/** One line a finding: its kind, and the text. */
export async function rawIn(page: Page, look: Look): Promise<readonly string[]> {
  const texts = (await page.evaluate(textsSeen)).map(withoutNames)
  const found = texts.flatMap((text) =>
    kinds.filter(([, pattern]) => pattern.test(text)).map(([name]) => `${name}: ${text.slice(0, 120)}`),
  )
  const written = wordsOf(look)
  const choices = texts.flatMap((text) =>
    text
      .split(/[\s,;:()„“"]+/)
      .filter((word) => choicesOfContract.has(word) && !written.has(word))
      .map((word) => `choice: ${word}`),
  )
  const words = texts.flatMap((text) => text.split(/[\s„“"]+/))
  return [...found, ...choices, ...words.filter((word) => keys.has(word)).map((key) => `key of a text: ${key}`)]
}

const keysOf = (texts: object, above = ''): readonly string[] =>
  Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${above}${key}.`) : `${above}${key}`,
  )
const keys = new Set(keysOf(catalogues.de).filter((key) => key.includes('.')))

const choicesOfContract = choicesOf(Object.values(allCalls).map(({ output }) => output))
const withoutNames = (text: string) => namesGiven.reduce((rest, name) => rest.replaceAll(name, ''), text)

/** Every word of the catalogue: `up-to-date` is one in English. */
const wordsOf = ({ language }: Look): ReadonlySet<string> =>
  new Set(JSON.stringify(catalogues[language]).split(/[\s,;:()„“".\\]+/))

/** Runs in the page: all that is read on it or read out, but for what is marked as raw bytes. */
function textsSeen(): readonly string[] {
  const texts: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    const element = node instanceof Element ? node : node.parentElement
    if (element?.closest('[data-raw], textarea, script, style') !== null) continue
    if (node instanceof Element)
      for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-valuetext'])
        texts.push(node.getAttribute(name) ?? '')
    else texts.push(node.textContent ?? '')
  }
  return texts.filter((text) => text.trim() !== '')
}
