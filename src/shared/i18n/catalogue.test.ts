// The catalogues beside each other: the compiler checks the keys, this checks what it cannot see.
import { describe, expect, it } from 'vitest'
import { bridgeErrorCodes } from '../ipc/contract.ts'
import { catalogues, createTranslator, languages } from './index.ts'

type Tree = { readonly [key: string]: string | Tree }

function flat(tree: Tree, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  )
}
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
const german = flat(catalogues.de)

describe('text catalogues', () => {
  it.each(languages)('%s has exactly the keys of the German original', (language) => {
    expect([...flat(catalogues[language]).keys()].sort()).toEqual([...german.keys()].sort())
  })

  it.each(languages)('%s uses the same placeholders in every text', (language) => {
    const differing = [...flat(catalogues[language])].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(german.get(key) ?? '').join(),
    )
    expect(differing).toEqual([])
  })

  it.each(languages)('%s leaves no text empty and no space at an end', (language) => {
    expect([...flat(catalogues[language])].filter(([, text]) => text === '' || text !== text.trim())).toEqual([])
  })

  it.each(languages)('%s has both plural forms wherever it has one', (language) => {
    const keys = new Set(flat(catalogues[language]).keys())
    const lonely = [...keys].filter(
      (key) =>
        (key.endsWith('_one') && !keys.has(key.replace(/_one$/, '_other'))) ||
        (key.endsWith('_other') && !keys.has(key.replace(/_other$/, '_one'))),
    )
    expect(lonely).toEqual([])
  })

  it.each(languages)('%s has a sentence for everything that can go wrong on the bridge', (language) => {
    const { problem } = catalogues[language]
    for (const code of bridgeErrorCodes) expect(problem[code]).toMatch(/[.!?]$/)
  })

  it('addresses people as Sie, never as du', () => {
    const familiar = [...german].filter(([, text]) => /\b(du|dich|dir|dein|deine[mnrs]?)\b/i.test(text))
    expect(familiar).toEqual([])
  })

  it('picks the plural form by the count', () => {
    const { t } = createTranslator('de')
    expect(t('common.files', { count: 1 })).toBe('1 Datei')
    expect(t('common.files', { count: 7 })).toBe('7 Dateien')
  })
})
