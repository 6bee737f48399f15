// When a page of the preview has come to rest. Tools only.
import type { Page } from '@playwright/test'

/** Resolves once nothing has changed in the page for a moment and nothing moves that will end; after two seconds in any case. */
export const settle = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const begun = performance.now()
        let last = begun
        const observer = new MutationObserver(() => (last = performance.now()))
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
        const isMoving = () =>
          document
            .getAnimations()
            .some((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity)
        const look = () => {
          const now = performance.now()
          if ((now - last > 120 && !isMoving()) || now - begun > 2000) {
            observer.disconnect()
            resolve()
          } else setTimeout(look, 30)
        }
        look()
      }),
  )
