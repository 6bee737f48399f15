// Handlers of `relay` that are about the network: through which proxy, by whose certificates and with how much of the line relays are
// reached. Runs in core's utility process.
import { Refused } from '../../shared/base/errors.ts'
import { BridgeRefused, type Handlers } from '../../shared/ipc/index.ts'
import { certificatesIn } from '../remote/index.ts'
import { putSetting } from '../store/index.ts'
import { ownNetwork } from './own-network.ts'
import { readPicked } from './picked-file.ts'
import type { Session } from './session.ts'

type Name = 'relay.setProxy' | 'relay.proxy' | 'relay.signInAtProxy' | 'relay.setBandwidth' | 'relay.setCertificates'

const maxCertificatesLength = 1024 * 1024

export function networkHandlers(session: Session): Pick<Handlers, Name> {
  const apply = async (settings: Partial<Record<'proxy' | 'proxy-login' | 'certificates', string>>): Promise<null> => {
    const { store } = session.core
    store.write((w) => Object.entries(settings).forEach(([key, value]) => putSetting(w, key, value)))
    await session.environment.network?.use(ownNetwork(store))
    session.background?.hint()
    session.tell('app', null)
    return null
  }
  /** Towards home; without a profile, towards the relay last tried. */
  const proxyNow = async (): Promise<string | null> => {
    const address = session.stage.kind === 'new' ? session.beginning.tried : session.core.home.home.address
    const proxy = address && (await session.environment.network?.proxyTo(address))
    return proxy ? new URL(proxy).origin : null
  }
  return {
    'relay.proxy': async () => ({ proxy: await proxyNow() }),
    'relay.setProxy': ({ proxy }) => {
      if (proxy === null || proxy === '') return apply({ proxy: '' })
      const { href, origin, username } = mustBeProxy(proxy)
      return apply({ proxy: origin, ...(username !== '' && { 'proxy-login': href }) })
    },
    'relay.signInAtProxy': async ({ proxy, name, password }) => {
      const { network } = session.environment
      const { beginning } = session
      const now = await proxyNow()
      if (now === null || now !== proxy) {
        // The window shows which one it is now.
        session.tell('app', null)
        throw new BridgeRefused('E_GONE', 'proxy')
      }
      const login = new URL(now)
      login.username = encodeURIComponent(name)
      login.password = encodeURIComponent(password)
      if (session.stage.kind !== 'new') return apply({ 'proxy-login': login.href })
      beginning.proxyLogin = login.href
      await network?.use({ proxy: null, proxyLogin: login.href, certificates: null })
      return null
    },
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
      if (file === null) return apply({ certificates: '' })
      const pem = await readPicked(session.pathOf(file), maxCertificatesLength)
      const found = certificatesIn(pem.toString('latin1'))
      if (found.length === 0) throw new Refused('E_CANON', 'no certificate')
      return apply({ certificates: found.join('\n') })
    },
  }
}

/** How home is reached now, as the window shows it. */
export async function networkNow({ core, environment }: Session) {
  const { proxy, certificates, bandwidth } = ownNetwork(core.store)
  const now = (await environment.network?.proxyTo(core.home.home.address)) ?? null
  return {
    ownProxy: proxy && new URL(proxy).origin,
    proxy: now && new URL(now).origin,
    proxyName: now && nameIn(now),
    ownCertificates: certificatesIn(certificates ?? '').length,
    bandwidth,
  }
}

/** Throws E_CANON for what is no HTTP proxy. */
function mustBeProxy(typed: string): URL {
  const text = /^\w+:\/\//.test(typed) ? typed : `http://${typed}`
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new Refused('E_CANON', 'proxy')
  return new URL(text)
}

function nameIn(proxy: string): string | null {
  const { username } = new URL(proxy)
  try {
    return username === '' ? null : decodeURIComponent(username)
  } catch {
    return username
  }
}
