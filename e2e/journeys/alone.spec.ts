// One person, nothing configured: the relay on this computer, a first space, and everything there again after a restart.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { App } from '../fixtures/app.ts'

test('carol starts with the embedded relay, makes a space, finds it again after a restart; then nothing is written any more', async () => {
  const base = await mkdtemp(path.join(tmpdir(), 'siegel-e2e-'))
  const carol = new App(base, 'carol')
  const folder = path.join(carol.folders, 'Files')
  try {
    await carol.start()
    await carol.onboard(null)
    const { page } = carol
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'Notiz.txt'), 'meine erste Datei')
    await carol.willPick(folder)
    await page.getByRole('button', { name: 'New space' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Choose', exact: true }).click()
    await dialog.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('tab', { name: 'Files' }).click()
    await expect(page.getByRole('grid').getByText('Notiz.txt')).toBeVisible()
    await carol.stop()
    await carol.start()
    await carol.unlock()
    await expect(carol.page.getByText('Connected')).toBeVisible()
    await expect(carol.page.getByRole('grid').getByText('Files').first()).toBeVisible()
    await expect(carol.page.getByText('Up to date').first()).toBeVisible()
    expect(carol.writtenBytes()).toBeGreaterThan(0)
    await expect.poll(() => writtenWithin(carol, 10_000), { timeout: 120_000 }).toBe(0)
  } finally {
    await carol.stop()
    await rm(base, { recursive: true, force: true })
  }
})

async function writtenWithin(app: App, milliseconds: number): Promise<number> {
  const before = app.writtenBytes()
  await app.page.waitForTimeout(milliseconds)
  return app.writtenBytes() - before
}
