// The main journey without a mouse: from the first window to a folder that bob has, too. Bob sits at a command line.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { App } from '../fixtures/app.ts'
import { contentsOf } from '../fixtures/folders.ts'
import { Keyboard } from '../fixtures/keyboard.ts'
import { RelayProcess, Typist } from '../fixtures/processes.ts'

let base: string
let relay: RelayProcess
let alice: App
let bob: Typist
test.beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'siegel-keyboard-'))
  relay = await RelayProcess.start(path.join(base, 'relay'))
  alice = new App(base, 'alice')
  bob = new Typist(base, 'bob')
})
test.afterAll(async () => {
  await alice.stop()
  await relay.stop()
  await rm(base, { recursive: true, force: true })
})

test('alice sets up, adds bob, makes a space of a folder and invites him: by keyboard alone', async () => {
  await alice.start()
  const { page } = alice
  const keys = new Keyboard(page)
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const next = async () => {
    await expect(button('Next')).toBeEnabled()
    await keys.activate(button('Next'))
  }

  await keys.activate(button('Get started'))
  await keys.fill(field('Name'), 'alice')
  await keys.fill(page.getByRole('textbox', { name: 'E-mail address' }), 'alice@kanzlei.example')
  await next()
  await keys.to(page.getByRole('radio', { name: /^a passphrase/ }))
  await next()
  await keys.fill(field('Passphrase'), alice.passphrase)
  await keys.fill(field('Repeat the passphrase'), alice.passphrase)
  await next()
  await keys.to(page.getByRole('radio', { name: 'This computer' }))
  await keys.press('ArrowDown')
  await keys.fill(field('Address of the relay'), relay.address)
  await next()
  const kit = page.getByRole('list', { name: 'Your recovery kit' }).getByRole('listitem')
  await expect(kit).toHaveCount(24)
  const words = (await kit.allInnerTexts()).map((text) => text.replace(/[^a-z]/g, ''))
  await keys.to(page.getByRole('checkbox', { name: /written the words down/ }))
  await keys.press('Space')
  await next()
  for (const asked of await page.getByRole('textbox', { name: /Word number/ }).all()) {
    const label = await asked.evaluate((element) => (element as HTMLInputElement).labels?.[0]?.textContent ?? '')
    await keys.fill(asked, words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '')
  }
  await keys.activate(button('Create identity'))
  await expect(page.getByRole('heading', { name: 'Spaces' })).toBeVisible()

  await bob.sitDown()
  const own = (name: string) => path.join(bob.directory, name)
  const email = 'bob@kanzlei.example'
  await bob.answer('init', '--name', 'bob', '--email', email, '--relay', relay.address, '--recovery-out', own('words'))
  await bob.answer('card', '--out', own('card'))
  await keys.to(page.getByRole('row', { name: 'Spaces' }))
  await keys.press('ArrowDown')
  await keys.press('Enter')
  await expect(page.getByRole('heading', { name: 'Contacts', level: 1 })).toBeVisible()
  await keys.activate(button('Add contact'))
  await keys.fill(
    page.getByRole('dialog').getByRole('textbox', { name: 'Contact card' }),
    await readFile(own('card'), 'utf8'),
  )
  await keys.activate(page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }))
  await expect(page.getByRole('dialog')).toBeHidden()
  await bob.answer('sync', '--once')
  await bob.answer('contact', 'accept', 'alice')
  await expect(page.getByText('Asked, no answer yet')).toBeHidden({ timeout: 120_000 })

  const folder = path.join(alice.folders, 'Mandanten')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'Vertrag.txt'), 'Entwurf')
  await keys.to(page.getByRole('row', { name: 'Contacts' }).first())
  await keys.press('ArrowUp')
  await keys.press('Enter')
  await expect(page.getByRole('heading', { name: 'Spaces', level: 1 })).toBeVisible()
  await alice.willPick(folder)
  await keys.activate(button('New space'))
  await keys.activate(page.getByRole('dialog').getByRole('button', { name: 'Choose' }))
  await expect(field('Name of the space')).toHaveValue('Mandanten')
  await keys.activate(button('Create'))
  await keys.activate(button('Invite'))
  const invite = page.getByRole('dialog', { name: /Invite to/ })
  await keys.activate(invite.getByRole('button', { name: /contact/i }))
  await page.getByRole('option', { name: 'bob' }).waitFor()
  await keys.press('Enter')
  await keys.activate(invite.getByRole('button', { name: 'Send invitation' }))
  await expect(invite).toBeHidden()

  await bob.answer('sync', '--once')
  await bob.answer('space', 'accept', 'Mandanten', bob.folder)
  await bob.answer('sync', '--once')
  expect(await contentsOf(bob.folder)).toEqual(await contentsOf(folder))
})
