// What the page itself measures while a person's hand works in it. The functions run in the window; nothing of them is in the product.
import type { Page } from '@playwright/test'
import type { Step } from './interactions.ts'

export type Interaction = {
  /** From the last key or press to the next frame, milliseconds: what the person's hand feels. */
  readonly paintMs: number
  /** To the frame with what was asked for in it. */
  readonly shownMs: number
}

type Probe = { readonly late: number[]; isOver: boolean }

const beat = 5

/** A timer of the page that notes how late it comes, until `endBeats`. */
export async function beginBeats(page: Page): Promise<void> {
  await page.evaluate((every) => {
    const probe: Probe = { late: [], isOver: false }
    Reflect.set(globalThis, 'probe', probe)
    const next = (due: number): void => {
      setTimeout(() => {
        const now = performance.now()
        probe.late.push(Math.max(0, now - due))
        if (!probe.isOver) next(now + every)
      }, every)
    }
    next(performance.now() + every)
  }, beat)
}

/** Milliseconds, ascending. */
export async function endBeats(page: Page): Promise<readonly number[]> {
  const late = await page.evaluate(() => {
    const probe = Reflect.get(globalThis, 'probe') as Probe
    probe.isOver = true
    return probe.late
  })
  return late.map((value) => Math.round(value)).sort((a, b) => a - b)
}

/** When what is shown now was painted, milliseconds since 1970. */
export function paintedAt(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1)
          resolve(performance.timeOrigin + (last?.startTime ?? NaN))
        }).observe({ type: 'largest-contentful-paint', buffered: true })
      }),
  )
}

/** Does it and waits until what was asked for stands in the page. */
export async function interact(page: Page, { act, shown }: Pick<Step, 'act' | 'shown'>): Promise<Interaction> {
  await page.evaluate(({ selector, text }) => {
    const measured = new Promise<Interaction>((resolve) => {
      let [at, paintMs] = [0, 0]
      /** A frame is done when the task after its callbacks begins. */
      const afterFrame = (then: (now: number) => void): void => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => then(performance.now())
          port2.postMessage(null)
        })
      }
      const begin = ({ timeStamp }: Event): void => {
        at = timeStamp
        paintMs = 0
        afterFrame((now) => {
          if (at === timeStamp) paintMs = now - at
        })
      }
      const events = ['pointerdown', 'pointerup', 'keydown'] as const
      for (const name of events) addEventListener(name, begin, { capture: true })
      const isThere = (): boolean =>
        [...document.querySelectorAll(selector)].some((element) => element.textContent.includes(text))
      const look = (now: number): void => {
        if (at === 0 || paintMs === 0 || !isThere()) {
          afterFrame(look)
          return
        }
        for (const name of events) removeEventListener(name, begin, { capture: true })
        resolve({ paintMs: Math.round(paintMs), shownMs: Math.round(now - at) })
      }
      afterFrame(look)
    })
    Reflect.set(globalThis, 'measured', measured)
  }, shown)
  await act(page)
  return Promise.race([
    page.evaluate(() => Reflect.get(globalThis, 'measured') as Promise<Interaction>),
    late(shown.text),
  ])
}

const late = (text: string): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`not shown within a minute: ${text}`)), 60_000).unref()
  })
