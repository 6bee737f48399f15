// Guards of src/shared/crypto: labels, contexts, commitments, signatures, exact lengths. PROTOCOL §2, §4 and §6.
import { guards, type Guard } from '../guard.ts'

export const cryptoGuards: readonly Guard[] = [
  ...guards(
    'src/shared/crypto/envelope.ts',
    ['src/shared/crypto/envelope.test.ts'],
    [
      'the context of an envelope is authenticated',
      'return lengthPrefixed(`siegel/1/aead/${label}`, context)',
      'return lengthPrefixed(`siegel/1/aead/${label}`)',
    ],
    [
      'the label of an envelope is authenticated',
      "const derived = suite.kdf(key, 'cenv', 64, label, nonce)",
      "const derived = suite.kdf(key, 'cenv', 64, nonce)",
    ],
    [
      'an envelope commits to its key',
      'if (!suite.backend.equalSecrets(commit, envelope.slice(24, 56)))',
      'if (commit.length === 0)',
    ],
  ),
  ...guards(
    'src/shared/crypto/lockbox.ts',
    ['src/shared/crypto/lockbox.test.ts'],
    [
      'the signature of a lockbox is checked',
      "if (!suite.verify(authorDevicePublicKey, 'lockbox', signed, lockbox.signature))",
      'if (signed.length === 0 || authorDevicePublicKey.length === 0)',
    ],
    [
      'a lockbox opens only in the place it was made for',
      'if (foreign) throw',
      'if (foreign && context.generation < 0) throw',
    ],
    [
      'the key of a lockbox is the one its keyCommit names',
      'if (!suite.backend.equalSecrets(commit, context.keyCommit))',
      'if (commit.length === 0)',
    ],
  ),
  ...guards(
    'src/shared/crypto/suite.ts',
    ['src/shared/crypto/suite.test.ts'],
    [
      'signatures are made under a label',
      'return this.backend.verifyDetached(signature, lengthPrefixed(`siegel/1/sig/${label}`, message), publicKey)',
      "return (['lockbox', 'card', label] as const).some((any) => this.backend.verifyDetached(signature, lengthPrefixed(`siegel/1/sig/${any}`, message), publicKey))",
    ],
    [
      'a nonce depends on the plaintext, too',
      "label, context, this.hash('pt', plaintext))",
      "label, context, this.hash('pt', plaintext.subarray(0, 0)))",
    ],
  ),
  ...guards(
    'src/shared/crypto/checked-backend.ts',
    ['src/node/crypto/backend.test.ts'],
    [
      'a signature has exactly 64 bytes',
      'if (!isBytes(signature, 64) ||',
      'if (!(signature instanceof Uint8Array) || signature.length < 64 ||',
    ],
  ),
  ...guards(
    'src/shared/crypto/passphrase.ts',
    ['src/shared/crypto/passphrase.test.ts'],
    [
      'no header makes a passphrase cheaper to guess than the floor',
      'value >= passphraseFloor[name] &&',
      'value > 0 &&',
    ],
    ['no header makes a passphrase dearer than the ceiling', 'value <= passphraseCeiling[name]', 'value < 2 ** 53'],
  ),
]
