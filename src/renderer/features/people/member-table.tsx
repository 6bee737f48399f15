// The matrix: a row for each person, a column for each right, a mark for what results. Renderer.
import { ActionMenu, Cell, Column, MenuItem, Row, TableBody, TableHeader, TableView } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Right } from '../../../shared/domain/rights.ts'
import type { Member } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { nameOf } from '../../ui/name-of.ts'
import { Initials, PersonName } from '../../ui/person.tsx'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
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
  const isNarrow = useIsNarrow()
  const act = useLatest(onAct)
  return (
    <TableView aria-label={t('people.title')} density="spacious" overflowMode="wrap" isQuiet styles={fill}>
      <TableHeader>
        <Column id="person" isRowHeader minWidth={160} width="1fr">
          {t('people.person')}
        </Column>
        {isNarrow ? (
          <Column id="rights" width="1fr">
            {t('people.rights')}
          </Column>
        ) : (
          shown.map((right) => (
            <Column key={right} id={right} width={widths[right]} align="center">
              {t(`rights.${right}`)}
            </Column>
          ))
        )}
        <Column id="menu" width={52}>
          <Hidden>{t('people.actions')}</Hidden>
        </Column>
      </TableHeader>
      <TableBody items={members} dependencies={[mayManage, t, isNarrow]}>
        {(member) => (
          <Row id={member.person.id} textValue={nameOf(member.person, t)}>
            <Cell>
              <MemberName member={member} />
            </Cell>
            {isNarrow ? (
              <Cell>
                <NamedRights member={member} of={shown} />
              </Cell>
            ) : (
              shown.map((right) => (
                <Cell key={right} align="center">
                  <RightMark member={member} right={right} />
                </Cell>
              ))
            )}
            <Cell align="end">
              {mayManage && isChangeable(member) ? <MemberMenu member={member} onAct={act} /> : null}
            </Cell>
          </Row>
        )}
      </TableBody>
    </TableView>
  )
}

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
