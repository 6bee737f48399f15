// The relay in the app, only for this computer at first: making a card asks, and the card then leads here from the network.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { addressInNetwork } from '../../src/relay/own-network.ts'
import { cardBytesOf, parseCard } from '../../src/shared/contact/index.ts'
import { App } from '../fixtures/app.ts'

test('carol wants to give away her card: she is asked whether this network may reach her relay, and the card says how', async () => {
  const host = await addressInNetwork()
  test.skip(host === null, 'this computer is in no network, so that nobody else could reach it')
  const base = await mkdtemp(path.join(tmpdir(), 'siegel-e2e-'))
  const carol = new App(base, 'carol')
  try {
    await carol.start()
    await carol.onboard(null)
    const { page } = carol
    await carol.go('Contacts')
    await page.getByRole('button', { name: 'My contact card' }).first().click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('Only this computer reaches your relay')).toBeVisible()
    await dialog.getByRole('button', { name: 'Let this network reach it' }).click()
    const card = dialog.getByRole('textbox', { name: 'Contact card' })
    await expect(card).toHaveValue(/^siegel/)
    const { home, tlsPin } = parseCard(cardBytesOf(await card.inputValue()))
    expect(new URL(home.address).hostname).toBe(host)
    expect(new URL(home.address).protocol).toBe('https:')
    expect(tlsPin).toHaveLength(32)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await carol.settings('Relay')
    await expect(page.getByRole('radio', { name: 'This network' })).toBeChecked()
    await expect(page.getByText(home.address)).toBeVisible()
    await carol.stop()
    await carol.start()
    await carol.unlock()
    await expect(carol.page.getByText('Connected')).toBeVisible()
    await carol.settings('Relay')
    await expect(carol.page.getByRole('radio', { name: 'This network' })).toBeChecked()
  } finally {
    await carol.stop()
    await rm(base, { recursive: true, force: true })
  }
})
