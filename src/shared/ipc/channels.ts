// Names of the few Electron IPC channels under the bridge. Runs in preload and main.
export const channels = {
  /** invoke: one `request` of the host contract. */
  host: 'siegel:host',
  /** invoke: paths of really dropped files; answers local items. */
  drop: 'siegel:drop',
  /** send: the window asks for a port to core. */
  wantPort: 'siegel:want-port',
  /** The port to core, from main. */
  corePort: 'siegel:core-port',
  /** Core came or went, or preferences changed. */
  hostChanged: 'siegel:host-changed',
  /** send to the window: one `hostIntent`. */
  intent: 'siegel:intent',
} as const
