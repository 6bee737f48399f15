// A display for Electron: the one that is there, else a virtual one (Xvfb).

/** Whether windows started from here can be seen. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

/** `command` as it is to be started: under xvfb-run where there is no display. */
export function onDisplay(command: readonly string[]): readonly string[] {
  return hasDisplay() ? command : ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1440x960x24', ...command]
}
