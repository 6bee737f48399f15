// Core's environment on a real computer: native cryptography, worker threads, the disk, the network. Runs in the app's utility
// process and in the CLI.
import { setTimeout as wait } from 'node:timers/promises'
import { openSuite } from '../node/crypto/index.ts'
import type { CoreEnvironment } from './environment.ts'
import { createFileSystem, createWatcher } from './platform/index.ts'
import { ComputerNetwork, Connections, identifyRelay, RelayClient, Throttles } from './remote/index.ts'
import type { Clock } from './sync/index.ts'
import { turnOfOthers } from './turns.ts'
import { createSealer } from './workers/pool.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    if (milliseconds > 0) await wait(milliseconds, undefined, { signal })
    else await turnOfOthers()
    signal.throwIfAborted()
  },
}

/**
 * `worker` is the URL of worker.ts, or of the file it was bundled into. `network`: the variables' word, unless the app asks the
 * system, too. `close` ends the threads and every connection.
 */
export async function createNodeEnvironment(
  worker: URL,
  clock: Clock = systemClock,
  network: ComputerNetwork = new ComputerNetwork({ variables: process.env }),
): Promise<CoreEnvironment & { close(): Promise<void> }> {
  const suite = await openSuite()
  const sealer = createSealer({ worker })
  const connections = new Connections(network)
  const throttles = new Throttles(clock)
  return {
    suite,
    sealer,
    files: createFileSystem(),
    watcher: createWatcher(),
    clock,
    identifyRelay: async (address, signal, tlsPin = null) => {
      const dispatcher = await connections.to({ home: { address }, tlsPin })
      return (await identifyRelay({ suite, address, dispatcher }, { signal })).relayId
    },
    connect: (reach, device, ownEntries) =>
      new RelayClient({
        suite,
        clock,
        device,
        reach,
        throttles,
        way: (to) => connections.to(to),
        ...(ownEntries && { ownEntries }),
      }),
    network: {
      use: async (own) => {
        network.use(own)
        await connections.drop()
      },
      limit: (bandwidth) => throttles.set(bandwidth),
      drop: () => connections.drop(),
      proxyTo: (url) => connections.proxyTo(url),
    },
    close: async () => {
      await Promise.all([sealer.close(), connections.drop()])
    },
  }
}
