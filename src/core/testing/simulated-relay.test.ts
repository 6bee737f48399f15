// The simulated relay keeps the contract of the real one. SYNC.md "How it is tested" 3.
import { openSuite } from '../../node/crypto/index.ts'
import type { SpaceId } from '../../shared/domain/ids.ts'
import { presets } from '../../shared/domain/rights.ts'
import { identityOf } from './client.ts'
import { SimulatedPacks, SimulatedRelay, SimulatedRemote } from './simulated-relay.ts'
import { spaceRemoteContract } from './space-remote-contract.ts'

spaceRemoteContract('the simulated relay', async () => {
  const suite = await openSuite()
  const relay = new SimulatedRelay(suite, '5a'.repeat(32) as SpaceId, () => 1_700_000_000_000)
  const side = (name: string) => {
    relay.rights.set(identityOf(name), presets.editor)
    return { remote: new SimulatedRemote(relay, identityOf(name)), packs: new SimulatedPacks(relay) }
  }
  return { suite, alice: side('alice'), bob: side('bob') }
})
