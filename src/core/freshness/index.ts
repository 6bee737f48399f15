// What others have seen, and when: whether the relay shows everybody the same and the newest. Runs in core. PROTOCOL §12.
export { Silent } from './errors.ts'
export type { FreshnessEnvironment, HeldLog, StatementRelay } from './interface.ts'
export type { Word } from './judge.ts'
export { Freshness, type Standing } from './service.ts'
