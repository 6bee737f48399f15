// `npm run relay`: a relay on its own, or a command of its operator. Configuration by environment (docs/OPERATIONS.md); one
// JSON line when it is ready, or as the command's answer. Exit 0; 1 it failed; 2 wrong use or configuration.
import { administer, BackupError, UsageError } from './admin/index.ts'
import { ConfigError, readConfig, startRelay } from './index.ts'

const say = (answer: object): boolean => process.stdout.write(`${JSON.stringify(answer)}\n`)

async function serve(): Promise<void> {
  const running = await startRelay(readConfig(process.env))
  say({ ready: true, address: running.address, relayId: running.relayId })
  const stop = (): void => {
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

async function command(args: readonly string[]): Promise<void> {
  const answer = await administer(readConfig(process.env).dataDirectory, args)
  say(answer)
  const { brokenLogs = [], missingPacks = 0 } = answer as { brokenLogs?: readonly unknown[]; missingPacks?: number }
  if (brokenLogs.length > 0 || missingPacks > 0) process.exitCode = 1
}

const args = process.argv.slice(2)
const work = args.length === 0 ? serve() : command(args)
work.catch((error: unknown) => {
  const problems = error instanceof ConfigError ? error.problems : [error instanceof Error ? error.message : 'failed']
  process.stderr.write(`${problems.join('\n')}\n`)
  process.exitCode = error instanceof ConfigError || error instanceof UsageError || error instanceof BackupError ? 2 : 1
})
