// Commands about spaces: create, grant, accept, revoke, list, leave, close. Runs in the CLI.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Silent } from '../../core/freshness/index.ts'
import { presetOf, presets, type Preset } from '../../shared/domain/rights.ts'
import { UsageError } from '../arguments.ts'
import { findContact, findRelay, findSpace } from '../find.ts'
import { NeedsPerson } from '../output.ts'
import { withCore } from '../session.ts'
import type { Command } from './command.ts'

export const spaceCreate: Command = {
  shape: { values: ['dir'], options: ['name', 'relay'], required: ['name'] },
  run: ({ profile, values, options, output, signal }) =>
    withCore(profile, async (core) => {
      await core.catchUp(signal)
      const { name = '', relay } = options
      const at = relay === undefined ? core.home : findRelay(core, relay)
      const space = await core.spaces.create(path.resolve(values['dir'] ?? ''), name, signal, at)
      await core.keep(signal)
      output.answer({ space, name }, [`Space ${name}`])
    }),
}

export const spaceGrant: Command = {
  shape: { values: ['space', 'contact', 'preset'], flags: ['yes'] },
  run: ({ profile, values, flags, output, signal }) =>
    withCore(profile, async (core) => {
      const preset = values['preset'] ?? ''
      if (!isPreset(preset)) throw new UsageError(`PRESET is one of ${Object.keys(presets).join(', ')}`)
      await core.catchUp(signal)
      const { identityId: to, name } = findContact(core, values['contact'] ?? '')
      const space = findSpace(core, values['space'] ?? '')
      const wish = { to, rights: presets[preset], notAfter: null, evenIfSilent: flags.has('yes') }
      await core.spaces.grant(space, wish, signal).catch((error: unknown) => {
        throw error instanceof Silent ? new NeedsPerson('contact-silent') : error
      })
      await core.keep(signal)
      output.answer({ space, contact: to, preset }, [`${name}: ${preset}`])
    }),
}

export const spaceAccept: Command = {
  shape: { values: ['space', 'dir'] },
  run: ({ profile, values, output, signal }) =>
    withCore(profile, async (core) => {
      await core.catchUp(signal)
      const space = findSpace(core, values['space'] ?? '')
      const folder = path.resolve(values['dir'] ?? '')
      await mkdir(folder, { recursive: true })
      await core.spaces.accept(space, folder, signal)
      await core.keep(signal)
      output.answer({ space, folder }, [`Joined. The files go to ${folder}`])
    }),
}

export const spaceRevoke: Command = {
  shape: { values: ['space', 'contact'] },
  run: ({ profile, values, output, signal }) =>
    withCore(profile, async (core) => {
      await core.catchUp(signal)
      const space = findSpace(core, values['space'] ?? '')
      const { identityId: contact } = findContact(core, values['contact'] ?? '')
      await core.spaces.revoke(space, contact, signal)
      await core.keep(signal)
      output.answer({ space, contact }, [
        'Revoked: nothing newer can be read. What was fetched before stays with them.',
      ])
    }),
}

export const spaceList: Command = {
  shape: { values: [] },
  run: ({ profile, output }) =>
    withCore(profile, (core) => {
      const spaces = core.spaces.list().map(({ id, name, state, folder, relay }) => {
        const { replica } = core.spaces.open(id)
        const rights = replica.isFetched ? replica.rightsOf(core.me.id, core.now()) : 0
        return { id, name, state, folder, relay: relay.home.address, preset: presetOf(rights) }
      })
      output.answer(
        spaces,
        spaces.map(({ name, state, folder }) => `${name} (${state}) ${folder ?? ''}`.trimEnd()),
      )
      return Promise.resolve()
    }),
}

/** Whether this device tells the other members what it has seen of the space. */
export const spaceTell: Command = {
  shape: { values: ['space', 'seen'] },
  run: ({ profile, values, output }) =>
    withCore(profile, (core) => {
      const { seen } = values
      if (seen !== 'on' && seen !== 'off') throw new UsageError('on or off')
      const space = findSpace(core, values['space'] ?? '')
      core.spaces.open(space).letSpeak(seen === 'on')
      const line = seen === 'on' ? 'The others are told what was seen here.' : 'The others are told nothing.'
      output.answer({ space, tells: seen === 'on' }, [line])
      return Promise.resolve()
    }),
}

export const spaceLeave: Command = {
  shape: { values: ['space'] },
  run: ({ profile, values, output, signal }) =>
    withCore(profile, async (core) => {
      const space = findSpace(core, values['space'] ?? '')
      await core.spaces.leave(space, signal)
      await core.keep(signal)
      output.answer({ space, state: 'left' }, ['Left. The local files stay.'])
    }),
}

export const spaceClose: Command = {
  shape: { values: ['space'] },
  run: ({ profile, values, output, signal }) =>
    withCore(profile, async (core) => {
      const space = findSpace(core, values['space'] ?? '')
      await core.spaces.close(space, signal)
      await core.keep(signal)
      output.answer({ space, state: 'closed' }, ['Closed. Everyone keeps their local files.'])
    }),
}

const isPreset = (text: string): text is Preset => Object.hasOwn(presets, text)
