// What the story tells of beginnings and of people: onboarding, the lock screen, the address book. Tools only.
import { BridgeRefused, type Handlers } from '../../src/shared/ipc/dispatch.ts'
import type { AppState } from '../../src/shared/ipc/app.ts'
import type { Contact } from '../../src/shared/ipc/contacts.ts'
import * as story from './story.ts'

type Group = 'onboarding' | 'vault' | 'contacts' | 'links'
type FirstHandlers = Partial<{ [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }>

const words =
  'abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid acoustic acquire across act action actor actress actual'.split(
    ' ',
  )
const many: readonly Contact[] = Array.from({ length: 500 }, (_, n): Contact => {
  const like = story.contacts[1 + (n % 3)]
  if (like === undefined) throw new Error('no such contact')
  return {
    ...like,
    id: (n + 4096).toString(16).padStart(64, '0') as Contact['id'],
    name: `${String(n + 1)} ${like.name} von und zu Hohenlohe-Langenscheidt-Sayn-Wittgenstein-Berleburg, Steuerberatungsgesellschaft mbH`,
    email: `buchhaltung-und-jahresabschluss-${String(n + 1)}@steuerberatungsgesellschaft-beispiel.de`,
    conflictsWith: null,
  }
})
const link = `https://relay.kanzlei-beispiel.de/invite#${'mfrggzdfmztwq2lkmrxw4yluoruw63tfon'.repeat(5)}`
const card = `siegel:card:${'mfrggzdfmztwq2lkmrxw4yluoruw63tfon'.repeat(12)}`

/** How the lock screen is met. */
export function lockedAs(begin: string): Extract<AppState, { phase: 'locked' }> | null {
  if (begin === 'locked') return { phase: 'locked', mode: 'passphrase', wrong: 3, waitUntil: null }
  if (begin === 'locked-wait') return { phase: 'locked', mode: 'both', wrong: 6, waitUntil: Date.now() + 600_000 }
  return begin === 'locked-os' ? { phase: 'locked', mode: 'os', wrong: 0, waitUntil: null } : null
}

/** `open` lets the story go on in the open app, as the person it was told of. */
export function firstStory(
  begin: string,
  open: (person?: { name: string; email: string | null }) => null,
): FirstHandlers {
  let person: { name: string; email: string | null } | undefined
  const list = { empty: [], many, open: story.contacts }[begin] ?? story.contacts
  return {
    'onboarding.readInvitation': (input) => {
      if ('text' in input && !/invite#|siegel:card/.test(input.text)) return { invitation: null }
      const isLink = 'text' in input && input.text.includes('invite#')
      const relay = { relay: 'relay.kanzlei-beispiel.de', address: 'https://relay.kanzlei-beispiel.de' }
      const who = { name: 'Bob Meier', email: 'bob@kanzlei-beispiel.de' }
      return {
        invitation: isLink
          ? { text: link, kind: 'link', name: null, email: null, ...relay }
          : { text: card, kind: 'card', ...who, ...relay },
      }
    },
    'onboarding.assess': ({ passphrase }) => {
      const score = Math.min(4, Math.floor(passphrase.length / 6))
      return { score, enough: score >= 3, advice: score >= 3 ? 'none' : 'longer' }
    },
    'onboarding.propose': () => ({ passphrase: 'quelle marmor distel pinguin achse wolke' }),
    'onboarding.begin': ({ name, email }) => {
      person = { name, email }
      return { words, ask: [3, 11, 20], identity: 'mfrg-gzdf-mztw-q2lk-mrxw-4ylu-nfxw-4zlt' }
    },
    'onboarding.confirm': ({ words: typed }) => ({
      wrong: typed.filter(({ position, word }) => words[position - 1] !== word).map(({ position }) => position),
    }),
    'onboarding.finish': ({ relay }) => {
      if (relay.kind === 'invited') throw new BridgeRefused('E_POLICY', 'story')
      return open(person)
    },
    'onboarding.checkPhrase': ({ phrase }) => ({
      problem: phrase.includes('zzz') ? { kind: 'word', position: 2 } : null,
    }),
    'onboarding.recover': () => open(),
    'vault.keyStore': () => ({ obstacle: begin === 'new-plain' || begin === 'locked-os' ? 'plain-text' : null }),
    'vault.unlock': ({ passphrase }) => {
      if (passphrase === null) throw new BridgeRefused('E_KEYSTORE', 'story')
      if (passphrase === 'falsch') throw new BridgeRefused('E_OPEN', 'story')
      return open()
    },
    'vault.reset': () => open(),
    'contacts.list': () => {
      if (begin === 'error') throw new BridgeRefused('E_TRANSPORT', 'story')
      return [...list]
    },
    'contacts.blocked': () => (begin === 'open' ? story.blocked() : []),
    'contacts.invitedBy': () => (begin === 'empty' ? { state: 'waiting' } : null),
    'contacts.access': ({ contact }) => {
      if (begin === 'error') throw new BridgeRefused('E_TRANSPORT', 'story')
      const [first, second] = story.spaces
      if (first === undefined || second === undefined || contact === story.contacts[0]?.id) return []
      return [
        { space: first.id, name: first.name, rights: 3, mayEnd: true },
        { space: second.id, name: second.name, rights: 1, mayEnd: false },
      ]
    },
    'contacts.safetyNumber': () => ({
      number: '10482 55193 00827 61940 77215 38064 92841 16650 40377 58129 23508 91736',
      code: `siegel:verify:${'mfrggzdfmztwq2lkmrxw4yluoruw63tfon'.repeat(3)}`,
    }),
    'contacts.compareCode': () => ({ outcome: 'conflict' }),
    'links.create': () => ({ link, expiresAt: Date.now() + 7 * 86_400_000, reach: 'anywhere' }),
    'links.list': () => [
      { id: 'ab'.repeat(16), note: 'Frau Sommer, Steuerbüro', madeAt: Date.now(), expiresAt: Date.now() + 86_400_000 },
    ],
  }
}
