// Handlers of `relay`: who can reach the relay in this app, through which proxy and by whose certificates others are reached.
// Runs in core's utility process.
import { Refused } from '../../shared/base/errors.ts'
import type { Handlers } from '../../shared/ipc/index.ts'
import { certificatesIn, isLoopback } from '../remote/index.ts'
import { putSetting } from '../store/index.ts'
import { ownNetwork } from './own-network.ts'
import { readPicked } from './picked-file.ts'
import type { Session } from './session.ts'

type Group = 'relay'
type GroupHandlers = { [K in keyof Handlers as K extends `${Group}.${string}` ? K : never]: Handlers[K] }

/** Milliseconds that a change of reach may take: two starts and two trials. */
const patience = 60_000
const maxCertificatesLength = 1024 * 1024

export function relayHandlers(session: Session): GroupHandlers {
  const apply = async (key: 'proxy' | 'certificates', value: string): Promise<null> => {
    const { store } = session.core
    store.write((w) => putSetting(w, key, value))
    await session.environment.network?.use(ownNetwork(store))
    session.background?.hint()
    session.tell('app', null)
    return null
  }
  return {
    'relay.get': async () => {
      const { core } = session
      const { address } = core.home.home
      const running = session.relayKind === 'embedded' ? session.ownRelay.running : null
      const { proxy, certificates, bandwidth } = ownNetwork(core.store)
      return {
        kind: session.relayKind,
        address: session.relayKind === 'embedded' && isLoopback(address) ? null : address,
        embedded: running && { reach: running.reach.kind, inNetwork: running.inNetwork },
        network: {
          ownProxy: proxy && withoutPassword(proxy),
          proxy: withoutPassword((await session.environment.network?.proxyTo(address)) ?? null),
          ownCertificates: certificatesIn(certificates ?? '').length,
          bandwidth,
        },
      }
    },
    'relay.setReach': async (choice) => {
      await session.setReach(choice, AbortSignal.timeout(patience))
      return null
    },
    'relay.setProxy': ({ proxy }) => apply('proxy', proxy === null || proxy === '' ? '' : mustBeProxy(proxy)),
    'relay.setBandwidth': ({ up, down }) => {
      session.core.store.write((w) => {
        putSetting(w, 'bandwidth-up', String(up ?? ''))
        putSetting(w, 'bandwidth-down', String(down ?? ''))
      })
      session.environment.network?.limit({ up, down })
      session.tell('app', null)
      return null
    },
    'relay.setCertificates': async ({ file }) => {
      if (file === null) return apply('certificates', '')
      const pem = await readPicked(session.pathOf(file), maxCertificatesLength)
      const found = certificatesIn(pem.toString('latin1'))
      if (found.length === 0) throw new Refused('E_CANON', 'no certificate')
      return apply('certificates', found.join('\n'))
    },
  }
}

/** Throws E_CANON for what is no HTTP proxy. */
function mustBeProxy(typed: string): string {
  const text = /^\w+:\/\//.test(typed) ? typed : `http://${typed}`
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new Refused('E_CANON', 'proxy')
  return text
}

function withoutPassword(proxy: string | null): string | null {
  if (proxy === null) return null
  const { protocol, host, username } = new URL(proxy)
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}`
}
