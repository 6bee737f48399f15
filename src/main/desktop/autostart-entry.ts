// The file that has a Linux desktop start Siegel with the session. Pure; main process. XDG autostart, Desktop Entry Specification.

/** Quoted by the Desktop Entry Specification: `Exec` has its own rules inside those of a string value. */
export function autostartEntry(command: readonly string[]): string {
  const quoted = command.map((part) =>
    `"${part.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`
      .replaceAll('\\', '\\\\')
      .replaceAll('\n', '\\n')
      .replaceAll('\r', '\\r'),
  )
  const lines = ['[Desktop Entry]', 'Type=Application', 'Name=Siegel', `Exec=${quoted.join(' ')}`, 'Terminal=false']
  return `${[...lines, 'X-GNOME-Autostart-enabled=true'].join('\n')}\n`
}
