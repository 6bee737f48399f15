// Says by how much the clock of this computer is wrong. Renderer.
import { Content, Heading, InlineAlert } from '@react-spectrum/s2'
import { useTranslation } from 'react-i18next'
import { isTooFarOff } from '../../shared/domain/clock.ts'
import { useFormat } from '../i18n/language-provider.tsx'

/** `offBy`: milliseconds ahead, or behind if negative. */
export function useClockText(offBy: number): string {
  const { t } = useTranslation()
  const by = useFormat().duration(Math.abs(offBy))
  return t(offBy > 0 ? 'relay.clock.fast' : 'relay.clock.slow', { by })
}

/** `text`: what follows from it where something was tried. */
export function ClockNotice({ offBy, text }: { offBy: number; text?: string }) {
  const { t } = useTranslation()
  const follows = t(isTooFarOff(offBy) ? 'relay.clock.waits' : 'relay.clock.text')
  return (
    <InlineAlert variant="notice">
      <Heading>{useClockText(offBy)}</Heading>
      <Content>{text ?? follows}</Content>
    </InlineAlert>
  )
}
