// The matrix: a row for each person, a column for each right, a mark for what results. Renderer.
import { ActionMenu, Cell, Column, MenuItem, Row, TableBody, TableHeader, TableView } from '@react-spectrum/s2'
import Checkmark from '@react-spectrum/s2/icons/Checkmark'
import { iconStyle, style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import { mayDo, type Rights, type Right } from '../../../shared/domain/rights.ts'
import type { Member } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { PersonName } from '../../ui/person.tsx'

const fill = style({ width: 'full', flexGrow: 1, minHeight: 0 })
const shown = ['read', 'write', 'delete', 'manage'] as const satisfies readonly Right[]
const none = style({ color: 'disabled' })

function RightMark({ rights, right }: { rights: Rights; right: Right }) {
  const { t } = useTranslation()
  if (!mayDo(rights, right))
    return (
      <span className={none} role="img" aria-label={t('rights.no')}>
        {t('rights.dash')}
      </span>
    )
  return <Checkmark aria-label={t('rights.yes')} styles={iconStyle({ size: 'S', color: 'positive' })} />
}

export type MemberTableProps = {
  readonly members: readonly Member[]
  readonly mayManage: boolean
  readonly onChange: (kind: 'change' | 'revoke', member: Member) => void
}

export function MemberTable({ members, mayManage, onChange }: MemberTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const roleOf = (member: Member) =>
    member.owner ? t('rights.owner') : t(`rights.preset.${member.preset ?? 'single'}`)
  const stateOf = (member: Member) =>
    member.expiresAt === null || member.state !== 'joined'
      ? t(`people.state.${member.state}`)
      : t('people.until', { when: format.day(member.expiresAt) })
  return (
    <TableView aria-label={t('people.title')} density="regular" isQuiet styles={fill}>
      <TableHeader>
        <Column id="person" isRowHeader minWidth={200} width="2fr">
          {t('people.person')}
        </Column>
        <Column id="role" minWidth={120} width="1fr">
          {t('people.role')}
        </Column>
        {shown.map((right) => (
          <Column key={right} id={right} width={84} align="center">
            {t(`rights.${right}`)}
          </Column>
        ))}
        <Column id="state" minWidth={110} width="1fr">
          {t('people.stateColumn')}
        </Column>
        <Column id="menu" width={64}>
          <Hidden>{t('people.actions')}</Hidden>
        </Column>
      </TableHeader>
      <TableBody items={members.map((member) => ({ id: member.person.id, member }))} dependencies={[mayManage, t]}>
        {({ id, member }) => (
          <Row id={id} textValue={member.person.name}>
            <Cell>
              <PersonName person={member.person} initials />
            </Cell>
            <Cell>{roleOf(member)}</Cell>
            {shown.map((right) => (
              <Cell key={right} align="center">
                <RightMark rights={member.rights} right={right} />
              </Cell>
            ))}
            <Cell>{stateOf(member)}</Cell>
            <Cell align="end">
              {mayManage && !member.owner && !member.person.me && member.state !== 'leaving' ? (
                <ActionMenu
                  isQuiet
                  aria-label={t('people.actionsFor', { name: member.person.name })}
                  onAction={(key) => onChange(key as 'change' | 'revoke', member)}
                >
                  <MenuItem id="change">{t('people.change')}</MenuItem>
                  <MenuItem id="revoke">{t('people.revoke')}</MenuItem>
                </ActionMenu>
              ) : null}
            </Cell>
          </Row>
        )}
      </TableBody>
    </TableView>
  )
}
