// The first minutes by invitation: a link fills everything in, the recovery kit becomes a PDF and nothing else, a sample space explains
// itself and goes, and a forgotten passphrase is no end. Alice sits at the app without its window. PRODUCT.md, ATTACKS T70.
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { App } from '../fixtures/app.ts'
import { dialogOn } from '../fixtures/dialog.ts'
import { FarDesk } from '../fixtures/far-desk.ts'
import { pdfText } from '../fixtures/pdf-text.ts'
import { RelayProcess } from '../fixtures/processes.ts'

test.describe.configure({ mode: 'serial' })

let base: string
let relay: RelayProcess
let alice: FarDesk
let bob: App

test.beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'siegel-beginning-'))
  relay = await RelayProcess.start(path.join(base, 'relay'))
  alice = await FarDesk.sitDown('alice', { directory: path.join(base, 'far') })
  bob = new App(base, 'bob')
})
test.afterAll(async () => {
  await bob.stop()
  await alice.leave()
  await relay.stop()
  await rm(base, { recursive: true, force: true })
})

/** Files below `directory` in which one of the texts stands. */
async function filesWith(directory: string, texts: readonly string[]): Promise<string[]> {
  const found = []
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const content = await readFile(path.join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0))
    if (texts.some((text) => content.includes(text))) found.push(entry.name)
  }
  return found
}

test('bob begins with alice’s link, keeps his kit as PDF, looks at the sample, and comes back with his words', async () => {
  await alice.onboard({ kind: 'address', address: relay.address, token: null })
  const { link } = await alice.ask('links.create', { note: '', days: 1 })
  await bob.start()
  const { page } = bob
  const next = () => page.getByRole('button', { name: 'Next' }).click()

  await page.getByRole('button', { name: 'I was invited' }).click()
  await page.getByRole('textbox', { name: 'Invitation link or contact card' }).fill(link)
  await expect(page.getByRole('status').getByText('Somebody invites you')).toBeVisible()
  await next()
  await page.getByRole('textbox', { name: 'Name' }).fill('Bob Meier')
  await next()
  // This machine's desktop has no key store: the reason is said, and only the passphrase is left (T70).
  await expect(page.getByText('With a passphrase only')).toBeVisible()
  await expect(page.getByRole('radio', { name: /^both together/ })).toBeDisabled()
  await next()
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(bob.passphrase)
  await page.getByRole('textbox', { name: 'Repeat the passphrase' }).fill(bob.passphrase)
  await next()

  const words = await bob.readKit()
  const pdf = path.join(base, 'kit', 'Bob.pdf')
  await mkdir(path.dirname(pdf))
  await bob.willSave(pdf)
  await page.getByRole('button', { name: 'Save as PDF' }).click()
  await expect(page.getByText('“Bob.pdf” is saved.', { exact: false })).toBeVisible()
  const text = pdfText(await readFile(pdf))
  expect(await readFile(pdf, 'latin1')).toMatch(/\/MarkInfo <<[^>]*\/Marked true[^>]*>>\s*\/StructTreeRoot \d/)
  expect(text).toContain(words.map((word, i) => `${i + 1}${word}`).join(''))
  expect(text).toContain('Bob Meier')
  if (process.platform !== 'win32') expect((await stat(pdf)).mode & 0o777).toBe(0o600)
  expect(await readdir(path.dirname(pdf))).toEqual(['Bob.pdf'])
  expect(await filesWith(bob.directory, ['%PDF', words.slice(0, 3).join(' '), `${words[3]}</li>`])).toEqual([])

  await bob.confirmKit(words)
  await expect
    .poll(async () => (await alice.ask('contacts.list', {})).map(({ name, state }) => [name, state]))
    .toEqual([['Bob Meier', 'accepted']])

  await page.getByRole('button', { name: 'Look at First steps' }).click()
  await expect(page.getByRole('heading', { name: 'First steps', level: 1 })).toBeVisible()
  await expect(page.getByRole('row', { name: /Welcome\.txt/ })).toBeVisible()
  await page.getByRole('button', { name: 'Delete sample' }).click()
  await expect(page.getByRole('button', { name: 'Look at First steps' })).toBeVisible()

  await bob.lock()
  const field = page.getByRole('textbox', { name: 'Passphrase' })
  for (let wrong = 0; wrong < 2; wrong++) {
    await field.fill(`quer durch den tannenwald ${wrong}`)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await expect(page.getByText('That is not the right passphrase.')).toBeVisible()
  }
  await expect(page.getByRole('status').getByText('2 wrong passphrases.')).toBeAttached()
  await page.getByText('Deutsch', { exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Siegel ist gesperrt' })).toBeVisible()
  await page.getByText('English', { exact: true }).click()
  await page.getByText('Forgotten your passphrase?').click()
  const dialog = dialogOn(page)
  await dialog.getByRole('textbox', { name: 'Recovery words' }).fill(words.join(' '))
  await dialog.getByRole('button', { name: 'Propose six words' }).click()
  await dialog.getByRole('button', { name: 'Set passphrase' }).click()
  await bob.go('Contacts')
  await expect(page.getByRole('row', { name: /alice/ })).toBeVisible()
})

test('on a new computer bob’s words bring him and his address book back', async () => {
  await bob.stop()
  const again = new App(base, 'again')
  try {
    await again.start()
    const { page } = again
    const next = () => page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('I have a recovery kit').click()
    await page.getByRole('textbox', { name: 'Recovery words' }).fill(bob.recoveryWords.join(' '))
    await next()
    await next()
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(again.passphrase)
    await page.getByRole('textbox', { name: 'Repeat the passphrase' }).fill(again.passphrase)
    await next()
    await page.getByRole('textbox', { name: 'Address of the relay' }).fill(relay.address)
    await page.getByRole('button', { name: 'Recover' }).click()
    await again.go('Contacts')
    await expect(page.getByRole('row', { name: /alice/ })).toBeVisible()
  } finally {
    await again.stop()
  }
})
