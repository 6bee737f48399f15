// Guards of the app around core: updates, what is packaged, what the system keeps for it. ATTACKS T66, T70, T71, T77, T78, T80.
import { guards, type Guard } from '../guard.ts'

const updates = ['src/main/updates/updates.test.ts']

export const hostGuards: readonly Guard[] = [
  ...guards(
    'src/core/platform/file-system.ts',
    ['src/core/attacks/trust-bits.test.ts'],
    [
      'no mode but the executable bit comes from others (T66)',
      'executable ? (mode & 0o777) | ((mode & 0o444) >> 2) : mode & 0o666',
      'executable ? mode | ((mode & 0o444) >> 2) : mode & 0o666',
    ],
  ),
  ...guards(
    'src/core/vault/passphrase-quality.ts',
    ['e2e/cli/locked.test.ts'],
    ['the passphrase is not kept by what judged it (T71)', "estimator.check('')", ''],
  ),
  ...guards(
    'src/core/bridge/people.ts',
    ['src/core/attacks/renderer.test.ts'],
    [
      'no answer to the window holds a key (T78)',
      'if (id === core.me.id) return { id, name: core.person.name,',
      "if (id === core.me.id) return { id, name: Buffer.from(core.me.device.signSecretKey).toString('base64'),",
    ],
  ),
  ...guards(
    'src/relay/http/answers.ts',
    ['src/core/attacks/compression.test.ts'],
    [
      'the relay compresses nothing (T80)',
      'reply.code(status).type(cborType)',
      "reply.code(status).header('content-encoding', 'gzip').type(cborType)",
    ],
  ),
  ...guards(
    'src/main/updates/signed-feed.ts',
    updates,
    [
      'an update counts under the signature of the project (T77)',
      "if (!(await verify(feed, Buffer.from(signature.trim(), 'hex')))) throw new UpdateRefused('unsigned')",
      '',
    ],
    [
      'asking for updates tells nobody which computer asks',
      'super.setRequestHeaders(null)',
      'super.setRequestHeaders({ "x-user-id": "1" })',
    ],
  ),
  ...guards(
    'src/main/updates/feed.ts',
    updates,
    ['an update is of this product (T77)', "if (of !== product) return { kind: 'refused', problem: 'foreign' }", ''],
    [
      'no update leads back (T77)',
      'if (isOlder(offered, here.version) || isOlder(offered, seen))',
      'if (isOlder(offered, here.version))',
    ],
    ['an update names a file, no path (T77)', 'name: z.string().regex(/^[\\w-][\\w.-]*$/)', 'name: z.string()'],
  ),
  ...guards('src/main/updates/index.ts', updates, [
    'nothing is installed unless the person wants it',
    "updater.autoInstallOnAppQuit = installed.kind === 'zip'",
    '',
  ]),
  ...guards(
    'src/core/bridge/session.ts',
    ['src/core/stories/beginning.test.ts', '-t', 'presses Enter twice'],
    ['a profile is opened once', 'if (this.#isOpening || ', 'if ('],
  ),
  ...guards(
    'src/main/local-items.ts',
    ['src/main/local-items.test.ts'],
    [
      'nobody has the token of a picked file before core knows it',
      '  await remember(token, chosen)\n  return {\n    token,\n    name: path.basename(chosen) || chosen,',
      '  void remember(token, chosen)\n  return {\n    token,\n    name: path.basename(chosen) || chosen,',
    ],
  ),
]
