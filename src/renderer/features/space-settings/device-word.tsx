// What one device said it has seen of a space. Green only for a fresh word that it has seen everything. Renderer. PROTOCOL §12.
import { StatusLight } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import type { DeviceWord } from '../../../shared/ipc/space-settings.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { nameOf } from '../../ui/name-of.ts'
import { useNow } from '../../ui/use-now.ts'
import { isStale } from './word.ts'

type WordProps = { readonly word: DeviceWord; readonly limitDays: number }

export function DeviceName({ word: { person, name, here } }: { word: DeviceWord }) {
  const { t } = useTranslation()
  if (!person.me) return t('place.ofPerson', { name: nameOf(person, t) })
  const own = name ?? t('place.unnamed')
  return here ? t('place.here', { name: own }) : own
}

/** `isFresh`: of this device only, whether the space itself is known to be the newest. */
export function DeviceState({ word, limitDays, isFresh }: WordProps & { readonly isFresh: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { newest, upTo, at, here } = word
  const isOld = isStale(at, limitDays, now)
  const isSure = !isOld && newest && (!here || isFresh)
  const text = newest
    ? t('place.newest')
    : upTo === null
      ? t('place.unknown')
      : t('place.upTo', { when: format.brief(upTo, now) })
  return (
    <StatusLight size="S" variant={isSure ? 'positive' : 'silver'}>
      {at === null ? t('place.unknown') : text}
    </StatusLight>
  )
}

export function LastWord({ word, limitDays }: WordProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { at, here, person } = word
  if (at === null) return t('seen.nothing')
  const when = format.brief(at, now)
  if (here) return t('place.checked', { when })
  if (isStale(at, limitDays, now)) return t('place.old', { count: limitDays })
  return person.me ? t('place.own', { when }) : t('place.confirmed', { name: nameOf(person, t), when })
}
