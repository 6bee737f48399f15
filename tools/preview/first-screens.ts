// The first start, recovery and the lock screen, and how a person gets there. Tools only.
import type { Page } from 'playwright'
import { press, waitDialog, type Screen, type Words } from './ways.ts'

const toPerson = async (page: Page, t: Words) => {
  await press(page, t('welcome.create'))
  await page.getByLabel(t('onboarding.person.name')).first().fill('Alice Brandt')
}
const toSecurity = async (page: Page, t: Words) => {
  await toPerson(page, t)
  await page.getByLabel(t('onboarding.person.email')).fill('alice@kanzlei-beispiel.de')
  await press(page, t('common.next'))
  await page.getByRole('radio').first().waitFor()
}
const toPassphrase = async (page: Page, t: Words) => {
  await toSecurity(page, t)
  await press(page, t('common.next'))
  await press(page, t('passphrase.propose'))
  await page.waitForTimeout(400)
}
const toRelay = async (page: Page, t: Words) => {
  await toPassphrase(page, t)
  await press(page, t('common.next'))
  await page.getByRole('radio').first().waitFor()
}
const toKit = async (page: Page, t: Words) => {
  await toRelay(page, t)
  await press(page, t('common.next'))
  await page.getByRole('listitem').first().waitFor()
}
const check = async (page: Page, t: Words, third: string) => {
  await page.getByText(t('kit.kept')).click()
  await press(page, t('common.next'))
  for (const [position, word] of [
    [3, 'able'],
    [11, third],
    [20, 'act'],
  ] as const)
    await page.getByLabel(t('check.word', { position })).fill(word)
  await press(page, t('check.do'))
  await page.waitForTimeout(300)
}
const toInvitation = async (page: Page, t: Words, text: string) => {
  await press(page, t('welcome.invited'))
  await page.getByRole('textbox').fill(text)
  await page.waitForTimeout(500)
}

export const firstScreens: readonly Screen[] = [
  {
    name: '01-welcome',
    begin: 'new',
    go: (page, t) => page.getByRole('button', { name: t('welcome.create') }).waitFor(),
  },
  { name: '01-invited-link', begin: 'new', go: (page, t) => toInvitation(page, t, 'https://relay/invite#abc') },
  { name: '01-invited-card', begin: 'new', go: (page, t) => toInvitation(page, t, 'siegel:card:abc') },
  { name: '01-invited-wrong', begin: 'new', go: (page, t) => toInvitation(page, t, 'Guten Tag!') },
  { name: '02-person', begin: 'new', go: toPerson },
  { name: '03-security', begin: 'new', go: toSecurity },
  { name: '03-security-plain', begin: 'new-plain', go: toSecurity },
  { name: '03-passphrase', begin: 'new', go: toPassphrase },
  { name: '04-relay', begin: 'new', go: toRelay },
  { name: '05-kit', begin: 'new', go: toKit },
  { name: '06-check', begin: 'new', go: (page, t) => toKit(page, t).then(() => check(page, t, 'falsch')) },
  {
    name: '06-not-admitted',
    begin: 'new',
    go: async (page, t) => {
      await toInvitation(page, t, 'https://relay/invite#abc')
      await press(page, t('common.next'))
      await page.getByLabel(t('onboarding.person.name')).first().fill('Alice Brandt')
      await press(page, t('common.next'))
      await page.getByText(t('security.mode.os')).click()
      await press(page, t('common.next'))
      await page.getByRole('listitem').first().waitFor()
      await check(page, t, 'access')
    },
  },
  {
    name: '07-recover',
    begin: 'new',
    go: async (page, t) => {
      await page.getByText(t('welcome.recover')).click()
      await page.getByRole('textbox').fill('abandon zzz '.repeat(12))
      await page.waitForTimeout(500)
    },
  },
  {
    name: '10-lock',
    begin: 'locked',
    go: async (page, t) => {
      await page.getByLabel(t('lock.passphrase')).fill('falsch')
      await press(page, t('lock.unlock'))
      await page.getByText(t('lock.wrong')).waitFor()
    },
  },
  { name: '10-lock-wait', begin: 'locked-wait', go: (page, t) => page.getByLabel(t('lock.passphrase')).waitFor() },
  {
    name: '10-lock-os',
    begin: 'locked-os',
    go: async (page, t) => {
      await press(page, t('lock.unlock'))
      await page.getByText(t('problem.E_KEYSTORE')).waitFor()
    },
  },
  {
    name: '11-reset',
    begin: 'locked',
    go: async (page, t) => {
      await page.getByText(t('lock.forgotten')).click()
      await waitDialog(page)
    },
  },
]
