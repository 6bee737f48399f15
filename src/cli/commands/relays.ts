// Commands about relays: where this person has an account, one more, one less. Runs in the CLI.
import type { Reach } from '../../shared/contact/index.ts'
import type { Core } from '../../core/core.ts'
import { findRelay, reachOf } from '../find.ts'
import { withCore } from '../session.ts'
import type { Command } from './command.ts'

const describe = (core: Core, { home: { relayId, address } }: Reach) => ({
  relay: relayId,
  address,
  home: relayId === core.home.home.relayId,
  spaces: core.spaces.ownAt(relayId).map(({ name }) => name),
})

export const relayList: Command = {
  shape: { values: [] },
  run: ({ profile, output }) =>
    withCore(profile, (core) => {
      const relays = core.accounts.all().map((reach) => describe(core, reach))
      output.answer(
        relays,
        relays.map(({ address, home, spaces }) => `${address}${home ? ' (home)' : ''} ${spaces.join(', ')}`.trimEnd()),
      )
      return Promise.resolve()
    }),
}

export const relayAdd: Command = {
  shape: { values: ['url'], options: ['token'] },
  run: ({ profile, values, options, output, signal }) =>
    withCore(profile, async (core, environment) => {
      await core.catchUp(signal)
      const reach = await reachOf(environment, values['url'] ?? '', signal)
      await core.accounts.add(reach, options['token'] ?? null, signal)
      await core.keep(signal)
      output.answer(describe(core, reach), [`Account at ${reach.home.address}`])
    }),
}

export const relayRemove: Command = {
  shape: { values: ['relay'] },
  run: ({ profile, values, output, signal }) =>
    withCore(profile, async (core) => {
      await core.catchUp(signal)
      const { relayId, address } = findRelay(core, values['relay'] ?? '').home
      core.accounts.remove(relayId)
      await core.keep(signal)
      output.answer({ relay: relayId }, [
        `${address} is not used any more. The account there is its operator's to end.`,
      ])
    }),
}

export const relayMove: Command = {
  shape: { values: ['relay'] },
  run: ({ profile, values, output, signal }) =>
    withCore(profile, async (core) => {
      await core.catchUp(signal)
      const { relayId, address } = findRelay(core, values['relay'] ?? '').home
      const moved = core.home.home.relayId === relayId || (await core.homeMove.begin(relayId, signal))
      await core.keep(signal)
      output.answer({ relay: relayId, moved }, [
        moved ? `At home at ${address}. Write the recovery kit anew.` : 'Begun: goes on at the next sync.',
      ])
    }),
}
