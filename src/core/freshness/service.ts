// Signs what this device has seen and hears what others have: so that a relay that shows nothing new, or different things to
// different people, is told from one where nothing happens. PROTOCOL §12. Runs in core and CLI.
import { Refused } from '../../shared/base/errors.ts'
import { attempt, attemptAsync } from '../../shared/base/result.ts'
import type { Head, IdentityId, SpaceId } from '../../shared/domain/ids.ts'
import { activeDevices } from '../../shared/logs/identity/index.ts'
import {
  parseStatement,
  signStatement,
  verifyStatement,
  type SeenKind,
  type Statement,
} from '../../shared/logs/statement.ts'
import { EntryHeld } from '../held-entry.ts'
import { deleteSetting, putSetting, putStatement, readSetting, readStatements } from '../store/index.ts'
import { Silent } from './errors.ts'
import type { FreshnessEnvironment, HeldLog, StatementRelay } from './interface.ts'
import { judge, type DeviceWord, type Judgement } from './judge.ts'

const day = 24 * 60 * 60 * 1000
/** So long a space may be shown as up to date, and keys may be sealed without asking, after the last word of somebody else. */
export const freshnessLimit = 7 * day

export type Standing = Judgement & {
  /** Nobody else has confirmed anything since then, which is longer than the limit; null: somebody has, or there is nobody else. */
  readonly unconfirmedSince: number | null
}

export class Freshness {
  readonly #env: FreshnessEnvironment

  constructor(environment: FreshnessEnvironment) {
    this.#env = environment
  }

  /** The daily sign of life, at once when the own identity log has grown. A relay that does not take it now gets it later. */
  async beat(relay: StatementRelay, signal: AbortSignal): Promise<void> {
    const { me } = this.#env
    await this.#state(relay, { kind: 'heartbeat', subjectId: me.id, head: me.head }, signal)
  }

  /** How far this device has verified the space: daily, and at once when the log has grown; unless its person wants it silent. */
  async speak(relay: StatementRelay, { id, head }: HeldLog, signal: AbortSignal): Promise<void> {
    if (!this.isSpeaking(id)) return
    await this.#state(relay, { kind: 'seen', subjectId: id, head }, signal)
  }

  /** Whether this device tells the members of the space what it has seen. */
  isSpeaking(space: SpaceId): boolean {
    return readSetting(this.#env.store, silentKey(space)) === null
  }

  /** What was told before stays at the relay and grows old. */
  letSpeak(space: SpaceId, speaks: boolean): void {
    this.#env.store.write((store) =>
      speaks ? deleteSetting(store, silentKey(space)) : putSetting(store, silentKey(space), '1'),
    )
  }

  /** Hears what the other members' devices say about the space. Answers whether something new was said. */
  async listen(relay: StatementRelay, log: HeldLog, signal: AbortSignal): Promise<boolean> {
    this.#noteOthers(log)
    const fetched = await attemptAsync(() => relay.statements('seen', log.id, { signal }))
    if (!fetched.ok) return false
    const heard = await this.#verified(fetched.value, { kind: 'seen', subjectId: log.id }, relay, signal)
    const fresh = heard.filter(({ identityId }) => log.principals.includes(identityId))
    return this.#env.store.write((store) => fresh.filter((statement) => putStatement(store, statement)).length > 0)
  }

