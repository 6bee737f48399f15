// The space log's public rules once more, slow and obvious: every question is answered by going through the whole history.
// Tests only; shares nothing with the reducer but numbers for rights. People are names, heads are version numbers.

export type Name = 'alice' | 'bob' | 'carol' | 'dave'
export const names: readonly Name[] = ['alice', 'bob', 'carol', 'dave']

/** Generation of the identity key at each version of a person's log. */
export type Versions = Readonly<Record<Name, readonly number[]>>
export type Seat = { readonly who: Name; readonly generation: number }

export type Event = {
  readonly by: Name
  readonly time: number
  readonly version: number
  readonly seen: readonly { readonly who: Name; readonly version: number }[]
  readonly body: boolean
} & (
  | {
      readonly type: 'grant.set'
      readonly to: Name
      readonly allow: number
      readonly deny: number
      readonly until: number | null
    }
  | { readonly type: 'grant.remove'; readonly to: Name }
  | { readonly type: 'epoch.rotate'; readonly epoch: number; readonly linked: boolean; readonly seats: readonly Seat[] }
  | { readonly type: 'epoch.relink'; readonly epoch: number }
  | { readonly type: 'complaint'; readonly epoch: number; readonly about: 'lockbox' | 'link' }
  | { readonly type: 'commit' | 'snapshot'; readonly epoch: number; readonly packs: readonly number[] }
  | { readonly type: 'packs.add' | 'packs.release' | 'packs.keep'; readonly packs: readonly number[] }
  | { readonly type: 'heads' | 'accept' | 'leave' | 'close' | 'home.set' }
  | { readonly type: 'owner.offer'; readonly to: Name | null }
  | { readonly type: 'owner.accept'; readonly offer: number }
)

const [read, write, remove, manage] = [1, 2, 4, 8]
const everything = read | write | remove | manage

/** A space of alice; event i has seq i + 1. */
export class History {
  readonly events: readonly Event[]
  readonly versions: Versions
  readonly began: number

  constructor(versions: Versions, began: number, events: readonly Event[] = []) {
    this.versions = versions
    this.began = began
    this.events = events
  }

  and(event: Event): History {
    return new History(this.versions, this.began, [...this.events, event])
  }

  until(seq: number): History {
    return new History(this.versions, this.began, this.events.slice(0, seq))
  }

  get time(): number {
    return Math.max(this.began, ...this.events.map(({ time }) => time))
  }

  get closed(): boolean {
    return this.events.some(({ type }) => type === 'close')
  }

  get owner(): Name {
    const last = this.events.findLast(({ type }) => type === 'owner.accept')
    return last?.by ?? 'alice'
  }

  get offer(): { to: Name; seq: number } | null {
    const at = this.events.findLastIndex(({ type }) => type === 'owner.offer' || type === 'owner.accept')
    const event = this.events[at]
    return event?.type === 'owner.offer' && event.to !== null ? { to: event.to, seq: at + 1 } : null
  }

  /** The grant in place for somebody, or null. */
  grantOf(who: Name): { allow: number; deny: number; until: number | null } | null {
    for (let i = this.events.length - 1; i >= 0; i--) {
      const event = this.events[i]
      if (event?.type === 'grant.set' && event.to === who) return event
      if (event?.type === 'grant.remove' && event.to === who) return null
      if (event?.type === 'owner.accept') {
        if (event.by === who) return null
        if (this.until(i).owner === who) return { allow: everything, deny: 0, until: null }
      }
    }
    return null
  }

  left(who: Name): boolean {
    const last = this.events.findLast(
      (event) => (event.type === 'leave' && event.by === who) || (event.type === 'grant.set' && event.to === who),
    )
    return last?.type === 'leave'
  }

  rights(who: Name, time = this.time): number {
    if (who === this.owner) return everything
    const grant = this.grantOf(who)
    if (grant === null || this.left(who) || (grant.until !== null && grant.until <= time)) return 0
    return (grant.deny & read) !== 0 ? 0 : grant.allow & ~grant.deny
  }

  /** The newest version of somebody's log that anybody named, or −1. */
  known(who: Name): number {
    const named = this.events.flatMap((event) => [
      ...(event.by === who ? [event.version] : []),
      ...event.seen.filter((head) => head.who === who).map(({ version }) => version),
    ])
    return Math.max(who === 'alice' ? 0 : -1, ...named)
  }

