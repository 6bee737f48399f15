// What the preview's story answers about a person's relays: one where it begins empty, three with spaces in them else. Tools only.
import { Refused } from '../../src/shared/base/errors.ts'
import { BridgeRefused, type Handlers } from '../../src/shared/ipc/dispatch.ts'
import type { OwnRelay } from '../../src/shared/ipc/relays.ts'
import type { Topic } from '../../src/shared/ipc/contract.ts'

type Told = { [K in keyof Handlers as K extends `relays.${string}` ? K : never]: Handlers[K] }

const relay = (digit: string, address: string, names: readonly string[], more = 0): OwnRelay => ({
  relay: digit.repeat(64) as OwnRelay['relay'],
  address,
  isHome: digit === '1',
  isHere: digit === '1',
  wasHome: digit === '2',
  move: null,
  spaces: { names: [...names], more },
})

export function relaysStory(begin: string, changed: (topic: Topic) => void): Told {
  let relays = [relay('1', 'http://127.0.0.1:4711', ['Jahresabschluss 2026', 'Mandant Hohenlohe', 'Verträge'])]
  if (begin !== 'empty')
    relays.push(
      relay('2', 'https://relay.steuerberaterkammer-koeln.example:8787', ['Prüfungsunterlagen'], 0),
      relay('3', 'https://relay.muster.example', []),
    )
  return {
    'relays.list': () => relays,
    'relays.describe': ({ relay: id }) => {
      if (id.startsWith('3')) throw new BridgeRefused('E_TRANSPORT', 'story')
      const said = { name: 'Siegel relay', contact: 'relay@kammer.example', privacy: '' }
      return id.startsWith('1')
        ? { ...said, operator: '', place: '' }
        : { ...said, operator: 'Steuerberaterkammer Köln', place: 'Frankfurt am Main' }
    },
    'relays.add': ({ place, token }) => {
      if (place.includes('ausserhalb')) throw new Refused('E_TRANSPORT', 'proxy-login')
      if (token === null) throw new BridgeRefused('E_POLICY', 'story')
      relays = [...relays, relay('4', place, [])]
      changed('spaces')
      return null
    },
    'relays.moveHome': ({ relay: id }) => {
      if (id.startsWith('3')) {
        relays = relays.map((one) => (one.relay === id ? { ...one, move: 'begun' } : one))
        changed('spaces')
        return { done: false }
      }
      throw new BridgeRefused('E_TRANSPORT', 'story')
    },
    'relays.cancelMove': () => {
      relays = relays.map((one) => ({ ...one, move: null }))
      changed('spaces')
      return null
    },
    'relays.remove': ({ relay: id }) => {
      relays = relays.filter((one) => one.relay !== id)
      changed('spaces')
      return null
    },
  }
}
