// Reduced motion: what moved all the same. Tools only.
import type { Page } from '@playwright/test'

/** Runs in the page before its own scripts: writes down every movement that a person sees, and how long it takes. */
export function motionsIn(): void {
  const moving = new Set(['transform', 'translate', 'scale', 'rotate', 'width', 'height', 'top', 'left', 'inset'])
  const found = new Set<string>()
  Object.assign(globalThis, { motions: found })
  const look = () => {
    for (const animation of document.getAnimations()) {
      const { effect } = animation
      if (!(effect instanceof KeyframeEffect) || effect.target === null) continue
      const { endTime } = effect.getComputedTiming()
      const moved = effect
        .getKeyframes()
        .flatMap((frame) => Object.keys(frame))
        .filter((name) => moving.has(name) || name.startsWith('inset'))
      if (moved.length === 0 || Number(endTime) <= 10) continue
      // What turns while something is waited for says that it goes on; nothing else says so.
      if (effect.target.closest('[role="progressbar"]') !== null) continue
      found.add(`${effect.target.tagName.toLowerCase()} moves ${moved[0] ?? ''} for ${String(endTime)} ms`)
    }
  }
  addEventListener('transitionrun', look, true)
  addEventListener('animationstart', look, true)
}

export const motionsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => [...((globalThis as unknown as { motions?: Set<string> }).motions ?? [])])
