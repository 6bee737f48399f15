// The matrix: a row for each person, a column for each right, a mark for what results. Renderer.
import { ActionMenu, MenuItem } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Right } from '../../../shared/domain/rights.ts'
import type { Member } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { DataTable, type DataColumn } from '../../ui/data-table.tsx'
import { nameOf } from '../../ui/name-of.ts'
import { Initials, PersonName } from '../../ui/person.tsx'
import { useLatest } from '../../ui/use-latest.ts'
import { useNow } from '../../ui/use-now.ts'
import { NamedRights, RightMark } from './right-mark.tsx'
import { seenText } from './seen.ts'

const fill = style({ width: 'full', flexGrow: 1, minHeight: 200 })
const who = style({ display: 'flex', alignItems: 'center', gap: 12, minWidth: 0 })
const lines = style({ display: 'flex', flexDirection: 'column', minWidth: 0 })
const role = style({ font: 'ui-sm', color: 'neutral-subdued' })
const shown = ['read', 'write', 'delete', 'manage'] as const satisfies readonly Right[]
/** As its German heading needs. */
const widths = { read: 88, write: 112, delete: 100, manage: 112 } as const

export type MemberAction = 'change' | 'revoke'
export type MemberTableProps = {
  readonly members: readonly Member[]
  readonly mayManage: boolean
  readonly onAct: (action: MemberAction, member: Member) => void
}

export function MemberTable({ members, mayManage, onAct }: MemberTableProps) {
  const { t } = useTranslation()
  const act = useLatest(onAct)
  const columns = useMemo(
    (): readonly DataColumn<Member>[] => [
      {
        id: 'person',
        title: t('people.person'),
        look: { minWidth: 160, width: '1fr' },
        headOf: ({ person }) => nameOf(person, t),
        cell: (member) => <MemberName member={member} />,
      },
      {
        id: 'rights',
        title: t('people.rights'),
        look: { width: '1fr' },
        only: 'narrow',
        cell: (member) => <NamedRights member={member} of={shown} />,
      },
      ...shown.map((right): DataColumn<Member> => ({
        id: right,
        title: t(`rights.${right}`),
        look: { width: widths[right], align: 'center' },
        only: 'wide',
        cell: (member) => <RightMark member={member} right={right} />,
      })),
      {
        id: 'menu',
        title: t('people.actions'),
        isTitleHidden: true,
        look: { width: 52, align: 'end' },
        cell: (member) => (mayManage && isChangeable(member) ? <MemberMenu member={member} onAct={act} /> : null),
      },
    ],
    [t, mayManage, act],
  )
  return (
    <DataTable
      title={t('people.title')}
      density="spacious"
      styles={fill}
      columns={columns}
      items={members}
      idOf={personId}
    />
  )
}

const personId = ({ person }: Member) => person.id

const isChangeable = ({ owner, person, state }: Member) => !owner && !person.me && state !== 'leaving'

function MemberName({ member }: { member: Member }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const parts = [
    member.owner ? t('rights.owner') : null,
    member.owner || member.state === 'leaving' ? null : t(`rights.preset.${member.preset ?? 'single'}`),
    member.offered ? t('people.offered') : null,
    member.state === 'joined' ? null : t(`people.state.${member.state}`),
    member.expiresAt === null || member.state === 'leaving'
      ? null
      : t('people.until', { when: format.day(member.expiresAt) }),
  ]
  return (
    <span className={who}>
      <Initials person={member.person} size="L" />
      <span className={lines}>
        <PersonName person={member.person} />
        <span className={role}>{parts.filter((part) => part !== null).join(' · ')}</span>
        {member.person.me || member.state === 'leaving' ? null : (
          <span className={role}>{seenText(member, t, format, now)}</span>
        )}
      </span>
    </span>
  )
}

function MemberMenu({ member, onAct }: { member: Member; onAct: MemberTableProps['onAct'] }) {
  const { t } = useTranslation()
  return (
    <ActionMenu
      isQuiet
      aria-label={t('people.actionsFor', { name: nameOf(member.person, t) })}
      onAction={(key) => onAct(key as MemberAction, member)}
    >
      <MenuItem id="change">{t('people.change')}</MenuItem>
      <MenuItem id="revoke">{t('people.revoke')}</MenuItem>
    </ActionMenu>
  )
}
