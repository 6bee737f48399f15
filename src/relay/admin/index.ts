// What the operator does from the command line: `relay admin | backup | restore | verify`. docs/OPERATIONS.md. Relay only.
import { parseArgs } from 'node:util'
import { openSuite } from '../../node/crypto/index.ts'
import { toBase64url } from '../../shared/base/encoding.ts'
import type { IdentityId } from '../../shared/domain/ids.ts'
import type { Database } from '../database/interface.ts'
import { openSqliteDatabase } from '../database/sqlite/index.ts'
import { tokenHash } from '../identities/tokens.ts'
import { healingUntilKey } from '../logs/service.ts'
import { FileSystemPackStore } from '../pack-store/file-system.ts'
import { databaseFile, packDirectory } from '../places.ts'
import { backup, BackupError, restore } from './backup.ts'
import { verify } from './verify.ts'

export const usage = `relay                                  serve (configuration by environment)
relay backup FOLDER                    copy everything; again into the same folder: only what is new
relay restore FOLDER [--healing MIN]   make the empty DATA_DIR that relay; MIN minutes (60) only lost entries are taken back
relay verify                           judge every entry again, look for every pack
relay admin token [--uses N] [--days N] [--label TEXT]   a token to register with
relay admin tokens | accounts          list them
relay admin remove-token HASH
relay admin quota IDENTITY BYTES|default
relay admin block IDENTITY | unblock IDENTITY
relay admin resume                     end the time after a restore`

export class UsageError extends Error {
  override readonly name = 'UsageError'
}

type Options = { readonly uses?: string; readonly days?: string; readonly label?: string; readonly healing?: string }

/** Runs one command on the relay in `directory`; answers what is printed as JSON. Throws UsageError, BackupError. */
export async function administer(directory: string, args: readonly string[]): Promise<object> {
  const { command, operands, options } = parse(args)
  const [operand] = operands
  if (command === 'backup' && operand !== undefined) return backup(directory, operand)
  if (command === 'restore' && operand !== undefined) {
    return restore(operand, directory, { healingMinutes: numberOf(options.healing ?? '60'), now: Date.now() })
  }
  const database = await openSqliteDatabase(databaseFile(directory))
  try {
    if (command === 'verify') {
      return await verify(await openSuite(), database, await FileSystemPackStore.open(packDirectory(directory)))
    }
    if (command === 'admin') return await manage(database, operands, options)
    throw new UsageError(usage)
  } finally {
    await database.close()
  }
}

async function manage(
  database: Database,
  [action, subject, value]: readonly string[],
  options: Options,
): Promise<object> {
  const { accounts, tokens, settings } = database
  const identity = (): IdentityId => {
    if (!/^[0-9a-f]{64}$/.test(subject ?? '')) throw new UsageError('IDENTITY is 64 hexadecimal digits')
    return subject as IdentityId
  }
  switch (action) {
    case 'token':
      return createToken(database, options)
    case 'tokens':
      return { tokens: (await tokens.all()).filter(({ identityId }) => identityId === null) }
    case 'remove-token':
      await tokens.remove(subject ?? '', null)
      return {}
    case 'accounts':
      return { accounts: await accounts.all() }
    case 'quota':
      await accounts.setQuota(identity(), value === 'default' ? null : numberOf(value))
      return { account: await accounts.find(identity()) }
    case 'block':
    case 'unblock':
      await accounts.setBlocked(identity(), action === 'block')
      return { account: await accounts.find(identity()) }
    case 'resume':
      await settings.set(healingUntilKey, null)
      return {}
    case undefined:
    default:
      throw new UsageError(usage)
  }
}

/** The token itself is shown this once; the relay keeps its hash. */
async function createToken({ tokens }: Database, { uses = '1', days, label = 'token' }: Options): Promise<object> {
  const suite = await openSuite()
  const token = suite.random(16)
  const expiresAt = days === undefined ? null : Date.now() + numberOf(days) * 24 * 60 * 60 * 1000
  const hash = tokenHash({ suite }, token)
  await tokens.put({ hash, identityId: null, label, usesLeft: numberOf(uses), expiresAt, admitsRegistration: true })
  return { token: toBase64url(token), hash, uses: numberOf(uses), expiresAt }
}

function parse(args: readonly string[]): { command: string; operands: readonly string[]; options: Options } {
  const text = { type: 'string' } as const
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { uses: text, days: text, label: text, healing: text },
    })
    const [command = '', ...operands] = positionals
    return { command, operands, options: values }
  } catch {
    throw new UsageError(usage)
  }
}

function numberOf(value: string | undefined): number {
  if (value === undefined || !/^\d{1,15}$/.test(value)) throw new UsageError(usage)
  return Number(value)
}

export { BackupError }
