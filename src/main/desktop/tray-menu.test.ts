// The menu of the tray: what it offers in which state, and that it forgets.
import { describe, expect, it } from 'vitest'
import type { NodeId, SpaceId } from '../../shared/domain/ids.ts'
import { createTranslator, formatters } from '../../shared/i18n/index.ts'
import type { Overall, Overview } from '../../shared/ipc/overview.ts'
import { tomorrowMorning, trayMenuOf, type TrayEntry } from './tray-menu.ts'
import type { Words } from './words.ts'

const now = new Date(2026, 10, 23, 14, 30).getTime()
const words: Words = { t: createTranslator('en').t, format: formatters('en-GB'), now }
const [space, node] = ['aa' as SpaceId, 'bb' as NodeId]

const busy: Overview = {
  overall: { kind: 'syncing', up: 1, down: 0, doneBytes: 1, totalBytes: 4 },
  pause: null,
  lastSuccess: null,
  transfers: [{ name: 'Bilanz.pdf', direction: 'up', doneBytes: 1, totalBytes: 4 }],
  moreTransfers: 2,
  recent: [{ space, node, name: 'Vertrag & Anlage.docx', spaceName: 'Akten' }],
}
const flat = (entries: readonly TrayEntry[]): readonly Extract<TrayEntry, { label: string }>[] =>
  entries.flatMap((entry) =>
    entry.kind === 'line' ? [] : entry.kind === 'group' ? [entry, ...flat(entry.entries)] : [entry],
  )
const labels = (overview: Overview) => flat(trayMenuOf(overview, words)).map(({ label }) => label)
const actionOf = (overview: Overview, label: string) => {
  const found = flat(trayMenuOf(overview, words)).find((entry) => entry.label === label)
  return found?.kind === 'entry' ? found.action : undefined
}

describe('the menu of the tray', () => {
  it('says what moves and how far, offers pauses, the files changed last, lock and quit', () => {
    expect(labels(busy)).toEqual([
      'Transferring: 25% of 4 bytes',
      ...['Transfers', '↑ Bilanz.pdf – 25%', 'and 2 more'],
      ...['Changed last', 'Vertrag & Anlage.docx – Akten'],
      ...['Pause', 'For an hour', 'Until tomorrow morning', 'Until I resume'],
      ...['Open Siegel', 'Lock', 'Quit Siegel'],
    ])
  })

  it('pauses for an hour, until the next morning, or until somebody resumes', () => {
    const pause = (until: number | null) => ({ kind: 'wish', wish: { kind: 'pause', until } })
    expect(actionOf(busy, 'For an hour')).toEqual(pause(now + 3_600_000))
    expect(actionOf(busy, 'Until tomorrow morning')).toEqual(pause(new Date(2026, 10, 24, 6).getTime()))
    expect(actionOf(busy, 'Until I resume')).toEqual(pause(null))
    expect(tomorrowMorning(new Date(2026, 11, 31, 23, 59).getTime())).toBe(new Date(2027, 0, 1, 6).getTime())
  })

  it('offers to resume while everything is paused, whatever else needs the person', () => {
    const matters = { requests: 1, conflicts: 0, spaces: 0, clock: false }
    const paused: Overview = { ...busy, overall: { kind: 'needs-you', matters }, pause: { until: null } }
    expect(labels(paused)).toContain('Resume')
    expect(labels(paused)).not.toContain('Pause')
    expect(actionOf(paused, 'Waiting for you: 1 request')).toEqual({ kind: 'open', intent: { kind: 'needs-you' } })
  })

  it('opens a file by its ids, never by a path', () => {
    const wish = { kind: 'open-file', space, node }
    expect(actionOf(busy, 'Vertrag & Anlage.docx – Akten')).toEqual({ kind: 'wish', wish })
  })

  it.each<Overall['kind']>(['locked', 'starting', 'new', 'failed'])(
    '%s: no name is in it, whatever it was told',
    (kind) => {
      const told = labels({ ...busy, overall: { kind } as Overall }).join(' ')
      expect(told).not.toMatch(/Bilanz|Vertrag|Akten|Pause|Lock\b/)
      expect(told).toContain(kind === 'locked' ? 'Unlock' : 'Open Siegel')
    },
  )
})
