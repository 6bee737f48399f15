// What main remembers between starts.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultPreferences } from '../shared/ipc/host.ts'
import { HostSettingsFile } from './host-settings.ts'

let file: string
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'host-settings-')), 'new', 'host.json')
})
afterEach(() => rmSync(path.dirname(path.dirname(file)), { recursive: true }))

const noUpdates = { address: null, newestSeen: null }
const defaults = {
  preferences: defaultPreferences,
  ...{ window: null, embeddedRelay: null, toldAboutTray: false, updates: noUpdates },
}

describe('host settings', () => {
  it('begin with the defaults and come back after a restart', () => {
    const settings = new HostSettingsFile(file)
    expect(settings.value).toEqual(defaults)
    settings.update({ preferences: { ...defaultPreferences, language: 'de', theme: 'dark' } })
    settings.update({ embeddedRelay: { kind: 'only-me' } })
    expect(new HostSettingsFile(file).value).toEqual({
      ...defaults,
      preferences: { ...defaultPreferences, language: 'de', theme: 'dark' },
      embeddedRelay: { kind: 'only-me' },
    })
  })

  it.each(['', 'null', '[]', '{', '"x"', '{"preferences":1,"window":{"x":"left"},"embeddedRelay":"everybody"}'])(
    'a damaged file (%s) means the defaults',
    (text) => {
      new HostSettingsFile(file).update({})
      writeFileSync(file, text)
      expect(new HostSettingsFile(file).value).toEqual(defaults)
    },
  )

  it('a damaged part does not cost the others', () => {
    new HostSettingsFile(file).update({ embeddedRelay: { kind: 'this-network' } })
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), window: 7 }))
    expect(new HostSettingsFile(file).value.embeddedRelay).toEqual({ kind: 'this-network' })
  })

  it('preferences of an earlier version are kept, and what it did not know has its default', () => {
    new HostSettingsFile(file).update({})
    writeFileSync(file, JSON.stringify({ preferences: { language: 'de', theme: 'dark', lockAfterMinutes: -1 } }))
    expect(new HostSettingsFile(file).value.preferences).toEqual({
      ...defaultPreferences,
      language: 'de',
      theme: 'dark',
    })
  })

  it('what an earlier version wrote about the relay is still understood', () => {
    new HostSettingsFile(file).update({})
    writeFileSync(file, JSON.stringify({ embeddedRelay: 'this-network' }))
    expect(new HostSettingsFile(file).value.embeddedRelay).toEqual({ kind: 'this-network' })
  })
})
