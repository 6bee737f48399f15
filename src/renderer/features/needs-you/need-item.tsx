// One matter that waits for the person: what it is, why it matters, and the way to where it is seen to. Renderer.
import { Button } from '@react-spectrum/s2'
import AlertTriangle from '@react-spectrum/s2/icons/AlertTriangle'
import Bell from '@react-spectrum/s2/icons/Bell'
import { iconStyle, style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import type { Need } from '../../../shared/ipc/needs.ts'
import { useFormat } from '../../i18n/language-provider.tsx'
import { useNow } from '../../ui/use-now.ts'
import { titleOf, whyOf } from './need-text.ts'

const row = style({
  display: 'flex',
  alignItems: 'center',
  gap: 16,
  paddingX: 16,
  paddingY: 12,
  borderRadius: 'lg',
  backgroundColor: 'layer-1',
})
const texts = style({ display: 'flex', flexDirection: 'column', gap: 4, flexGrow: 1, minWidth: 0 })
const title = style({ font: 'ui', fontWeight: 'bold', margin: 0, overflowWrap: 'anywhere' })
const text = style({ font: 'ui-sm', margin: 0, overflowWrap: 'anywhere' })
const grave = iconStyle({ color: 'negative' })
const plain = iconStyle({ color: 'neutral' })
const fixed = style({ flexShrink: 0 })

/** Where somebody may do harm, or something may be lost. */
const graves: readonly Need['kind'][] = [
  ...(['identity-conflict', 'keys-in-doubt', 'own-fork', 'stopped', 'damaged', 'held-back'] as const),
]

export function NeedItem({ need, seeTo }: { need: Need; seeTo: (need: Need) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const heading = titleOf(need, t)
  return (
    <li className={row}>
      {graves.includes(need.kind) ? <AlertTriangle styles={grave} /> : <Bell styles={plain} />}
      <div className={texts}>
        <p className={title}>{heading}</p>
        <p className={text}>{whyOf(need, t, format, now)}</p>
      </div>
      <Button
        variant="secondary"
        styles={fixed}
        aria-label={`${t(`needs.do.${need.kind}`)}: ${heading}`}
        onPress={() => seeTo(need)}
      >
        {t(`needs.do.${need.kind}`)}
      </Button>
    </li>
  )
}
