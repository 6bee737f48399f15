// The spaces in which a contact has rights: those where I may end them, and those where others decide. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import { presetOf } from '../../../shared/domain/rights.ts'
import type { Access } from '../../../shared/ipc/contacts.ts'

const column = style({ display: 'flex', flexDirection: 'column', gap: 8 })
const list = style({ margin: 0, paddingStart: 20, font: 'ui' })
const note = style({ font: 'ui', margin: 0 })
const quiet = style({ color: 'neutral-subdued' })

export type AccessListProps = {
  readonly grants: readonly Access[]
  readonly title: string
  /** The sentence for spaces where I may not end anything; absent: they stand among the others. */
  readonly stays?: 'replace.stays'
}

export function AccessList({ grants, title, stays }: AccessListProps) {
  const { t } = useTranslation()
  const listed = stays ? grants.filter(({ mayEnd }) => mayEnd) : grants
  const others = stays ? grants.filter(({ mayEnd }) => !mayEnd) : []
  return (
    <>
      {listed.length > 0 ? (
        <div className={column}>
          <p className={note}>{title}</p>
          <ul className={list}>
            {listed.map(({ space, name, rights }) => (
              <li key={space}>
                {name} <span className={quiet}>({t(`rights.preset.${presetOf(rights) ?? 'single'}`)})</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {stays && others.length > 0 ? (
        <p className={note}>{t(stays, { names: others.map(({ name }) => name).join(', ') })}</p>
      ) : null}
    </>
  )
}
