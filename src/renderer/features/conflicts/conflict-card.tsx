// One conflict: the file, its two versions with who and when, and what becomes of them. Renderer.
import { ActionButton, Button, ButtonGroup, Heading } from '@react-spectrum/s2'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Conflict, ConflictSide } from '../../../shared/ipc/conflicts.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { nameOf } from '../../ui/name-of.ts'
import { useSettling, type Choice } from './settling.ts'

const card = style({
  display: 'flex',
  flexDirection: 'column',
  gap: 12,
  padding: 16,
  borderRadius: 'lg',
  backgroundColor: 'layer-1',
})
const title = style({ font: 'title', margin: 0, overflowWrap: 'anywhere' })
const where = style({ font: 'ui-sm', margin: 0, overflowWrap: 'anywhere' })
const sides = style({ display: 'grid', gridTemplateColumns: ['1fr', '1fr'], gap: 12 })
const side = style({
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'start',
  gap: 4,
  padding: 12,
  borderRadius: 'default',
  backgroundColor: 'layer-2',
  minWidth: 0,
})
const who = style({ font: 'ui', fontWeight: 'bold', margin: 0, overflowWrap: 'anywhere' })
const small = style({ font: 'ui-sm', margin: 0, overflowWrap: 'anywhere' })
const foot = style({ marginTop: 8 })

export function ConflictCard({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation()
  const { settle, open, isPending } = useSettling(conflict)
  const { kept, beside, space, folders, maySettle, mayOpen } = conflict
  const name = kept?.name ?? beside.name
  return (
    <li className={card}>
      <div>
        <Heading level={2} styles={title}>
          {name}
        </Heading>
        <p className={where}>{[space.name, ...folders].join(' › ')}</p>
      </div>
      <div className={sides}>
        {kept === null ? (
          <div className={side}>
            <p className={who}>{t('conflicts.gone')}</p>
            <p className={small}>{t('conflicts.goneText')}</p>
          </div>
        ) : (
          <Side of={kept} file={name} hasName onKeep={maySettle ? () => settle('kept') : null} isBusy={isPending} />
        )}
        <Side of={beside} file={name} onKeep={maySettle ? () => settle('beside') : null} isBusy={isPending} />
      </div>
      {maySettle ? null : <p className={small}>{t('conflicts.readOnly')}</p>}
      <ButtonGroup>
        {mayOpen ? (
          <ActionButton aria-label={t('conflicts.openOf', { name })} onPress={open}>
            {t('conflicts.open')}
          </ActionButton>
        ) : null}
        {maySettle ? <Whole file={name} isGone={kept === null} settle={settle} isBusy={isPending} /> : null}
      </ButtonGroup>
    </li>
  )
}

type SideProps = {
  readonly of: ConflictSide
  readonly file: string
  readonly hasName?: boolean
  /** Null: this person may not decide. */
  readonly onKeep: (() => void) | null
  readonly isBusy: boolean
}

function Side({ of, file, hasName = false, onKeep, isBusy }: SideProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { by } = of
  const label = by.me ? t('conflicts.mine') : t('conflicts.theirs', { name: nameOf(by, t) })
  const spoken = by.me
    ? t('conflicts.keepMine', { name: file })
    : t('conflicts.keepTheirs', { who: nameOf(by, t), name: file })
  return (
    <div className={side} role="group" aria-label={label}>
      <p className={who}>{label}</p>
      <p className={small}>{t('conflicts.written', { when: format.instant(of.at), size: format.size(of.size) })}</p>
      <p className={small}>{hasName ? t('conflicts.hasName') : of.name}</p>
      {onKeep === null ? null : (
        <div className={foot}>
          <Button variant="secondary" size="S" aria-label={spoken} isDisabled={isBusy} onPress={onKeep}>
            {t('conflicts.keep')}
          </Button>
        </div>
      )}
    </div>
  )
}

type WholeProps = {
  readonly file: string
  /** Only the version beside is left. */
  readonly isGone: boolean
  readonly settle: (choice: Choice) => void
  readonly isBusy: boolean
}

function Whole({ file, isGone, settle, isBusy }: WholeProps) {
  const { t } = useTranslation()
  const [choice, label, spoken] = isGone
    ? (['kept', t('conflicts.remove'), t('conflicts.removeOf', { name: file })] as const)
    : (['both', t('conflicts.both'), t('conflicts.bothOf', { name: file })] as const)
  return (
    <ActionButton aria-label={spoken} isDisabled={isBusy} onPress={() => settle(choice)}>
      {label}
    </ActionButton>
  )
}
