// What the pictures of the preview have in common: how a person gets somewhere. Tools only.
import type { Page } from 'playwright'

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
