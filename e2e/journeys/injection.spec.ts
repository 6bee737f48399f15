// T78: names, notes and folders that would be scripts, if anything took them for more than text. The real window, its real policy.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import fc from 'fast-check'
import { allCalls } from '../../src/shared/ipc/contract.ts'
import { Faker } from '../../src/shared/ipc/fake.ts'
import { App } from '../fixtures/app.ts'
import { RelayProcess } from '../fixtures/processes.ts'

const scripts = {
  person: '<img src=x onerror="window.ran=1">',
  space: "${window.ran=2}');window.ran=2;('",
  // < > " : and slashes cannot stand in the name of a file or space (T58).
  folder: "{{constructor.constructor('window.ran=3')()}}",
  file: "');window.ran=4;('.txt",
  contact: '{{constructor.constructor("window.ran=5")()}}<a href="javascript:window.ran=5">x',
}

type JunkCall = { readonly name: string; readonly inputs: readonly unknown[] }

/** For every channel of main and core what its schema refuses: a field too many, a missing one, anything at all. */
function junkCalls(): readonly JunkCall[] {
  return Object.entries(allCalls).map(([name, { input }], seed) => {
    const made = new Faker(seed).make(input) as Record<string, unknown>
    const [first] = Object.keys(made)
    const spoilt = first === undefined ? [] : [{ ...made, [first]: { toString: '../../etc/passwd' } }]
    const junk = fc.sample(fc.jsonValue(), { seed, numRuns: 20 })
    const inputs = [{ ...made, path: '/etc/passwd' }, ...spoilt, ...junk]
    return { name, inputs: inputs.filter((one) => !input.safeParse(one).success) }
  })
}

/** By channel: the one code everything was refused with, or else what was answered. */
const callAll = (page: Page, calls: readonly JunkCall[]): Promise<Record<string, string>> =>
  page.evaluate(async (all) => {
    type Answer = { readonly ok: boolean; readonly error?: { readonly code: string } }
    const { call } = Reflect.get(globalThis, 'siegel') as { call(name: string, input: unknown): Promise<Answer> }
    const codes = all.map(async ({ name, inputs }) => {
      const answers = await Promise.all(inputs.map((input) => call(name, input)))
      return [name, [...new Set(answers.map(({ error }) => error?.code ?? `${name} answered`))].join()] as const
    })
    return Object.fromEntries(await Promise.all(codes))
  }, calls)

test('T78 text that would be a script is shown as text everywhere, nothing runs or is asked for, and no channel takes junk', async () => {
  const base = await mkdtemp(path.join(tmpdir(), 'siegel-injection-'))
  const relay = await RelayProcess.start(path.join(base, 'relay'))
  const [alice, bob] = [
    new App(base, 'alice', { person: scripts.person }),
    new App(base, 'bob', { person: scripts.contact, email: 'bob@kanzlei.example' }),
  ]
  try {
    await bob.start()
    await bob.onboard(relay.address)
    const card = await bob.page.evaluate(async () => {
      const { call } = Reflect.get(globalThis, 'siegel') as { call(name: string, input: unknown): Promise<unknown> }
      return ((await call('card.get', {})) as { value: { text: string } }).value.text
    })
    await bob.stop()

    await alice.start()
    const { page } = alice
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await page.evaluate(() => {
      Reflect.set(globalThis, 'violations', [])
      document.addEventListener('securitypolicyviolation', (event) =>
        (Reflect.get(globalThis, 'violations') as string[]).push(event.violatedDirective),
      )
    })
    await alice.onboard(relay.address)
    const folder = path.join(alice.folders, 'Akten')
    await mkdir(path.join(folder, scripts.folder), { recursive: true })
    await writeFile(path.join(folder, scripts.file), 'x')
    await alice.willPick(folder)
    await page.getByRole('button', { name: 'New space' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Choose', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name of the space' }).fill(scripts.space)
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
    await page.getByRole('tab', { name: 'Files' }).click()
    for (const text of [scripts.file, scripts.folder])
      await expect(page.getByRole('grid').getByText(text)).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(scripts.space)
    await page.getByRole('tab', { name: 'People & rights' }).click()
    await expect(page.getByText(scripts.person).first()).toBeVisible()

    await alice.go('Contacts')
    await page.getByRole('button', { name: 'Add contact' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Contact card' }).fill(card)
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('list', { name: 'Your requests' })).toContainText(scripts.contact)
    await alice.go('Activity')
    await expect(page.getByRole('main')).toContainText(scripts.space)

    const [ran, violations] = await page.evaluate((): unknown[] =>
      ['ran', 'violations'].map((name) => Reflect.get(globalThis, name) as unknown),
    )
    expect([ran, violations]).toEqual([undefined, []])
    expect(await page.locator('main img[src="x"], main iframe, main form[action], a[href^="javascript"]').count()).toBe(
      0,
    )
    const answers = await callAll(page, junkCalls())
    expect(Object.values(answers).filter((answer) => answer !== 'E_CHANNEL')).toEqual([])
    expect(Object.keys(answers)).toHaveLength(Object.keys(allCalls).length)
    expect(asked.filter((url) => !url.startsWith('app://siegel/'))).toEqual([])
    expect([dialogs, page.url()]).toEqual([[], expect.stringMatching(/^app:\/\/siegel\/index\.html/)])
  } finally {
    await alice.stop()
    await bob.stop()
    await relay.stop()
    await rm(base, { recursive: true, force: true })
  }
})
