// What the preload adds to the window.
import type { Bridge } from '../shared/ipc/contract.ts'

declare global {
  interface Window {
    readonly siegel: Bridge
  }
}
