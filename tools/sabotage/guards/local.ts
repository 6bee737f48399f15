// Guards of what lies on a person's own disk: vault, pins, profile. PROTOCOL §6, §8 and §19.
import { guards, type Guard } from '../guard.ts'

const vaultTests = ['src/core/vault/']

export const localGuards: readonly Guard[] = [
  ...guards(
    'src/core/vault/open-vault.ts',
    ['src/core/attacks/altered.test.ts', '-t', 'a vault with one bit changed'],
    [
      'a whole core opens no altered vault (T44, T69)',
      'context: lengthPrefixed(parts.headerBytes, parts.wrap, parts.recoveryWrap)',
      'context: lengthPrefixed(parts.wrap)',
    ],
  ),
  ...guards(
    'src/core/vault/vault-file.ts',
    ['src/core/attacks/altered.test.ts', '-t', 'a header that asks for a passphrase'],
    [
      'a stored cost has a floor and a ceiling, in a whole core (T69)',
      'if (kdf !== null) checkPassphraseCost(kdf)',
      'if (kdf === undefined) checkPassphraseCost(kdf)',
    ],
  ),
  ...guards(
    'src/core/vault/open-vault.ts',
    vaultTests,
    [
      'no byte of a vault changes unnoticed',
      'context: lengthPrefixed(parts.headerBytes, parts.wrap, parts.recoveryWrap)',
      'context: lengthPrefixed(parts.headerBytes)',
    ],
    [
      'lock wipes the keys',
      '      this.#environment.suite.backend.wipe(secret)\n    }\n  }\n\n  #change',
      '    }\n  }\n\n  #change',
    ],
  ),
  ...guards(
    'src/core/store/pins.ts',
    ['src/core/store/store.test.ts'],
    ['a pin never falls', 'WHERE excluded.seq > pin.seq', 'WHERE true'],
  ),
  ...guards(
    'src/core/profile/process-lock.ts',
    ['src/core/profile/'],
    ['one process owns a profile', "database.exec('BEGIN IMMEDIATE')", ''],
  ),
  ...guards(
    'src/core/spaces/folder-check.ts',
    ['src/core/spaces/folder-check.test.ts'],
    [
      'no space inside another',
      "if (spaces.some((space) => isWithin(real, space))) return refused('inside-space')",
      '',
    ],
    [
      'the profile is not shared',
      "if (isWithin(real, profile) || isWithin(profile, real)) return refused('profile')",
      '',
    ],
    ['what counts is where a link leads', 'const real = await realOrNew(folder)', 'const real = path.resolve(folder)'],
  ),
  ...guards(
    'src/main/os-key.ts',
    ['src/main/os-key.test.ts'],
    [
      'without a key store nothing is stored (T70)',
      "if (this.#store.getSelectedStorageBackend?.() === 'basic_text') return 'plain-text'",
      "if (this.#store.getSelectedStorageBackend?.() === 'none') return 'plain-text'",
    ],
  ),
  ...guards(
    'src/core/bridge/attempts.ts',
    ['src/core/bridge/attempts.test.ts'],
    ['wrong passphrases cost time', 'wrong <= free ? 0 :', 'wrong >= free ? 0 :'],
  ),
  ...guards(
    'src/main/camera-door.ts',
    ['src/main/camera-door.test.ts'],
    ['the camera is granted for a moment only (T78)', ' && this.#now() < this.#openUntil', ''],
    ['no microphone comes through the camera (T78)', "wanted.every((type) => type === 'video')", 'wanted.length < 9'],
  ),
  ...guards(
    'src/main/recovery-sheet.ts',
    ['src/main/recovery-sheet.test.ts'],
    ['a name is text on the recovery kit (T78)', 'text.replace(/[&<>"\']/g,', 'text.replace(/[&]/g,'],
  ),
  ...guards(
    'src/core/self-keeper.ts',
    ['src/core/stories/quiet.test.ts'],
    [
      'pins that stand in their file are not written again',
      '    if (isDeepStrictEqual(pins, this.#written)) return\n',
      '',
    ],
    [
      'a pin that was raised is written',
      'if (isDeepStrictEqual(pins, this.#written)) return',
      'if (this.#written !== null) return',
    ],
  ),
]
