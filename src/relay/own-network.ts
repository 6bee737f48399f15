// The address under which this computer is found in the network it is in. Relay only (embedded).
import { createSocket } from 'node:dgram'
import { networkInterfaces } from 'node:os'

/** Made by software on this computer for itself: nobody else comes in there. */
const inner = /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|cni|zt|utun|tun|tap|tailscale|wg)/i

/** An IPv4 address, or null while this computer is in no network. */
export async function addressInNetwork(): Promise<string | null> {
  const candidates = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? []).flatMap(({ family, internal, address }) =>
      family === 'IPv4' && !internal ? [{ name, address }] : [],
    ),
  )
  const usable = candidates.filter(({ name }) => !inner.test(name))
  const routed = await addressOfDefaultRoute()
  const best = usable.find(({ address }) => address === routed) ?? usable[0] ?? candidates[0]
  return best?.address ?? null
}

/** Asks the system which address it would send from. Nothing is sent: connecting a datagram socket only chooses a route. */
function addressOfDefaultRoute(): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const end = (address: string | null): void => {
      socket.close()
      resolve(address)
    }
    socket.once('error', () => end(null))
    socket.connect(9, '198.51.100.1', () => end(socket.address().address))
  })
}
