// The native menu: every word from the catalogue, every key once, and nothing that needs a profile without one.
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { createTranslator, languages } from '../../shared/i18n/index.ts'
import { hostIntent } from '../../shared/ipc/host-intent.ts'
import { appMenuOf, type MenuOptions } from './app-menu.ts'

type Item = MenuItemConstructorOptions
const flat = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
const onIntent = vi.fn<MenuOptions['onIntent']>()
const onLock = vi.fn()
const menu = (options: Partial<MenuOptions> = {}) =>
  flat(appMenuOf({ t: createTranslator('en').t, isMac: false, isOpen: true, onIntent, onLock, ...options }))
const click = (item: Item) => (item.click as (() => void) | undefined)?.()

describe.each([true, false])('the native menu (macOS: %s)', (isMac) => {
  it.each(languages)('in %s has a text of its own for every entry', (language) => {
    const items = menu({ isMac, t: createTranslator(language).t })
    const silent = items.filter(({ type, role, label }) => type !== 'separator' && role !== 'appMenu' && !label)
    expect(silent).toEqual([])
  })

  it('gives every key once', () => {
    const keys = menu({ isMac }).flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toEqual(expect.arrayContaining(['CmdOrCtrl+N', 'CmdOrCtrl+K', 'CmdOrCtrl+,', 'CmdOrCtrl+L']))
  })

  it('says to the page only what the page understands', () => {
    onIntent.mockClear()
    menu({ isMac }).forEach(click)
    expect(onIntent.mock.calls.length).toBeGreaterThan(5)
    for (const [intent] of onIntent.mock.calls) expect(hostIntent.safeParse(intent).success).toBe(true)
    expect(onLock).toHaveBeenCalled()
  })

  it('while nothing is open offers nothing that needs a profile', () => {
    const usable = menu({ isMac, isOpen: false }).filter(
      ({ click: does, enabled }) => does !== undefined && enabled !== false,
    )
    expect(usable).toEqual([])
  })

  it('T66 offers no developer tools and no reload', () => {
    const roles = menu({ isMac }).map(({ role }) => role?.toLowerCase())
    expect(roles).not.toEqual(expect.arrayContaining(['toggledevtools']))
    expect(roles.filter((role) => role?.includes('reload') ?? false)).toEqual([])
  })
})
