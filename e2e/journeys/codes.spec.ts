// Codes instead of copying: alice's camera reads bob's contact card, and a picture of his screen verifies him. Bob sits at the app
// without its window. ATTACKS T11, T78.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import encodeQR from 'qr'
import { App } from '../fixtures/app.ts'
import { bitmapOf } from '../fixtures/bitmap.ts'
import { filmOfCode } from '../fixtures/camera.ts'
import { dialogOn } from '../fixtures/dialog.ts'
import { FarDesk } from '../fixtures/far-desk.ts'
import { RelayProcess } from '../fixtures/processes.ts'

let base: string
let relay: RelayProcess
let alice: App
let bob: FarDesk

test.beforeAll(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'siegel-codes-'))
  relay = await RelayProcess.start(path.join(base, 'relay'))
  bob = await FarDesk.sitDown('bob', { directory: path.join(base, 'far') })
  await bob.onboard({ kind: 'address', address: relay.address, token: null })
})
test.afterAll(async () => {
  await alice.stop()
  await bob.leave()
  await relay.stop()
  await rm(base, { recursive: true, force: true })
})

const picture = (text: string) => ({
  name: 'code.bmp',
  mimeType: 'image/bmp',
  buffer: bitmapOf(encodeQR(text, 'raw', { border: 4, scale: 4 })),
})

test('alice scans bob’s card with the camera and his safety code from a picture: only his code for her verifies him', async () => {
  const film = path.join(base, 'card.y4m')
  const card = (await bob.ask('card.get', {})).text
  await writeFile(film, filmOfCode(card))
  alice = new App(base, 'alice', {
    switches: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
  })
  await alice.start()
  await alice.onboard(relay.address)
  const { page } = alice
  const dialog = dialogOn(page)

  await alice.go('Contacts')
  // Nobody pressed the button: the page itself gets no camera.
  const denied = () => navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', String)
  expect(await page.evaluate(denied)).toContain('NotAllowedError')
  await page.getByRole('button', { name: 'Add contact' }).first().click()
  await dialog.getByRole('button', { name: 'Scan with the camera' }).click()
  await expect(dialog.getByRole('textbox', { name: /Contact card/ })).toHaveValue(card)
  expect(await page.evaluate(() => document.querySelectorAll('video').length)).toBe(0)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden()

  await expect.poll(async () => (await bob.ask('contacts.list', {})).length).toBe(1)
  const [asking] = await bob.ask('contacts.list', {})
  if (asking === undefined) throw new Error('nobody asks')
  await bob.ask('contacts.accept', { contact: asking.id })
  const row = page.getByRole('row', { name: /bob/ })
  await expect(row).not.toContainText('no answer yet')
  const { code } = await bob.ask('contacts.safetyNumber', { contact: asking.id })

  await row.click()
  await dialog.getByText('QR code', { exact: true }).click()
  await expect(dialog.getByRole('img', { name: /QR code of your safety number/ })).toBeVisible()
  const read = async (text: string) => {
    const chooser = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'QR code from a picture' }).click()
    await (await chooser).setFiles(picture(text))
  }
  await read(card)
  await expect(dialog.getByText('This is no code to compare')).toBeVisible()
  const halves = code.length / 2
  await read(`${code.slice(0, halves)}${code[halves] === 'A' ? 'B' : 'A'}${code.slice(halves + 1)}`)
  await expect(dialog.getByText(/The identities do not agree|This is the code of somebody else/)).toBeVisible()
  await expect(row).toContainText('Not verified yet')
  await read(code)
  await expect(dialog).toBeHidden()
  await expect(row).toContainText('Verified by you')
})
