// What the preload adds to the window.
import type { Bridge } from '../shared/ipc/contract.ts'

declare global {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- merging with the DOM's Window needs an interface
  interface Window {
    readonly siegel: Bridge
  }
}
