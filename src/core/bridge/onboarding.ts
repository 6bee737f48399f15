// Handlers of `onboarding`: a new identity in three steps, or an old one from its words. Runs in core's utility process.
import { Refused } from '../../shared/base/errors.ts'
import { attempt } from '../../shared/base/result.ts'
import { identityText } from '../../shared/contact/index.ts'
import {
  createRecoveryPhrase,
  parseRecoveryPhrase,
  recoveryPhraseProblem,
} from '../../shared/crypto/recovery-phrase.ts'
import type { ChosenProtection, Handlers } from '../../shared/ipc/index.ts'
import { identityIdOf } from '../../shared/logs/identity/index.ts'
import { createProfile, recoverProfile } from '../set-up.ts'
import { neededScore, passphraseScore, proposePassphrase, unlockVault } from '../vault/index.ts'
import { readInvitation } from './invited-by.ts'
import { readCard } from './people.ts'
import { protectionOf, vaultEnvironmentOf } from './protection.ts'
import type { Session } from './session.ts'

type Group = 'onboarding'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

type Begun = {
  readonly person: { readonly name: string; readonly email: string | null }
  readonly protection: ChosenProtection
  readonly entropy: Uint8Array
  readonly words: readonly string[]
}

/** Milliseconds that setting up may wait for a relay. */
const patience = 60_000

export function onboardingHandlers(session: Session): GroupHandlers {
  const { suite } = session.environment
  const vaultEnvironment = vaultEnvironmentOf(session)
  /** Held between the steps and no longer: the recovery words are never written by core. */
  let begun: Begun | null = null

  return {
    'onboarding.readInvitation': async (input) => {
      const text = 'text' in input ? input.text : await readCard(session.pathOf(input.file))
      const read = attempt(() => readInvitation(text))
      return { invitation: read.ok ? read.value : null }
    },
    'onboarding.assess': ({ passphrase, personal }) => {
      const isPersonal = personal.some(
        (word) => word.length > 2 && passphrase.toLowerCase().includes(word.toLowerCase()),
      )
      const score = isPersonal ? Math.min(passphraseScore(passphrase), neededScore - 1) : passphraseScore(passphrase)
      const enough = score >= neededScore
      return { score, enough, advice: enough ? 'none' : adviceFor(passphrase, isPersonal) }
    },
    'onboarding.propose': () => ({ passphrase: proposePassphrase(suite) }),

    'onboarding.begin': async ({ name, email, protection }) => {
      session.mustBeNew()
      if (protection.mode !== 'os' && passphraseScore(protection.passphrase) < neededScore)
        throw new Refused('E_POLICY', 'weak passphrase')
      // Now and not after the words were written down: a key store that is not there is no way in.
      await protectionOf(session, protection)
      const { entropy, words } = createRecoveryPhrase(suite)
      begun = { person: { name, email }, protection, entropy, words }
      return {
        words: [...words],
        ask: threeOf(suite.random(24)),
        identity: identityText(suite, identityIdOf(suite, entropy)),
      }
    },
    'onboarding.confirm': ({ words }) => {
      const expected = mustBeBegun(begun).words
      const differs = words.filter(({ position, word }) => expected[position - 1] !== word.trim().toLowerCase())
      return { wrong: differs.map(({ position }) => position) }
    },
    'onboarding.finish': async ({ relay: choice, invitation }) => {
      const profile = session.mustBeNew()
      const { person, protection: chosen, entropy } = mustBeBegun(begun)
      const signal = AbortSignal.timeout(patience)
      const reached = await session.reach(choice, signal)
      const protection = await protectionOf(session, chosen)
      await createProfile(session.environment, profile, { person, protection, entropy, ...reached }, signal)
      begun = null
      const vault = await unlockVault(vaultEnvironment, profile.files.vault, protection)
      await session.open(profile, vault, { relay: choice.kind, invitation })
      return null
    },

    'onboarding.checkPhrase': ({ phrase }) => {
      const problem = recoveryPhraseProblem(phrase)
      if (problem === null) return { problem }
      if (problem.kind === 'count') return { problem: { kind: 'count', found: problem.count } }
      if (problem.kind === 'checksum') return { problem }
      return { problem: { kind: 'word', position: problem.positions[0] ?? 1 } }
    },
    'onboarding.recover': async ({ phrase, protection: chosen, relay: choice }) => {
      const profile = session.mustBeNew()
      const signal = AbortSignal.timeout(patience)
      const protection = await protectionOf(session, chosen)
      const entropy = parseRecoveryPhrase(phrase)
      const reached = await session.reach(choice, signal, 'as-before')
      const home = await recoverProfile(session.environment, profile, { protection, entropy, ...reached }, signal)
      const vault = await unlockVault(vaultEnvironment, profile.files.vault, protection)
      const isThere = home.home.relayId === reached.relay.home.relayId
      await session.open(profile, vault, { relay: isThere ? choice.kind : 'address' })
      return null
    },
  }
}

function mustBeBegun(begun: Begun | null): Begun {
  if (begun === null) throw new Refused('E_CONFLICT', 'nothing begun')
  return begun
}

/** Three different positions of 1 … 24 in ascending order, from 24 random bytes. */
function threeOf(random: Uint8Array): [number, number, number] {
  const shuffled = Array.from(random, (weight, i) => ({ weight, position: i + 1 })).sort((a, b) => a.weight - b.weight)
  const [a = 1, b = 2, c = 3] = shuffled
    .slice(0, 3)
    .map(({ position }) => position)
    .sort((x, y) => x - y)
  return [a, b, c]
}

function adviceFor(passphrase: string, isPersonal: boolean): 'longer' | 'common' | 'name' | 'repeat' {
  if (isPersonal) return 'name'
  if (new Set(passphrase).size <= passphrase.length / 3) return 'repeat'
  return passphrase.length < 12 ? 'longer' : 'common'
}
