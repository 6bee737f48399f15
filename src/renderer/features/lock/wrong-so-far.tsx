// How many passphrases were wrong in a row, and how long to wait: said once to a screen reader, counted down to the eye. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Hidden } from '../../ui/hidden.tsx'

const line = style({ font: 'ui', color: 'neutral', margin: 0 })

/** Whole seconds until `until` (milliseconds since 1970), 0 from then on. */
export function useCountdown(until: number | null): number {
  const [now, setNow] = useState(() => Date.now())
  const left = until === null ? 0 : Math.max(0, until - now)
  useEffect(() => {
    if (until === null) return
    const tick = () => setNow(Date.now())
    const first = setTimeout(tick)
    const timer = setInterval(tick, 250)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [until])
  return Math.ceil(left / 1000)
}

export function WrongSoFar({ wrong, seconds }: { wrong: number; seconds: number }) {
  const { t } = useTranslation()
  const [announced, setAnnounced] = useState({ wrong: 0, seconds: 0 })
  // A new count is said with the whole time to wait, and then no second of it.
  if (announced.wrong !== wrong && (seconds > 0 || wrong < 5)) setAnnounced({ wrong, seconds })
  if (announced.seconds > 0 && seconds === 0) setAnnounced({ wrong, seconds: 0 })
  if (wrong < 2) return null
  const count = t('lock.wrongCount', { count: wrong })
  const wait = (left: number) =>
    left > 90 ? t('lock.waitMinutes', { count: Math.ceil(left / 60) }) : t('lock.wait', { count: left })
  return (
    <>
      <p className={line} aria-hidden="true">
        {count} {seconds > 0 ? wait(seconds) : null}
      </p>
      <Hidden>
        <span role="status">
          {count} {announced.seconds > 0 ? wait(announced.seconds) : t('lock.now')}
        </span>
      </Hidden>
    </>
  )
}
