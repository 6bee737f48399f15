// A tool runs itself once more inside a network of its own, in which only loopback exists: nothing can be sent elsewhere.
import { spawnSync } from 'node:child_process'
import os from 'node:os'

const mark = '--isolated'
const loopbackUp = 'PATH="$PATH:/usr/sbin:/sbin"; ip link set lo up && exec "$@"'

/**
 * Null when this process is the one that is to do the work (isolated, or isolation is not possible here, which is said);
 * else the exit code of the isolated run.
 */
export function runIsolated(): number | null {
  if (process.argv.includes(mark)) {
    const others = Object.keys(os.networkInterfaces()).filter((name) => name !== 'lo')
    console.log(
      others.length === 0 ? 'network: loopback only, in a namespace of its own' : `network: ALSO ${others.join(', ')}`,
    )
    return others.length === 0 ? null : 1
  }
  const unshare = ['-rn', 'sh', '-c', loopbackUp, 'sh']
  if (process.platform !== 'linux' || spawnSync('unshare', [...unshare, 'true']).status !== 0) {
    console.log(
      'network: this machine does not allow a namespace of its own (unshare -rn); it runs on the ordinary loopback',
    )
    return null
  }
  const again = [process.execPath, ...process.argv.slice(1), mark]
  const { status } = spawnSync('unshare', [...unshare, ...again], { stdio: ['ignore', 'inherit', 'inherit'] })
  return status ?? 1
}
