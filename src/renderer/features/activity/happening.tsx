// One line of activity: a sentence, where, and when. Renderer.
import AlertTriangle from '@react-spectrum/s2/icons/AlertTriangle'
import Delete from '@react-spectrum/s2/icons/Delete'
import Edit from '@react-spectrum/s2/icons/Edit'
import FileAdd from '@react-spectrum/s2/icons/FileAdd'
import Folder from '@react-spectrum/s2/icons/Folder'
import FolderMoveTo from '@react-spectrum/s2/icons/FolderMoveTo'
import Key from '@react-spectrum/s2/icons/Key'
import Revert from '@react-spectrum/s2/icons/Revert'
import User from '@react-spectrum/s2/icons/User'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Activity } from '../../../shared/ipc/activity.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { whoOf } from '../../ui/name-of.ts'

const line = style({ display: 'flex', alignItems: 'center', gap: 12, paddingY: 8, font: 'ui', minWidth: 0 })
const sentence = style({ flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' })
const quiet = style({ color: 'neutral-subdued', font: 'ui-sm', flexShrink: 0 })

const icons: Readonly<Record<Activity['what'], ReactNode>> = {
  'files-added': <FileAdd />,
  'files-changed': <Edit />,
  'files-moved': <FolderMoveTo />,
  'files-removed': <Delete />,
  'files-restored': <Revert />,
  conflict: <AlertTriangle />,
  'not-exchanged': <AlertTriangle />,
  'change-void': <AlertTriangle />,
  'space-created': <Folder />,
  'space-closed': <Folder />,
  'member-invited': <User />,
  'member-joined': <User />,
  'member-left': <User />,
  'member-removed': <User />,
  'rights-changed': <User />,
  'access-ended': <User />,
  'owner-offered': <User />,
  'owner-changed': <User />,
  'key-changed': <Key />,
  'contact-requested': <User />,
  'contact-accepted': <User />,
  'contact-verified': <User />,
  'contact-conflict': <AlertTriangle />,
  'device-added': <Key />,
  'device-removed': <Key />,
}

export function Happening({ item, withSpace }: { item: Activity; withSpace: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const who = item.by ? whoOf(item.by, t) : t('activity.thisComputer')
  return (
    <li className={line}>
      {icons[item.what]}
      <span className={sentence}>
        {t(`activity.what.${item.what}`, {
          subject: item.subject ?? '',
          count: item.count,
          others: format.number(item.count - 1),
        })}
      </span>
      <span className={quiet}>{who}</span>
      {withSpace && item.space ? <span className={quiet}>{item.space.name}</span> : null}
      <span className={quiet}>{format.time(item.at)}</span>
    </li>
  )
}
