// Core's environment on a real computer: native cryptography, worker threads, the disk, the network. Runs in the app's utility
// process and in the CLI.
import { setTimeout as wait } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import { openSuite } from '../node/crypto/index.ts'
import type { CoreEnvironment } from './environment.ts'
import { createFileSystem, createWatcher } from './platform/index.ts'
import { createDispatcher, identifyRelay, RelayClient, type Connecting } from './remote/index.ts'
import type { Clock } from './sync/index.ts'
import { createSealer } from './workers/pool.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await wait(milliseconds, undefined, { signal })
  },
}

/** `worker` is the URL of worker.ts, or of the file it was bundled into. `close` ends the threads and every connection. */
export async function createNodeEnvironment(
  worker: URL,
  clock: Clock = systemClock,
): Promise<CoreEnvironment & { close(): Promise<void> }> {
  const suite = await openSuite()
  const sealer = createSealer({ worker })
  const dispatchers: Dispatcher[] = []
  const dispatcherFor = (connecting: Connecting): Dispatcher => {
    const dispatcher = createDispatcher(connecting)
    dispatchers.push(dispatcher)
    return dispatcher
  }
  return {
    suite,
    sealer,
    files: createFileSystem(),
    watcher: createWatcher(),
    clock,
    identifyRelay: async (address, signal) => {
      const place = { suite, address, dispatcher: dispatcherFor({}) }
      return (await identifyRelay(place, { signal })).relayId
    },
    connect: ({ home, tlsPin }, device, ownEntries) =>
      new RelayClient({
        suite,
        clock,
        device,
        address: home.address,
        relayId: home.relayId,
        dispatcher: dispatcherFor({ tlsPin }),
        ...(ownEntries && { ownEntries }),
      }),
    close: async () => {
      await Promise.all([sealer.close(), ...dispatchers.map((dispatcher) => dispatcher.destroy())])
    },
  }
}
