// The diagnosis as the text that is shown and, unchanged, saved. Pure; renderer.
import type { Formatters, Texts } from '../../../shared/i18n/index.ts'
import type { Versions } from '../../../shared/ipc/about.ts'
import type { Diagnosis } from '../../../shared/ipc/profile.ts'

export function diagnosisText(
  { profile, relay, connection, clockOffBy, states, skipped, hasProxy, ownCertificates }: Diagnosis,
  versions: Versions,
  { t, format, now }: { readonly t: Texts; readonly format: Formatters; readonly now: number },
): string {
  const { files, bytes, profileBytes, contacts } = profile
  const clock =
    clockOffBy === null
      ? t('about.diagnosis.clockRight')
      : t('about.diagnosis.clock', { duration: format.duration(Math.abs(clockOffBy)) })
  const lines = [
    t('about.diagnosis.day', { when: format.instant(now) }),
    t('about.diagnosis.app', versions),
    t('about.runtimeNow', versions),
    '',
    t('about.diagnosis.spaces', profile),
    t('about.diagnosis.files', {
      files: format.number(files),
      bytes: format.size(bytes),
      skipped: format.number(skipped),
    }),
    t('about.diagnosis.contacts', { contacts: format.number(contacts) }),
    t('about.diagnosis.profile', { bytes: format.size(profileBytes) }),
    '',
    t(`about.diagnosis.relay.${relay}`),
    t(`about.diagnosis.connection.${connection}`),
    clock,
    t('about.diagnosis.proxy', { answer: hasProxy ? t('about.diagnosis.yes') : t('about.diagnosis.no') }),
    t('about.diagnosis.certificates', { count: ownCertificates }),
  ]
  const standing = states.map(({ state, spaces }) =>
    t('about.diagnosis.state', { state: t(`about.diagnosis.kinds.${state}`), count: spaces }),
  )
  const below = standing.length === 0 ? [] : ['', t('about.diagnosis.states'), ...standing]
  return [...lines, ...below, ''].join('\n')
}
