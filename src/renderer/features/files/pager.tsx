// From page to page of a large folder. Renderer.
import { ActionButton } from '@react-spectrum/s2'
import ChevronLeft from '@react-spectrum/s2/icons/ChevronLeft'
import ChevronRight from '@react-spectrum/s2/icons/ChevronRight'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/language-provider.tsx'

const pager = style({ display: 'flex', alignItems: 'center', justifyContent: 'end', gap: 8, font: 'ui', flexShrink: 0 })

export type PagerProps = {
  readonly offset: number
  readonly shown: number
  readonly total: number
  readonly pageSize: number
  readonly onGo: (offset: number) => void
}

export function Pager({ offset, shown, total, pageSize, onGo }: PagerProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (total <= pageSize) return null
  return (
    <nav className={pager} aria-label={t('files.pages')}>
      <span>
        {t('files.range', {
          from: format.number(offset + 1),
          to: format.number(offset + shown),
          total: format.number(total),
        })}
      </span>
      <ActionButton
        aria-label={t('files.previous')}
        isDisabled={offset === 0}
        onPress={() => onGo(Math.max(0, offset - pageSize))}
      >
        <ChevronLeft />
      </ActionButton>
      <ActionButton
        aria-label={t('files.next')}
        isDisabled={offset + shown >= total}
        onPress={() => onGo(offset + pageSize)}
      >
        <ChevronRight />
      </ActionButton>
    </nav>
  )
}