  /** What was heard so far means this for the log as it is held now. */
  standing(log: HeldLog): Standing {
    const { me } = this.#env
    const now = this.#env.now()
    const judgement = judge(this.#held('seen', log.id), log, { me: me.id, now })
    const heardAt = judgement.heard?.at ?? 0
    const since = Math.max(heardAt, Number(readSetting(this.#env.store, othersKey(log.id)) ?? (heardAt || now)))
    return { ...judgement, unconfirmedSince: !this.#isAlone(log) && now - since > freshnessLimit ? since : null }
  }

  /** What each other device of a member said last, with what it had seen then: newest first. Nothing more is known of them. */
  words(log: HeldLog): readonly DeviceWord[] {
    const now = this.#env.now()
    return this.#held('seen', log.id)
      .filter(({ identityId, head }) => log.principals.includes(identityId) && log.hashAt(head.seq) === head.hash)
      .map(({ identityId: by, deviceId: device, head, time }) => ({
        by,
        device,
        seq: head.seq,
        at: Math.min(time, now),
      }))
      .sort((a, b) => b.at - a.at)
  }

  /**
   * Before a key is sealed to somebody: their own devices must not have signed a newer identity log than the one `relay` has
   * just shown (E_ROLLBACK; EntryHeld where it stops before), nor another one (E_FORK), and one of them must have been heard within the limit (`Silent`, E_STALE, unless
   * a person said that it shall be done all the same). Throws E_TRANSPORT. T07.
   */
  async mustBeCurrent(
    id: IdentityId,
    relay: StatementRelay,
    { evenIfSilent, signal }: { readonly evenIfSilent: boolean; readonly signal: AbortSignal },
  ): Promise<void> {
    const { store, known, now } = this.#env
    const fetched = await relay.statements('heartbeat', id, { signal })
    const heard = await this.#verified(fetched, { kind: 'heartbeat', subjectId: id }, relay, signal)
    store.write((writable) => heard.map((statement) => putStatement(writable, statement)))
    const log = known.get(id)
    const beats = this.#held('heartbeat', id)
    for (const { head } of beats) {
      if (log?.at(head) !== null) continue
      const ahead = known.ahead(id)
      if (head.seq > log.head.seq && ahead !== null) throw new EntryHeld(ahead)
      if (head.seq > log.head.seq)
        throw new Refused('E_ROLLBACK', `identity log ends before ${head.seq}, which was signed`)
      throw new Refused('E_FORK', `identity log beside a signed head at ${head.seq}`)
    }
    const isCurrent = beats.some(({ time }) => now() - time <= freshnessLimit)
    if (!isCurrent && !evenIfSilent) throw new Silent()
  }

  async #state(
    relay: StatementRelay,
    about: { readonly kind: SeenKind; readonly subjectId: IdentityId | SpaceId; readonly head: Head },
    signal: AbortSignal,
  ): Promise<void> {
    const { suite, store, me, stamp } = this.#env
    const { kind, subjectId, head } = about
    const { identityId, deviceId } = me.device
    const last = readStatements(store, kind, subjectId).find((statement) => statement.deviceId === deviceId)
    if (last?.head.hash === head.hash && Math.abs(stamp() - last.time) < day) return
    const said = { ...about, time: stamp() }
    let counter = (last?.counter ?? 0) + 1
    const put = () =>
      attemptAsync(() =>
        relay.putStatement(kind, subjectId, signStatement(suite, me.device, { ...said, counter }), { signal }),
      )
    let answer = await put()
    if (!answer.ok && answer.error.code === 'E_ROLLBACK') {
      counter = (await this.#ownCounter(relay, about, signal)) + 1
      answer = await put()
    }
    if (answer.ok) store.write((writable) => putStatement(writable, { ...said, identityId, deviceId, counter }))
  }

  /** What this device said before it lost its cache. */
  async #ownCounter(
    relay: StatementRelay,
    { kind, subjectId }: Pick<Statement, 'kind' | 'subjectId'>,
    signal: AbortSignal,
  ): Promise<number> {
    const { suite, me } = this.#env
    const fetched = await attemptAsync(() => relay.statements(kind, subjectId, { signal }))
    const own = (fetched.ok ? fetched.value : []).flatMap((wire) => {
      const said = attempt(() => verifyStatement(suite, parseStatement(wire), me.log))
      return said.ok && said.value.deviceId === me.device.deviceId ? said.value.counter : []
    })
    return Math.max(0, ...own)
  }

  /** Those of other devices that are what they say. A device that is not known here may stand in a newer log of its owner. */
  async #verified(
    wires: readonly Uint8Array[],
    { kind, subjectId }: Pick<Statement, 'kind' | 'subjectId'>,
    relay: StatementRelay,
    signal: AbortSignal,
  ): Promise<readonly Statement[]> {
    const { suite, known, me, now } = this.#env
    const verified: Statement[] = []
    for (const wire of wires) {
      const parsed = attempt(() => parseStatement(wire))
      if (!parsed.ok) continue
      const { identityId, deviceId, time } = parsed.value
      const isMeant = parsed.value.kind === kind && parsed.value.subjectId === subjectId
      if (!isMeant || deviceId === me.device.deviceId || time > now() + day) continue
      const signer = known.get(identityId)
      if (signer === null) continue
      const isNew = !signer.state.devices.has(deviceId)
      if (isNew) await attemptAsync(() => known.refresh(identityId, relay, signal))
      const statement = attempt(() => verifyStatement(suite, parsed.value, known.get(identityId) ?? signer))
      if (statement.ok) verified.push(statement.value)
    }
    return verified
  }

  /** What is remembered of other devices that are active still. */
  #held(kind: SeenKind, subjectId: IdentityId | SpaceId): readonly Statement[] {
    const { store, known, me } = this.#env
    return readStatements(store, kind, subjectId).filter(({ identityId, deviceId }) => {
      const signer = known.get(identityId)
      const isActive = signer !== null && activeDevices(signer.state).some(({ id }) => id === deviceId)
      return isActive && deviceId !== me.device.deviceId
    })
  }

  /** Whoever was invited and never came can confirm nothing; whoever was heard has come, whatever the relay shows of the log. */
  #isAlone({ id, principals, present }: HeldLog): boolean {
    const isOther = (one: IdentityId): boolean => one !== this.#env.me.id
    const heard = this.#held('seen', id).map(({ identityId }) => identityId)
    return ![...present, ...heard].some((one) => isOther(one) && principals.includes(one))
  }

  /** Since when somebody else could have confirmed something: by the earlier clock, so that none puts off the limit. */
  #noteOthers(log: HeldLog): void {
    const { store, stamp } = this.#env
    const key = othersKey(log.id)
    const known = readSetting(store, key)
    const isAlone = this.#isAlone(log)
    if (isAlone && known !== null) store.write((writable) => deleteSetting(writable, key))
    if (!isAlone && known === null) store.write((writable) => putSetting(writable, key, String(stamp())))
  }
}

const silentKey = (id: SpaceId): string => `silent:${id}`
const othersKey = (id: SpaceId): string => `others-since:${id}`
