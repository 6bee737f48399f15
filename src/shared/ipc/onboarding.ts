// Channel group `onboarding`: a new identity in three calls (begin, confirm, finish), or an old one from its recovery words.
// Answered by core. The recovery words cross to the window once, to be shown; core keeps them only until `finish`.
import { z } from 'zod'
import { call, done, nothing } from './call.ts'
import { invitationText, relayChoice } from './relay.ts'
import { displayName, email, localToken } from './values.ts'
import { chosenProtection } from './vault.ts'

export const passphraseQuality = z.object({
  /** zxcvbn's score, 0 … 4; 3 is enough. */
  score: z.int().min(0).max(4),
  enough: z.boolean(),
  advice: z.enum(['none', 'longer', 'common', 'name', 'pattern', 'repeat', 'date']),
})
export type PassphraseQuality = z.output<typeof passphraseQuality>

/** `position` counts from 1, as printed on the kit. */
const wordAt = z.strictObject({ position: z.int().min(1).max(24), word: z.string().max(40) })

export const phraseProblem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('count'), found: z.int().min(0) }),
  z.object({ kind: z.literal('word'), position: z.int().min(1) }),
  z.object({ kind: z.literal('checksum') }),
])

export type PhraseProblem = z.output<typeof phraseProblem>

/** What an invitation says before anything of it is checked; the name is as its maker wrote it, a link holds none. */
export const readInvitation = z.object({
  text: invitationText,
  kind: z.enum(['link', 'card']),
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** Host and port of the relay, and where it is as the kit says it: the whole address, with the TLS key if it has one of its own. */
  relay: z.string(),
  address: z.string(),
})
export type ReadInvitation = z.output<typeof readInvitation>

export const onboardingCalls = {
  /** What stands in a pasted link or card, or in a card file; null: nothing that can be read. */
  'onboarding.readInvitation': call(
    z.union([z.strictObject({ text: invitationText }), z.strictObject({ file: localToken })]),
    z.object({ invitation: readInvitation.nullable() }),
  ),
  /** Judges a passphrase; `personal` are words it must not be made of (name, e-mail). */
  'onboarding.assess': call(
    z.strictObject({ passphrase: z.string().max(1024), personal: z.array(z.string().max(254)).max(8) }),
    passphraseQuality,
  ),
  /** Six random words. */
  'onboarding.propose': call(nothing, z.object({ passphrase: z.string() })),
  /** Remembers who it is and makes the recovery words. Nothing is written yet; a second call starts anew. */
  'onboarding.begin': call(
    z.strictObject({ name: displayName, email: email.nullable(), protection: chosenProtection }),
    z.object({
      words: z.array(z.string()).length(24),
      ask: z.tuple([z.int(), z.int(), z.int()]),
      identity: z.string(),
    }),
  ),
  /** Compares the three words asked back; `wrong` holds the positions that differ, empty: all right. */
  'onboarding.confirm': call(
    z.strictObject({ words: z.array(wordAt).length(3) }),
    z.object({ wrong: z.array(z.int()) }),
  ),
  /**
   * Writes the vault, registers at the relay, opens. E_TRANSPORT: relay not reached; nothing is lost, call again. E_ID: another one
   * answers. E_POLICY: it does not take the person. `invitation`: whom to ask to be a contact as soon as that is done.
   */
  'onboarding.finish': call(z.strictObject({ relay: relayChoice, invitation: invitationText.nullable() }), done),
  /** Judges recovery words while they are typed; null: well-formed. */
  'onboarding.checkPhrase': call(
    z.strictObject({ phrase: z.string().max(1024) }),
    z.object({ problem: phraseProblem.nullable() }),
  ),
  /** Recovers the identity on this new computer. E_ID: the relay knows no such identity. */
  'onboarding.recover': call(
    z.strictObject({ phrase: z.string().max(1024), protection: chosenProtection, relay: relayChoice }),
    done,
  ),
} as const
