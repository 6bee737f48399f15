// The suite as core, relay and cli use it: over the native back end. PROTOCOL §2.
import { Suite } from '../../shared/crypto/suite.ts'
import { createNativeBackend } from './native-backend.ts'

/** A suite over sodium-native, ready to use. */
export async function openSuite(): Promise<Suite> {
  return new Suite(await createNativeBackend())
}
