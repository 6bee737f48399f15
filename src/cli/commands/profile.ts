// Commands about the profile itself: init, recover, card. Runs in the CLI.
import { readFile, writeFile } from 'node:fs/promises'
import { scopeOf, type AddressScope } from '../../core/remote/index.ts'
import { createProfile, recoverProfile } from '../../core/set-up.ts'
import { cardText, identityText } from '../../shared/contact/index.ts'
import { createRecoveryPhrase, parseRecoveryPhrase } from '../../shared/crypto/recovery-phrase.ts'
import { identityIdOf } from '../../shared/logs/identity/index.ts'
import { reachOf } from '../find.ts'
import { readPassphrase, withCore, withEnvironment, withProfile } from '../session.ts'
import type { Command } from './command.ts'

export const init: Command = {
  shape: {
    values: [],
    options: ['name', 'email', 'relay', 'token', 'recovery-out'],
    required: ['name', 'email', 'relay', 'recovery-out'],
  },
  run: ({ profile, options, output, signal }) =>
    withEnvironment((environment) =>
      withProfile(profile, async (owned) => {
        const { name = '', email = '', token = null, 'recovery-out': recoveryOut = '' } = options
        const relay = await reachOf(environment, options['relay'] ?? '', signal)
        const protection = { mode: 'passphrase' as const, passphrase: await readPassphrase() }
        const { entropy, words } = createRecoveryPhrase(environment.suite)
        await writeFile(recoveryOut, `${words.join(' ')}\n`, { mode: 0o600, flag: 'wx' })
        await createProfile(environment, owned, { person: { name, email }, token, protection, entropy, relay }, signal)
        const identity = identityIdOf(environment.suite, entropy)
        const text = identityText(environment.suite, identity)
        output.answer({ identity, identityText: text, relay: relay.home.relayId }, [
          `Identity ${text}`,
          `Recovery words in ${recoveryOut}`,
        ])
      }),
    ),
}

export const recover: Command = {
  shape: { values: [], options: ['phrase-file', 'relay'], required: ['phrase-file', 'relay'] },
  run: ({ profile, options, output, signal }) =>
    withEnvironment((environment) =>
      withProfile(profile, async (owned) => {
        const protection = { mode: 'passphrase' as const, passphrase: await readPassphrase() }
        const entropy = parseRecoveryPhrase(await readFile(options['phrase-file'] ?? '', 'utf8'))
        const relay = await reachOf(environment, options['relay'] ?? '', signal)
        await recoverProfile(environment, owned, { protection, entropy, relay }, signal)
        const identity = identityIdOf(environment.suite, entropy)
        output.answer({ identity }, [`Recovered ${identityText(environment.suite, identity)}`])
      }),
    ),
}

/** Who can follow a card, where that is not everybody. */
const reachLines: Readonly<Record<AddressScope, readonly string[]>> = {
  anywhere: [],
  'this-network': ['Only people in the same network can follow it: the address of your relay leads nowhere else.'],
  'this-computer': ['Only people at this computer can follow it: the address of your relay leads to no other.'],
}

export const card: Command = {
  shape: { values: [], options: ['out'], required: ['out'] },
  run: ({ profile, options, output, signal }) =>
    withCore(profile, async (core) => {
      const { out = '' } = options
      await writeFile(out, `${cardText(await core.contacts.ownCard(signal))}\n`)
      const reach = scopeOf(core.home.home.address)
      output.answer({ card: out, reach }, [`Card written to ${out}`, ...reachLines[reach]])
    }),
}