  /** Who must hold the key; null when somebody's log was never named. */
  seats(time = this.time): readonly Seat[] | null {
    const readers = names.filter((who) => this.rights(who, time) !== 0)
    if (readers.some((who) => this.known(who) < 0)) return null
    return readers.map((who) => ({ who, generation: this.versions[who][this.known(who)] ?? -1 }))
  }

  get epoch(): number {
    return this.events.filter(({ type }) => type === 'epoch.rotate').length
  }

  /** Who holds the key in force: its rotation's recipients and everybody who got it with a grant since. */
  holders(): readonly Seat[] {
    const at = this.events.findLastIndex(({ type }) => type === 'epoch.rotate')
    const rotation = this.events[at]
    if (rotation?.type !== 'epoch.rotate') return []
    const holders = [...rotation.seats]
    for (let i = at + 1; i < this.events.length; i++) {
      const event = this.events[i]
      if (event?.type !== 'grant.set' || !event.body) continue
      const after = this.until(i + 1)
      holders.push({ who: event.to, generation: this.versions[event.to][after.known(event.to)] ?? -1 })
    }
    return holders.sort((a, b) => names.indexOf(a.who) - names.indexOf(b.who))
  }

  complains(seq: number): boolean {
    const event = this.events[seq - 1]
    if (event?.type !== 'complaint' || event.about !== 'lockbox') return false
    const day = Math.floor(event.time / 86_400_000)
    const before = this.until(seq - 1)
    const counted = before.events.filter(
      (one, i) => one.by === event.by && Math.floor(one.time / 86_400_000) === day && before.complains(i + 1),
    )
    return counted.length < 3
  }

  pending(time = this.time): boolean {
    if (this.epoch === 0) return true
    const complained = this.events.some(
      (event, i) => event.type === 'complaint' && event.epoch === this.epoch && this.complains(i + 1),
    )
    return complained || JSON.stringify(this.seats(time)) !== JSON.stringify(this.holders())
  }

  packs(): readonly number[] {
    return this.events.flatMap((event) =>
      event.type === 'commit' || event.type === 'snapshot' || event.type === 'packs.add' ? event.packs : [],
    )
  }

  released(): readonly number[] {
    return this.packs().filter((pack) => {
      const last = this.events.findLast(
        (event) => (event.type === 'packs.release' || event.type === 'packs.keep') && event.packs.includes(pack),
      )
      return last?.type === 'packs.release'
    })
  }

  accepted(who: Name): boolean {
    const at = this.events.findLastIndex(
      (event, i) =>
        (event.type === 'accept' && event.by === who) || (event.type === 'owner.accept' && this.until(i).owner === who),
    )
    if (at < 0) return false
    return this.events.every((event, i) => {
      if (i <= at || !concerns(event, who)) return true
      return this.until(i).rights(who, event.time) !== 0 && this.until(i + 1).rights(who) !== 0
    })
  }

  /** Seq of the entry that ended the rights of somebody who had some; null for others. */
  ended(who: Name): number | null {
    let ended: number | null = null
    this.events.forEach((event, i) => {
      const [before, after] = [this.until(i), this.until(i + 1)]
      if (event.type === 'epoch.rotate') {
        const wasHolder = before.holders().some((seat) => seat.who === who)
        if (wasHolder && !event.seats.some((seat) => seat.who === who)) ended ??= i + 1
      } else if (concerns(event, who)) {
        if (before.rights(who, event.time) !== 0 && after.rights(who) === 0) ended = i + 1
        if (after.rights(who) !== 0) ended = null
      }
    })
    return ended
  }

  /** Whether the event may come next. */
  accepts(event: Event): boolean {
    if (this.closed || event.time < this.time || !this.#acceptsHeads(event)) return false
    const at = new Judgement(this, event)
    return at.mayCome()
  }

  #acceptsHeads(event: Event): boolean {
    if (event.version < this.known(event.by)) return false
    return event.seen.every(({ who, version }, i) => {
      const isHere = who === this.owner || this.grantOf(who) !== null
      const isInvited = event.type === 'grant.set' && event.to === who
      const inOrder = i === 0 || names.indexOf(event.seen[i - 1]?.who ?? 'alice') < names.indexOf(who)
      return who !== event.by && (isHere || isInvited) && version > this.known(who) && inOrder
    })
  }
}

