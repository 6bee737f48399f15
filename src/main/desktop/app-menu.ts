// The native menu, in the language of the app: what a person does from anywhere, and the keys for it. Pure; main process.
// Windows and Linux hide it until Alt is pressed; the keys work all the same.
import type { MenuItemConstructorOptions } from 'electron'
import type { HostIntent } from '../../shared/ipc/host-intent.ts'
import type { Texts } from '../../shared/i18n/index.ts'

export type MenuOptions = {
  readonly t: Texts
  readonly isMac: boolean
  /** A profile is open: what needs one can be chosen. */
  readonly isOpen: boolean
  readonly onIntent: (intent: HostIntent) => void
  readonly onLock: () => void
}

type Item = MenuItemConstructorOptions
const line: Item = { type: 'separator' }

export function appMenuOf(options: MenuOptions): Item[] {
  const { t, isMac } = options
  return [
    ...(isMac ? [macMenu(options)] : []),
    { label: t('menu.file'), submenu: fileMenu(options) },
    { label: t('menu.edit'), submenu: editMenu(t) },
    { label: t('menu.view'), submenu: viewMenu(options) },
    { label: t('menu.window'), role: 'windowMenu', submenu: windowMenu(options) },
    { label: t('menu.help'), role: 'help', submenu: helpMenu(options) },
  ]
}

function intentItem({ isOpen, onIntent }: MenuOptions, label: string, intent: HostIntent, accelerator?: string): Item {
  return {
    label,
    enabled: isOpen,
    click: () => onIntent(intent),
    ...(accelerator === undefined ? {} : { accelerator }),
  }
}

const settingsItem = (options: MenuOptions): Item =>
  intentItem(options, options.t('menu.settings'), { kind: 'settings' }, 'CmdOrCtrl+,')

/** The name of the app stands over it: the system writes it. */
function macMenu(options: MenuOptions): Item {
  const { t } = options
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: t('menu.about') },
      line,
      settingsItem(options),
      line,
      { role: 'services', label: t('menu.services') },
      line,
      { role: 'hide', label: t('menu.hide') },
      { role: 'hideOthers', label: t('menu.hideOthers') },
      { role: 'unhide', label: t('menu.showAll') },
      line,
      { role: 'quit', label: t('menu.quit') },
    ],
  }
}

function fileMenu(options: MenuOptions): Item[] {
  const { t, isMac, isOpen, onLock } = options
  return [
    intentItem(options, t('menu.newSpace'), { kind: 'new-space' }, 'CmdOrCtrl+N'),
    intentItem(options, t('menu.addContact'), { kind: 'add-contact', text: null, file: null }, 'CmdOrCtrl+Shift+N'),
    intentItem(options, t('menu.search'), { kind: 'search' }, 'CmdOrCtrl+K'),
    line,
    ...(isMac ? [] : [settingsItem(options)]),
    { label: t('menu.lock'), enabled: isOpen, click: onLock, accelerator: 'CmdOrCtrl+L' },
    line,
    { role: 'close', label: t('menu.close') },
    ...(isMac ? [] : [{ role: 'quit', label: t('menu.quit'), accelerator: 'CmdOrCtrl+Q' } as const]),
  ]
}

const editMenu = (t: Texts): Item[] => [
  { role: 'undo', label: t('menu.undo') },
  { role: 'redo', label: t('menu.redo') },
  line,
  { role: 'cut', label: t('menu.cut') },
  { role: 'copy', label: t('menu.copy') },
  { role: 'paste', label: t('menu.paste') },
  { role: 'selectAll', label: t('menu.selectAll') },
]

function viewMenu(options: MenuOptions): Item[] {
  const { t } = options
  return [
    intentItem(options, t('menu.spaces'), { kind: 'spaces' }, 'CmdOrCtrl+1'),
    intentItem(options, t('menu.contacts'), { kind: 'contacts' }, 'CmdOrCtrl+2'),
    intentItem(options, t('menu.activity'), { kind: 'activity' }, 'CmdOrCtrl+3'),
    line,
    { role: 'zoomIn', label: t('menu.zoomIn') },
    { role: 'zoomOut', label: t('menu.zoomOut') },
    { role: 'resetZoom', label: t('menu.zoomReset') },
    line,
    { role: 'togglefullscreen', label: t('menu.fullScreen') },
  ]
}

const helpMenu = (options: MenuOptions): Item[] => [
  intentItem(options, options.t('menu.guides'), { kind: 'help' }, 'F1'),
  ...(options.isMac ? [] : [line, { role: 'about', label: options.t('menu.about') } as const]),
]

const windowMenu = ({ t, isMac }: MenuOptions): Item[] => [
  { role: 'minimize', label: t('menu.minimise') },
  ...(isMac
    ? [{ role: 'zoom', label: t('menu.maximise') } as const, line, { role: 'front', label: t('menu.front') } as const]
    : []),
]
