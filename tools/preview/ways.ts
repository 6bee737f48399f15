// What the pictures of the preview have in common: how a person gets somewhere. Tools only.
import path from 'node:path'
import type { Locator, Page } from 'playwright'

/** A text of the catalogue in the language of the picture. */
export type Words = (key: string, values?: Record<string, unknown>) => string
export type Screen = {
  readonly name: string
  readonly begin: string
  readonly go: (page: Page, t: Words) => Promise<void>
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
export const visit = async (page: Page, name: string) => {
  await page
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
export const waitDialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog')).first().waitFor()

/** Where there is no room for them, tabs stand in a menu. */
export const tab = async (page: Page, name: string) => {
  const inRow = page.getByRole('tab', { name, exact: true })
  const menu = page.getByRole('main').locator('button[aria-haspopup=listbox]')
  await inRow.or(menu).first().waitFor()
  if ((await inRow.count()) > 0) return inRow.click()
  await menu.first().click()
  return page.getByRole('option', { name, exact: true }).click()
}

/** Where it rests: what is above it may only just have come. */
async function placeOf(what: Locator): Promise<{ readonly x: number; readonly y: number }> {
  for (let before = await what.boundingBox(); ;) {
    await what.page().waitForTimeout(400)
    const now = await what.boundingBox()
    if (now !== null && now.x === before?.x && now.y === before.y) return now
    before = now
  }
}

/** From the menu that is open: it may still be finding its place. */
export async function choose(page: Page, name: string): Promise<void> {
  const item = page.getByRole('menuitem', { name })
  await placeOf(item)
  await item.click()
}

/** Scrolls a list to a row: further down than it reaches, a row is not in the page, or not all of it. */
export async function reach(page: Page, name: string): Promise<Locator> {
  const row = page.getByRole('row', { name: new RegExp(name.replaceAll('.', '\\.')) }).first()
  await page.getByRole('row').nth(1).waitFor()
  const isInSight = () =>
    page.getByRole('row', { name: new RegExp(name.replaceAll('.', '\\.')) }).evaluateAll(([one]) => {
      const list = one?.closest('[role=grid]')?.getBoundingClientRect()
      return one !== undefined && list !== undefined && one.getBoundingClientRect().bottom <= list.bottom
    })
  if (await isInSight()) return row
  for (let step = 0; step < 20 && !(await isInSight()); step++) {
    await page.getByRole('grid').evaluate((list) => list.scrollBy(0, 60))
    await page.waitForTimeout(50)
  }
  await row.scrollIntoViewIfNeeded()
  await placeOf(row)
  return row
}

/** Files of this computer are held over it, as by a file manager; `drop`: and let go. */
export async function dragOver(what: Locator, files: readonly string[], drop: 'drop' | 'hold' = 'hold'): Promise<void> {
  const devtools = await what.page().context().newCDPSession(what.page())
  await what.scrollIntoViewIfNeeded()
  const { x, y } = await placeOf(what)
  const data = { items: [], files: files.map((file) => path.resolve(file)), dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', ...(drop === 'drop' ? (['drop'] as const) : [])] as const)
    await devtools.send('Input.dispatchDragEvent', { type, x: x + 80, y: y + 20, data })
  await what.page().waitForTimeout(300)
}