/** The state before an event with the event's time and heads counted in. */
class Judgement {
  readonly history: History
  readonly event: Event

  constructor(history: History, event: Event) {
    const { by, time, version, seen } = event
    this.history = history.and({ type: 'heads', by, time, version, seen, body: false })
    this.event = event
  }

  mayCome(): boolean {
    const { history, event } = this
    const rights = history.rights(event.by)
    const may = (right: number) => (rights & right) !== 0
    const isOwner = event.by === history.owner
    switch (event.type) {
      case 'grant.set':
        return may(manage) && event.to !== history.owner && this.#grants(event)
      case 'grant.remove':
        return may(manage) && event.to !== history.owner && !event.body && history.grantOf(event.to) !== null
      case 'epoch.rotate':
        return may(history.pending() ? write : manage) && this.#rotates(event)
      case 'epoch.relink':
        return may(write) && !event.body && event.epoch >= 2 && event.epoch <= history.epoch
      case 'complaint':
        return rights !== 0 && !event.body && this.#mayComplain(event)
      case 'commit':
        if (event.packs.length > 0 && !may(write)) return false
        return may(write | remove | manage) && event.body && this.#mayAdd(event.packs) && event.epoch === history.epoch
      case 'snapshot':
        return may(write) && event.body && this.#mayAdd(event.packs) && event.epoch === history.epoch
      case 'packs.add':
        return may(write) && !event.body && event.packs.length > 0 && this.#mayAdd(event.packs)
      case 'packs.release': {
        const free = history.packs().filter((pack) => !history.released().includes(pack))
        return may(manage) && !event.body && event.packs.length > 0 && isChoice(event.packs, free)
      }
      case 'packs.keep':
        return may(write) && !event.body && event.packs.length > 0 && isChoice(event.packs, history.released())
      case 'heads':
      case 'accept':
        return rights !== 0 && !event.body
      case 'leave':
        return rights !== 0 && !event.body && !isOwner
      case 'close':
      case 'home.set':
        return isOwner && !event.body
      case 'owner.offer':
        return (
          isOwner && !event.body && (event.to === null || (event.to !== event.by && history.rights(event.to) !== 0))
        )
      case 'owner.accept':
        return rights !== 0 && !event.body && history.offer?.to === event.by && history.offer.seq === event.offer
    }
  }

  #grants(event: Extract<Event, { type: 'grant.set' }>): boolean {
    const needsRead = (event.allow & (write | remove | manage)) !== 0
    if (needsRead && (event.allow & read) === 0) return false
    if ((event.deny & read) !== 0 && event.deny !== everything) return false
    if (event.allow === 0 && event.deny === 0) return false
    const gains = this.history.rights(event.to) === 0 && this.history.and(event).rights(event.to) !== 0
    if (!gains) return !event.body
    return event.body && !this.history.pending() && this.history.known(event.to) >= 0
  }

  #rotates(event: Extract<Event, { type: 'epoch.rotate' }>): boolean {
    const { history } = this
    if (event.epoch !== history.epoch + 1 || event.linked !== event.epoch > 1 || !event.body) return false
    return JSON.stringify(history.seats()) === JSON.stringify(event.seats)
  }

  #mayComplain(event: Extract<Event, { type: 'complaint' }>): boolean {
    const { history } = this
    const before = history.events.some(
      (one) =>
        one.type === 'complaint' && one.by === event.by && one.epoch === event.epoch && one.about === event.about,
    )
    if (before) return false
    if (event.about === 'lockbox') return event.epoch === history.epoch && event.epoch > 0
    return event.epoch >= 2 && event.epoch <= history.epoch
  }

  #mayAdd(packs: readonly number[]): boolean {
    const { history } = this
    return !history.pending() && isAscending(packs) && packs.every((pack) => !history.packs().includes(pack))
  }
}

/** Whether the event is about somebody's own grant. */
const concerns = (event: Event, who: Name): boolean =>
  event.type === 'leave'
    ? event.by === who
    : (event.type === 'grant.set' || event.type === 'grant.remove') && event.to === who

const isAscending = (packs: readonly number[]) => packs.every((pack, i) => i === 0 || pack > (packs[i - 1] ?? pack))
const isChoice = (packs: readonly number[], from: readonly number[]) =>
  isAscending(packs) && packs.every((pack) => from.includes(pack))
