// The autostart file of Linux desktops: what a desktop reads out of it is the command that was meant.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { autostartEntry } from './autostart-entry.ts'

const unescaped = (_: string, escaped: string) => ({ n: '\n', r: '\r' })[escaped] ?? escaped

/** As the Desktop Entry Specification says: first the escapes of a string value, then the quotes of `Exec`, then its % codes. */
function commandIn(entry: string): string[] {
  const value = (/^Exec=(.*)$/m.exec(entry)?.[1] ?? '').replace(/\\(.)/g, unescaped)
  return [...value.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, part = '']) =>
    part.replace(/\\(.)/gs, '$1').replaceAll('%%', '%'),
  )
}

it('starts the program hidden', () => {
  expect(autostartEntry(['/opt/Siegel/siegel', '--hidden'])).toBe(
    '[Desktop Entry]\nType=Application\nName=Siegel\nExec="/opt/Siegel/siegel" "--hidden"\nTerminal=false\nX-GNOME-Autostart-enabled=true\n',
  )
})

it('whatever the folder is called, nothing of its name is taken for anything else', () => {
  const odd = fc.constantFrom('/a b/$HOME', '/100%u', '/`id`', '/a"b', '/a\\b', '/a\nHidden=true')
  const part = fc.oneof(fc.string(), odd)
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), (command) => {
      expect(commandIn(autostartEntry(command))).toEqual(command)
    }),
  )
})
