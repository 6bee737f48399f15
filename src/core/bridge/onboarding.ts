// Handlers of `onboarding`: a new identity in three steps, or an old one from its words. Runs in core's utility process.
import { Refused } from '../../shared/base/errors.ts'
import { identityText } from '../../shared/contact/index.ts'
import {
  createRecoveryPhrase,
  parseRecoveryPhrase,
  recoveryPhraseProblem,
} from '../../shared/crypto/recovery-phrase.ts'
import type { Handlers } from '../../shared/ipc/index.ts'
import { identityIdOf } from '../../shared/logs/identity/index.ts'
import { createProfile, recoverProfile } from '../set-up.ts'
import { neededScore, passphraseScore, proposePassphrase, unlockVault } from '../vault/index.ts'
import type { Session } from './session.ts'
import { withPassphrase } from './vault.ts'

type Group = 'onboarding'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

type Begun = {
  readonly person: { readonly name: string; readonly email: string | null }
  readonly passphrase: string
  readonly entropy: Uint8Array
  readonly words: readonly string[]
}

/** Milliseconds that setting up may wait for a relay. */
const patience = 60_000

export function onboardingHandlers(session: Session): GroupHandlers {
  const { suite, sealer } = session.environment
  const vaultEnvironment = { suite, argon2id: sealer.argon2id }
  /** Held between the steps and no longer: the recovery words are never written by core. */
  let begun: Begun | null = null

  return {
    'onboarding.assess': ({ passphrase, personal }) => {
      const isPersonal = personal.some(
        (word) => word.length > 2 && passphrase.toLowerCase().includes(word.toLowerCase()),
      )
      const score = isPersonal ? Math.min(passphraseScore(passphrase), neededScore - 1) : passphraseScore(passphrase)
      const enough = score >= neededScore
      return { score, enough, advice: enough ? 'none' : adviceFor(passphrase, isPersonal) }
    },
    'onboarding.propose': () => ({ passphrase: proposePassphrase(suite) }),

    'onboarding.begin': ({ name, email, passphrase }) => {
      session.mustBeNew()
      if (passphraseScore(passphrase) < neededScore) throw new Refused('E_POLICY', 'weak passphrase')
      const { entropy, words } = createRecoveryPhrase(suite)
      begun = { person: { name, email }, passphrase, entropy, words }
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
    'onboarding.finish': async ({ relay: choice }) => {
      const profile = session.mustBeNew()
      const { person, passphrase, entropy } = mustBeBegun(begun)
      const signal = AbortSignal.timeout(patience)
      const reached = await session.reach(choice, signal)
      const protection = withPassphrase(passphrase)
      await createProfile(session.environment, profile, { person, protection, entropy, ...reached }, signal)
      begun = null
      await session.open(profile, await unlockVault(vaultEnvironment, profile.files.vault, protection), choice.kind)
      return null
    },

    'onboarding.checkPhrase': ({ phrase }) => {
      const problem = recoveryPhraseProblem(phrase)
      if (problem === null) return { problem }
      if (problem.kind === 'count') return { problem: { kind: 'count', found: problem.count } }
      if (problem.kind === 'checksum') return { problem }
      return { problem: { kind: 'word', position: problem.positions[0] ?? 1 } }
    },
    'onboarding.recover': async ({ phrase, passphrase, relay: choice }) => {
      const profile = session.mustBeNew()
      const signal = AbortSignal.timeout(patience)
      const protection = withPassphrase(passphrase)
      const entropy = parseRecoveryPhrase(phrase)
      const reached = await session.reach(choice, signal, 'as-before')
      await recoverProfile(session.environment, profile, { protection, entropy, ...reached }, signal)
      await session.open(profile, await unlockVault(vaultEnvironment, profile.files.vault, protection), choice.kind)
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
