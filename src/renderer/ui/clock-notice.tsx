// Says by how much the clock of this computer is wrong. Renderer.
import { Content, Heading, InlineAlert } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/language-provider.tsx'

/** `offBy`: milliseconds ahead, or behind if negative. */
export function useClockText(offBy: number): string {
  const { t } = useTranslation()
  const by = useFormat().duration(Math.abs(offBy))
  return t(offBy > 0 ? 'relay.clock.fast' : 'relay.clock.slow', { by })
}

export function ClockNotice({ offBy }: { offBy: number }) {
  const { t } = useTranslation()
  return (
    <InlineAlert variant="notice">
      <Heading>{useClockText(offBy)}</Heading>
      <Content>{t('relay.clock.text')}</Content>
    </InlineAlert>
  )
}
