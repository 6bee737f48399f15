// The rights of one person: a mark in the matrix, or a word where there is no room for one; under the pointer or the focus, where each comes from. Renderer. PROTOCOL §10.
import { ActionButton, Tooltip, TooltipTrigger } from '@react-spectrum/s2'
import Checkmark from '@react-spectrum/s2/icons/Checkmark'
import { iconStyle, style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mayDo, type Right } from '../../../shared/domain/rights.ts'
import type { Formatters, Texts } from '../../../shared/i18n/index.ts'
import type { Member } from '../../../shared/ipc/spaces.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { nameOf } from '../../ui/name-of.ts'

/** Those with a column. */
export type ShownRight = Exclude<Right, 'drop'>

const centre = style({ display: 'flex', justifyContent: 'center', width: 'full' })
const words = style({ display: 'flex', flexWrap: 'wrap', gap: 4 })
const none = style({ color: 'neutral-subdued' })

type OneRight = { readonly member: Member; readonly right: ShownRight }

const isHeld = ({ member, right }: OneRight): boolean => member.state !== 'expired' && mayDo(member.rights, right)

export function RightMark(one: OneRight) {
  const { t } = useTranslation()
  return (
    <span className={centre}>
      <Explained {...one}>
        {isHeld(one) ? (
          <Checkmark styles={iconStyle({ size: 'S', color: 'positive' })} />
        ) : (
          <span className={none}>{t('rights.dash')}</span>
        )}
      </Explained>
    </span>
  )
}

/** Those that the person has. */
export function NamedRights({ member, of }: { member: Member; of: readonly ShownRight[] }) {
  const { t } = useTranslation()
  const held = of.filter((right) => isHeld({ member, right }))
  if (held.length === 0) return t('rights.dash')
  return (
    <span className={words}>
      {held.map((right) => (
        <Explained key={right} member={member} right={right}>
          {t(`rights.${right}`)}
        </Explained>
      ))}
    </span>
  )
}

function Explained({ children, ...one }: OneRight & { readonly children: ReactNode }) {
  const { member, right } = one
  const { t } = useTranslation()
  const why = useOrigin(member, right)
  const what = t(isHeld(one) ? 'rights.yes' : 'rights.no')
  return (
    <TooltipTrigger placement="bottom" delay={300}>
      <ActionButton
        isQuiet
        size="S"
        aria-label={t('origin.of', { right: t(`rights.${right}`), name: nameOf(member.person, t), what, why })}
      >
        {children}
      </ActionButton>
      <Tooltip>{why}</Tooltip>
    </TooltipTrigger>
  )
}

/** Where the right comes from, or why it is not there. */
function useOrigin({ owner, origin, rights, state, expiresAt }: Member, right: Right): string {
  const { t } = useTranslation()
  const format = useFormat()
  if (owner) return t('origin.owner')
  if (state === 'leaving') return t('origin.pending')
  if (state === 'expired' && expiresAt !== null) return t('origin.expired', { when: format.day(expiresAt) })
  if (!mayDo(rights, right)) return t('origin.not')
  const parts = [originOf(origin, t, format), right === 'read' && rights > 1 ? t('origin.implied') : null]
  const end = expiresAt === null ? null : t('origin.until', { when: format.day(expiresAt) })
  return [...parts, end].filter((part) => part !== null).join(' ')
}

function originOf(origin: Member['origin'], t: Texts, format: Formatters): string {
  if (origin === null) return t('origin.unknown')
  const when = format.day(origin.at)
  return origin.by.me ? t('origin.grantedByMe', { when }) : t('origin.granted', { name: nameOf(origin.by, t), when })
}
