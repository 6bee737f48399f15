// One thing that happened: what; and who, on which device, in which space, when. Renderer.
import AlertTriangle from '@react-spectrum/s2/icons/AlertTriangle'
import CheckmarkCircle from '@react-spectrum/s2/icons/CheckmarkCircle'
import Delete from '@react-spectrum/s2/icons/Delete'
import Edit from '@react-spectrum/s2/icons/Edit'
import FileAdd from '@react-spectrum/s2/icons/FileAdd'
import Folder from '@react-spectrum/s2/icons/Folder'
import FolderMoveTo from '@react-spectrum/s2/icons/FolderMoveTo'
import InfoCircle from '@react-spectrum/s2/icons/InfoCircle'
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
const texts = style({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, gap: 2 })
const sentence = style({ overflowWrap: 'anywhere' })
const circumstances = style({ color: 'neutral-subdued', font: 'ui-sm', overflowWrap: 'anywhere' })
const when = style({ color: 'neutral-subdued', font: 'ui-sm', flexShrink: 0, alignSelf: 'start' })

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
  'told-positive': <CheckmarkCircle />,
  'told-info': <InfoCircle />,
  'told-negative': <AlertTriangle />,
}

export function Happening({ item, withSpace }: { item: Activity; withSpace: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const who = item.by ? whoOf(item.by, t) : t('activity.thisComputer')
  const whoWhere = item.device === null ? who : t('activity.on', { who, device: item.device })
  const space = withSpace && item.space ? item.space.name : null
  return (
    <li className={line}>
      {icons[item.what]}
      <span className={texts}>
        <span className={sentence}>
          {t(`activity.what.${item.what}`, {
            subject: item.subject ?? '',
            count: item.count,
            others: format.number(item.count - 1),
          })}
        </span>
        <span className={circumstances}>{[whoWhere, space].filter((part) => part !== null).join(' · ')}</span>
      </span>
      <span className={when}>{format.time(item.at)}</span>
    </li>
  )
}
