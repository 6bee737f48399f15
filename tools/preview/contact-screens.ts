// The address book's dialogs, and how a person gets there. Tools only.
import encodeQR from 'qr'
import type { Page } from 'playwright'
import { bitmapOf } from '../../e2e/fixtures/bitmap.ts'
import { choose, dragOver, press, reach, visit, waitDialog, type Screen, type Words } from './ways.ts'

const toMenu = async (page: Page, t: Words, item: string, name = 'Bob Meier') => {
  await visit(page, t('shell./contacts'))
  await reach(page, name)
  await page.getByRole('button', { name: t('contacts.actionsFor', { name }) }).click()
  await choose(page, t(item))
  await waitDialog(page)
}
const toCode = async (page: Page, t: Words) => {
  await visit(page, t('shell./contacts'))
  await (await reach(page, 'Carol')).click()
  await page.getByText('10482').waitFor()
  await page.getByRole('radio', { name: t('safety.code') }).click()
}

export const contactScreens: readonly Screen[] = [
  { name: '50-contacts-many', begin: 'many', go: (page, t) => visit(page, t('shell./contacts')) },
  { name: '50-contacts-error', begin: 'error', go: (page, t) => visit(page, t('shell./contacts')) },
  { name: '54-safety-code', begin: 'open', go: toCode },
  {
    name: '54-safety-conflict',
    begin: 'open',
    go: async (page, t) => {
      await toCode(page, t)
      const picked = page.waitForEvent('filechooser')
      await press(page, t('scan.picture'))
      const rows = encodeQR('siegel:verify:abc', 'raw', { border: 4, scale: 4 })
      await (await picked).setFiles({ name: 'code.bmp', mimeType: 'image/bmp', buffer: bitmapOf(rows) })
      await page.getByText(t('safety.outcome.conflict')).waitFor()
    },
  },
  {
    name: '54-safety-many',
    begin: 'many',
    go: (page, t) =>
      visit(page, t('shell./contacts'))
        .then(() => page.getByRole('rowheader').first().click())
        .then(() => page.getByText('10482').waitFor()),
  },
  { name: '57-access', begin: 'open', go: (page, t) => toMenu(page, t, 'access.menu') },
  { name: '57-export', begin: 'open', go: (page, t) => toMenu(page, t, 'vcard.menu') },
  {
    name: '55-replace',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await (await reach(page, 'Mallory')).click()
      await page.getByText('10482').waitFor()
    },
  },
  {
    name: '56-block',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await page.getByRole('button', { name: t('contacts.actionsFor', { name: 'Bob Meier' }) }).click()
      await choose(page, t('book.block'))
      await waitDialog(page)
    },
  },
  {
    name: '57-describe',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await page.getByRole('button', { name: t('contacts.actionsFor', { name: 'Bob Meier' }) }).click()
      await choose(page, t('book.details'))
      await waitDialog(page)
    },
  },
  {
    name: '58-invite-link',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await press(page, t('invite.title'))
      await waitDialog(page)
    },
  },
  {
    name: '58-invite-made',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await press(page, t('invite.title'))
      await waitDialog(page)
      await press(page, t('invite.do'))
      await page.getByRole('textbox', { name: t('invite.link') }).waitFor()
    },
  },
  {
    name: '59-menu',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await page.getByRole('button', { name: t('contacts.actionsFor', { name: 'Bob Meier' }) }).click()
      await page.getByRole('menuitem', { name: t('book.block') }).waitFor()
    },
  },
  {
    name: '59-blocked',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await page.getByRole('button', { name: new RegExp(t('book.all')) }).click()
      await page.getByRole('option', { name: t('book.blocked') }).click()
    },
  },
  {
    name: '59-give',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await dragOver(await reach(page, 'Bob Meier'), ['README.md', 'LICENSE'], 'drop')
      await waitDialog(page)
    },
  },
  {
    name: '59-drag',
    begin: 'open',
    go: async (page, t) => {
      await visit(page, t('shell./contacts'))
      await dragOver(await reach(page, 'Bob Meier'), ['README.md'])
    },
  },
]
