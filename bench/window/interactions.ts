// What alice does in the open window, from the list of spaces on and back to it; each with what must then stand in the page.
import type { Page } from '@playwright/test'
import { nameOf } from './desk.ts'

export type Step = {
  readonly name: string
  readonly act: (page: Page) => Promise<void>
  readonly shown: Shown
}

/** An element of this kind with this text in it. */
export type Shown = { readonly selector: string; readonly text: string }

const row = '[role=tabpanel] [role=rowheader]'
const panel = '[role=tabpanel]'
const heading = 'h1'
/** By selectors of the browser's own: to look for a role and a name keeps the page for some 40 ms. */
const one = (selector: string, text: string) => (page: Page) => page.locator(selector, { hasText: text }).first()
const open = (name: string) => (page: Page) => one('[role=rowheader]', name)(page).dblclick()
const tab = (name: string) => (page: Page) => one('[role=tab]', name)(page).click()
const button = (name: string) => (page: Page) =>
  page.locator(`button[aria-label="${name}"], button:has-text("${name}")`).first().click()
const key = (keys: string) => (page: Page) => page.keyboard.press(keys)
const place = (name: string) => (page: Page) => one('nav [role=row]', name)(page).click()

export const steps: readonly Step[] = [
  { name: 'a space', act: open(nameOf(1)), shown: { selector: row, text: 'x' } },
  { name: 'a folder with one', act: open('x'), shown: { selector: row, text: 'd0000' } },
  { name: 'a folder of 20,000', act: open('d0000'), shown: { selector: row, text: 'f000000' } },
  { name: 'its next page', act: button('Next page'), shown: { selector: row, text: 'f000100' } },
  { name: 'its next page again', act: button('Next page'), shown: { selector: row, text: 'f000200' } },
  { name: 'the page before, known', act: button('Previous page'), shown: { selector: row, text: 'f000100' } },
  {
    name: 'a file is selected',
    act: (page) => one('[role=rowheader]', 'f000102')(page).click(),
    shown: { selector: '[role=row][aria-selected=true]', text: 'f000102' },
  },
  { name: 'people of the space', act: tab('People & rights'), shown: { selector: panel, text: 'Bob' } },
  { name: 'activity of the space', act: tab('Activity'), shown: { selector: panel, text: 'f0' } },
  { name: 'settings of the space', act: tab('Settings'), shown: { selector: panel, text: 'left out here' } },
  { name: 'search', act: key('Control+k'), shown: { selector: '[role=dialog]', text: 'Contacts' } },
  {
    name: 'search, typed',
    act: (page) => page.keyboard.type('f01234'),
    shown: { selector: '[role=menuitem]', text: 'f01234' },
  },
  { name: 'search, emptied', act: key('Escape'), shown: { selector: '[role=menuitem]', text: 'Needs you' } },
  { name: 'search, closed', act: key('Escape'), shown: { selector: 'body:not(:has([role=dialog]))', text: nameOf(1) } },
  { name: 'contacts', act: place('Contacts'), shown: { selector: '[role=rowheader]', text: 'Bob' } },
  { name: 'activity', act: place('Activity'), shown: { selector: panel, text: nameOf(20) } },
  { name: 'settings', act: place('Settings'), shown: { selector: heading, text: 'Settings' } },
  { name: 'spaces', act: place('Spaces'), shown: { selector: '[role=rowheader]', text: nameOf(1) } },
  { name: 'a dialog', act: button('New space'), shown: { selector: '[role=dialog]', text: 'Name of the space' } },
  {
    name: 'a dialog, closed',
    act: key('Escape'),
    shown: { selector: 'body:not(:has([role=dialog]))', text: 'Spaces' },
  },
]
