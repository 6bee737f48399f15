// Why there is no connection, as far as it can be told and is worth telling a person. Runs in core and CLI.

export type Unreachable =
  /** Nobody answers, or not in time. */
  | 'silent'
  /** Somebody else answers: a login page, a proxy's own page, another relay. */
  | 'another-server'
  /** Nobody who is trusted here vouches for the certificate. */
  | 'certificate'
  /** It is vouched for, but it names another host. */
  | 'certificate-name'
  /** The certificate is over or has not begun, by the clock of this computer. */
  | 'certificate-time'
  /** Not the TLS key that the card or invitation named. */
  | 'wrong-key'
  | 'proxy'
  /** The proxy wants a name and a password. */
  | 'proxy-password'
  /** It wants others. */
  | 'proxy-login'
  /** The relay asks for patience. */
  | 'busy'

export class ConnectFailed extends Error {
  readonly why: Unreachable

  constructor(why: Unreachable) {
    super(`connection failed: ${why}`)
    this.name = 'ConnectFailed'
    this.why = why
  }
}

const aboutTime: readonly string[] = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']
const aboutName: readonly string[] = ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']
/** Codes of OpenSSL's and BoringSSL's verification. */
const aboutTrust = /^(CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|INVALID_CA)$/

export function whyUnreachable(error: unknown): Unreachable {
  if (error instanceof ConnectFailed) return error.why
  const { code } = error as { readonly code?: unknown }
  if (typeof code !== 'string') return 'silent'
  if (aboutTime.includes(code)) return 'certificate-time'
  if (aboutName.includes(code)) return 'certificate-name'
  return aboutTrust.test(code) ? 'certificate' : 'silent'
}
