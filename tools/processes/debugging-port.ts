// A window of an app that runs by itself, over Chromium's debugging port. Tests and benchmarks.
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Browser } from '@playwright/test'

/**
 * `host` is the port's, as in `127.0.0.1:9222`. Playwright can wait for ever for a page that has not begun to load
 * (microsoft/playwright#39483, #41093), so the window shows its document first.
 */
export async function connectToWindow(host: string): Promise<Browser> {
  while (!(await pagesAt(host)).some(({ type, url }) => type === 'page' && url.includes('://'))) await wait(10)
  return chromium.connectOverCDP(`http://${host}`)
}

type Target = { readonly type: string; readonly url: string }

const pagesAt = async (host: string): Promise<readonly Target[]> =>
  (await (await fetch(`http://${host}/json/list`)).json()) as readonly Target[]
