// What is said when something did not work: the place that asked knows best, then the reason the relay is not reached, then the code.
import { expect, test } from 'vitest'
import { createTranslator } from '../../shared/i18n/index.ts'
import { BridgeError } from '../bridge/ask.ts'
import { refusalText } from './refusal-text.ts'

const { t } = createTranslator('de')
const refused = (code: 'E_GONE' | 'E_TRANSPORT', why?: 'silent' | 'proxy-login') =>
  new BridgeError({ code, detail: '', ...(why && { why }) })

test('a code has its sentence, unless the place that asked has a better one', () => {
  expect(refusalText(t, refused('E_GONE'))).toBe(t('problem.E_GONE'))
  expect(refusalText(t, refused('E_GONE'), { E_CONFLICT: 'fileDo.occupied' })).toBe(t('problem.E_GONE'))
  expect(refusalText(t, refused('E_GONE'), { E_GONE: 'relay.proxyLogin.noProxy' })).toBe(t('relay.proxyLogin.noProxy'))
})

test('why the relay is not reached is said where it is known', () => {
  expect(refusalText(t, refused('E_TRANSPORT', 'proxy-login'))).toBe(t('relay.why.proxy-login'))
  expect(refusalText(t, refused('E_TRANSPORT', 'silent'))).toBe(t('problem.E_TRANSPORT'))
})

test('what is no refusal is a fault of the program', () => {
  expect(refusalText(t, new TypeError('x'))).toBe(t('problem.E_BUG'))
})
