// `npm run relay`: a relay on its own. Configuration by environment (docs/OPERATIONS.md); one JSON line when it is ready.
import { ConfigError, readConfig, startRelay } from './index.ts'

async function main(): Promise<void> {
  const running = await startRelay(readConfig(process.env))
  const { address, relayId } = running
  process.stdout.write(`${JSON.stringify({ ready: true, address, relayId })}\n`)
  const stop = (): void => {
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((error: unknown) => {
  const problems = error instanceof ConfigError ? error.problems : [error instanceof Error ? error.message : 'failed']
  process.stderr.write(`${problems.join('\n')}\n`)
  process.exitCode = error instanceof ConfigError ? 2 : 1
})
