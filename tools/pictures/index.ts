// Takes the pictures of the README from the built app: four people and a relay, real files, one window in German. Run with:
//   npm run build && xvfb-run -a node tools/pictures/index.ts
// The others work at the command line; what the window shows has gone through the relay.
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, type Page } from '@playwright/test'
import { RelayProcess, run } from '../../e2e/fixtures/processes.ts'
import { createTranslator } from '../../src/shared/i18n/index.ts'

const root = path.resolve(import.meta.dirname, '../..')
const images = path.join(root, 'docs/images')
const translator = createTranslator('de')
const t = translator.t.bind(translator)
const passphrase = 'quer durch den moosgrünen tannenwald'
const base = await mkdtemp(path.join(tmpdir(), 'siegel-'))
const passphraseFile = path.join(base, 'passphrase')

class Person {
  readonly name: string
  readonly userData: string
  readonly #directory: string

  constructor(name: string) {
    this.name = name
    this.#directory = path.join(base, this.short)
    this.userData = path.join(this.#directory, 'user-data')
  }

  get short(): string {
    return (this.name.split(' ')[0] ?? '').toLowerCase()
  }

  get cardFile(): string {
    return path.join(this.#directory, 'card')
  }

  folder(name: string): string {
    return path.join(this.#directory, name)
  }

  async begin(relay: string): Promise<void> {
    await mkdir(this.userData, { recursive: true })
    const recovery = path.join(this.#directory, 'recovery')
    const email = `${this.short}@kanzlei-beispiel.de`
    await this.type('init', '--name', this.name, '--email', email, '--relay', relay, '--recovery-out', recovery)
    await this.type('card', '--out', this.cardFile)
  }

  /** `siegel …`; throws unless it ends with 0. */
  async type(...words: readonly string[]): Promise<void> {
    const args = ['--profile', path.join(this.userData, 'profile'), ...words]
    const { code, err } = await run('src/cli/main.ts', args, { SIEGEL_PASSPHRASE_FILE: passphraseFile })
    if (code !== 0) throw new Error(`${this.name}: ${words.join(' ')} ended with ${code}: ${err}`)
  }

  async write(files: Readonly<Record<string, number>>): Promise<void> {
    for (const [name, length] of Object.entries(files)) {
      const file = path.join(this.#directory, name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, randomBytes(length))
    }
  }
}

const alice = new Person('Alice Brandt')
const bob = new Person('Bob Meier')
const carol = new Person('Carol Öztürk')
const erin = new Person('Erin Sommer')
const mandant = 'Mandantin Sommer'
const abschluss = 'Jahresabschluss 2026'
const bau = 'Baupläne Hafenstraße'

async function tellTheStory(relay: string): Promise<void> {
  await writeFile(passphraseFile, passphrase)
  for (const person of [alice, bob, carol, erin]) await person.begin(relay)
  for (const other of [bob, carol]) {
    await alice.type('contact', 'add', other.cardFile)
    await other.type('contact', 'accept', alice.name)
  }
  await alice.type('sync', '--once')
  await alice.type('contact', 'verify', '--yes', bob.name)

  await alice.write({
    [`${abschluss}/Belege/Rechnung 2026-001.pdf`]: 184_320,
    [`${abschluss}/Belege/Rechnung 2026-002.pdf`]: 91_233,
    [`${abschluss}/Schriftverkehr/Rückfrage Finanzamt.docx`]: 48_640,
    [`${abschluss}/Abschreibungen.xlsx`]: 72_704,
    [`${abschluss}/Bilanz (Entwurf).pdf`]: 1_843_200,
    [`${abschluss}/Offene Punkte.md`]: 2_150,
    [`${mandant}/Vollmacht.pdf`]: 230_400,
    [`${mandant}/Steuerbescheid 2025.pdf`]: 412_000,
  })
  for (const name of [abschluss, mandant]) await alice.type('space', 'create', '--name', name, alice.folder(name))
  await alice.type('sync', '--once')
  await alice.type('space', 'grant', abschluss, bob.name, 'editor')
  await alice.type('space', 'grant', abschluss, carol.name, 'viewer')
  await bob.type('space', 'accept', abschluss, bob.folder(abschluss))
  await bob.type('sync', '--once')
  await carol.type('space', 'accept', abschluss, carol.folder(abschluss))
  await bob.write({
    [`${abschluss}/Gewinn- und Verlustrechnung.xlsx`]: 96_256,
    [`${abschluss}/Offene Punkte.md`]: 2_480,
  })
  await bob.type('sync', '--once')

  await bob.write({ [`${bau}/Grundriss EG.pdf`]: 3_100_000 })
  await bob.type('space', 'create', '--name', bau, bob.folder(bau))
  await bob.type('sync', '--once')
  await bob.type('space', 'grant', bau, alice.name, 'contributor')
  await erin.type('contact', 'add', alice.cardFile)
  await alice.type('sync', '--once')
}

type Look = { readonly theme: 'light' | 'dark'; readonly take: (page: Page) => Promise<void> }

async function open({ theme, take }: Look): Promise<void> {
  const window = { x: 0, y: 0, width: 1280, height: 800, maximised: false }
  const settings = { preferences: { language: 'de', theme }, window, embeddedRelay: null }
  await writeFile(path.join(alice.userData, 'host.json'), JSON.stringify(settings))
  const locale = 'de_DE.UTF-8'
  const app = await _electron.launch({
    cwd: root,
    // --no-sandbox: for machines where everything runs as root; the product never passes it.
    args: ['.', '--no-sandbox', `--user-data-dir=${alice.userData}`, '--lang=de'],
    env: { ...process.env, LANG: locale, LANGUAGE: 'de', LC_ALL: locale },
    colorScheme: null,
    timeout: 120_000,
  })
  try {
    const page = await app.firstWindow()
    page.setDefaultTimeout(60_000)
    await page.getByLabel(t('lock.passphrase')).fill(passphrase)
    await page.getByRole('button', { name: t('lock.unlock'), exact: true }).click()
    await page.getByRole('row', { name: new RegExp(mandant) }).waitFor()
    await page.getByText(t('sync.up-to-date')).nth(1).waitFor()
    await take(page)
  } finally {
    await app.close()
  }
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.mouse.move(1270, 790)
  await page.waitForTimeout(1500)
  await page.screenshot({ path: path.join(images, `${name}.png`) })
  console.log(name)
}

async function openSpace(page: Page): Promise<void> {
  await page.getByRole('row', { name: new RegExp(abschluss) }).click()
  await page.getByRole('heading', { level: 1, name: abschluss }).waitFor()
  await page.getByText('Belege').first().waitFor()
}

await mkdir(images, { recursive: true })
const relay = await RelayProcess.start(path.join(base, 'relay'))
try {
  await tellTheStory(relay.address)
  await open({
    theme: 'light',
    take: async (page) => {
      await shoot(page, 'spaces')
      await openSpace(page)
      await shoot(page, 'files')
      await page.getByRole('tab', { name: t('space.tab.people') }).click()
      await page.getByText(bob.name).first().waitFor()
      await shoot(page, 'people')
      await page.getByRole('link', { name: new RegExp(`^${t('shell./contacts')}`) }).click()
      await page.getByText(carol.name).first().waitFor()
      await shoot(page, 'contacts')
    },
  })
  await open({
    theme: 'dark',
    take: async (page) => {
      await openSpace(page)
      await shoot(page, 'files-dark')
    },
  })
} finally {
  await relay.stop()
  await rm(base, { recursive: true, force: true })
}
