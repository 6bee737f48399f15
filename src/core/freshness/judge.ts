// What statements of devices mean for the log held here. Pure; runs in core. PROTOCOL §12.
import type { DeviceId, IdentityId } from '../../shared/domain/ids.ts'
import type { Statement } from '../../shared/logs/statement.ts'
import type { HeldLog } from './interface.ts'

/** Somebody's word. `at`: milliseconds since 1970, by their clock and never after now. */
export type Word = { readonly by: IdentityId; readonly at: number }

/** The same of one device. `seq`: the newest entry it had verified. */
export type DeviceWord = Word & { readonly device: DeviceId; readonly seq: number }

export type Judgement = {
  /** The newest word of another member for exactly the head held here. */
  readonly confirmed: Word | null
  /** The newest word of another member that fits the log held here, also for an earlier head. */
  readonly heard: Word | null
  /** The newest word for a head beyond the one held here: the relay shows less than somebody has seen. */
  readonly ahead: Word | null
  /** A word for another entry in a place held here: two people were shown different histories. */
  readonly disputed: Word | null
}

/**
 * `statements` are verified, of active devices other than this one. Those of whoever is no member any more mean nothing;
 * other devices of `me` may contradict, but confirm nothing that somebody else has seen.
 */
export function judge(
  statements: readonly Statement[],
  { head, hashAt, principals }: Pick<HeldLog, 'head' | 'hashAt' | 'principals'>,
  { me, now }: { readonly me: IdentityId; readonly now: number },
): Judgement {
  const judgement: { -readonly [Key in keyof Judgement]: Word | null } = {
    confirmed: null,
    heard: null,
    ahead: null,
    disputed: null,
  }
  const note = (key: keyof Judgement, word: Word): void => {
    if (word.at > (judgement[key]?.at ?? -1)) judgement[key] = word
  }
  for (const { identityId: by, head: seen, time } of statements) {
    if (!principals.includes(by)) continue
    const word = { by, at: Math.min(time, now) }
    if (seen.seq > head.seq) note('ahead', word)
    else if (hashAt(seen.seq) !== seen.hash) note('disputed', word)
    else if (by !== me) {
      note('heard', word)
      if (seen.seq === head.seq) note('confirmed', word)
    }
  }
  return judgement
}
