// Guards of src/shared/crypto: labels, contexts, commitments, signatures, exact lengths. PROTOCOL §2 and §4.
import type { Guard } from '../guard.ts'

const envelope = 'src/shared/crypto/envelope.ts'
const lockbox = 'src/shared/crypto/lockbox.ts'

export const cryptoGuards: readonly Guard[] = [
  {
    guard: 'the context of an envelope is authenticated',
    file: envelope,
    find: 'return lengthPrefixed(`siegel/1/aead/${label}`, context)',
    replace: 'return lengthPrefixed(`siegel/1/aead/${label}`)',
    tests: ['src/shared/crypto/envelope.test.ts'],
  },
  {
    guard: 'the label of an envelope is authenticated',
    file: envelope,
    find: "const derived = suite.kdf(key, 'cenv', 64, label, nonce)",
    replace: "const derived = suite.kdf(key, 'cenv', 64, nonce)",
    tests: ['src/shared/crypto/envelope.test.ts'],
  },
  {
    guard: 'an envelope commits to its key',
    file: envelope,
    find: 'if (!suite.backend.equalSecrets(commit, envelope.slice(24, 56)))',
    replace: 'if (commit.length === 0)',
    tests: ['src/shared/crypto/envelope.test.ts'],
  },
  {
    guard: 'the signature of a lockbox is checked',
    file: lockbox,
    find: "if (!suite.verify(authorDevicePublicKey, 'lockbox', signed, lockbox.signature))",
    replace: 'if (signed.length === 0 || authorDevicePublicKey.length === 0)',
    tests: ['src/shared/crypto/lockbox.test.ts'],
  },
  {
    guard: 'a lockbox opens only in the place it was made for',
    file: lockbox,
    find: 'if (foreign) throw',
    replace: 'if (foreign && context.generation < 0) throw',
    tests: ['src/shared/crypto/lockbox.test.ts'],
  },
  {
    guard: 'the key of a lockbox is the one its keyCommit names',
    file: lockbox,
    find: 'if (!suite.backend.equalSecrets(commit, context.keyCommit))',
    replace: 'if (commit.length === 0)',
    tests: ['src/shared/crypto/lockbox.test.ts'],
  },
  {
    guard: 'signatures are made under a label',
    file: 'src/shared/crypto/suite.ts',
    find: 'return this.backend.verifyDetached(signature, lengthPrefixed(`siegel/1/sig/${label}`, message), publicKey)',
    replace:
      "return (['lockbox', 'card', label] as const).some((any) => this.backend.verifyDetached(signature, lengthPrefixed(`siegel/1/sig/${any}`, message), publicKey))",
    tests: ['src/shared/crypto/suite.test.ts'],
  },
  {
    guard: 'a signature has exactly 64 bytes',
    file: 'src/shared/crypto/checked-backend.ts',
    find: 'if (!isBytes(signature, 64) ||',
    replace: 'if (!(signature instanceof Uint8Array) || signature.length < 64 ||',
    tests: ['src/shared/crypto/backends.test.ts', 'src/node/crypto/native-backend.test.ts'],
  },
  {
    guard: 'a nonce depends on the plaintext, too',
    file: 'src/shared/crypto/suite.ts',
    find: "label, context, this.hash('pt', plaintext))",
    replace: "label, context, this.hash('pt', plaintext.subarray(0, 0)))",
    tests: ['src/shared/crypto/suite.test.ts'],
  },
]
