// A relay as people know it: this computer, or the name under which it is found. Renderer.
import type { Texts } from '../../shared/i18n/index.ts'
import type { OwnRelay } from '../../shared/ipc/relays.ts'

export const relayName = (t: Texts, { isHere, address }: Pick<OwnRelay, 'isHere' | 'address'>): string =>
  isHere ? t('relay.here') : address.replace(/^https:\/\//, '')
