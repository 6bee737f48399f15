// How long it will still take, as a person says it. Renderer.
import type { Formatters, Texts } from '../../../shared/i18n/index.ts'

/** Less than half a minute is soon: seconds would jump. */
export const leftText = (seconds: number, t: Texts, format: Formatters): string =>
  seconds < 30 ? t('transfers.soon') : t('transfers.left', { duration: format.duration(Math.max(seconds, 60) * 1000) })
