// The words for what waits for the person. Renderer.
import type { Formatters, Texts } from '../../../shared/i18n/index.ts'
import type { Need } from '../../../shared/ipc/needs.ts'
import { nameOf } from '../../ui/name-of.ts'

export function titleOf(need: Need, t: Texts): string {
  const space = 'space' in need ? (need.space?.name ?? '') : ''
  switch (need.kind) {
    case 'identity-conflict':
    case 'invitation':
    case 'offer':
    case 'request':
    case 'new-device':
      return t(`needs.what.${need.kind}`, { name: nameOf(need.person, t), space })
    case 'keys-in-doubt':
      return t(`needs.what.${need.kind}`, { space, name: need.people.map((one) => nameOf(one, t)).join(', ') })
    case 'damaged':
    case 'files-missing':
    case 'conflicts':
      return t(`needs.what.${need.kind}`, { space, count: need.files })
    case 'unreachable':
      return need.space === null ? t('needs.what.unreachable') : t('needs.what.unreachableOf', { space })
    case 'own-fork':
      return t('needs.what.own-fork', { relay: need.relay })
    case 'stopped':
    case 'held-back':
    case 'clock':
    case 'refused':
    case 'disk-full':
    case 'relay-full':
    case 'folder-missing':
    case 'entry-ahead':
      return t(`needs.what.${need.kind}`, { space })
  }
}

export function whyOf(need: Need, t: Texts, format: Formatters, now: number): string {
  switch (need.kind) {
    case 'stopped':
      return t(`sync.stopped.${need.reason}`)
    case 'unreachable':
      return need.why === 'silent' ? t('problem.E_TRANSPORT') : t(`relay.why.${need.why}`)
    case 'clock':
      return t('needs.why.clock', { by: format.duration(Math.abs(need.offBy)) })
    case 'disk-full':
      return t('needs.why.disk-full', { size: format.size(need.neededBytes) })
    case 'held-back':
      return t('needs.why.held-back', { name: need.name })
    case 'entry-ahead':
      return t('needs.why.entry-ahead', { name: need.name, when: format.brief(need.until, now) })
    case 'identity-conflict':
    case 'keys-in-doubt':
    case 'own-fork':
    case 'damaged':
    case 'refused':
    case 'relay-full':
    case 'folder-missing':
    case 'files-missing':
    case 'invitation':
    case 'offer':
    case 'request':
    case 'new-device':
    case 'conflicts':
      return t(`needs.why.${need.kind}`)
  }
}
