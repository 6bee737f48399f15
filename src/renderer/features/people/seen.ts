// What is known of how far somebody has seen a space: what one of their devices said last, and nothing more. Renderer. PROTOCOL §12.
import type { Formatters, Texts } from '../../../shared/i18n/index.ts'
import type { Member } from '../../../shared/ipc/spaces.ts'

/** Milliseconds after which a word confirms nothing any more. */
const limit = 7 * 24 * 60 * 60 * 1000

export function seenText({ seen }: Pick<Member, 'seen'>, t: Texts, format: Formatters, now: number): string {
  if (seen === null) return t('seen.nothing')
  const when = format.brief(seen.at, now)
  const text =
    seen.newest || seen.upTo === null
      ? t('seen.newest', { when })
      : t('seen.earlier', { when, upTo: format.brief(seen.upTo, now) })
  return now - seen.at > limit ? `${text} (${t('seen.stale')})` : text
}
