// Token buckets: how much each subject may ask for at once and per second. In memory, bounded. Relay only.

type Bucket = { tokens: number; at: number }

export class Buckets {
  readonly #capacity: number
  readonly #perSecond: number
  readonly #maxSubjects: number
  readonly #buckets = new Map<string, Bucket>()

  constructor(limit: { readonly capacity: number; readonly perSecond: number; readonly maxSubjects?: number }) {
    this.#capacity = limit.capacity
    this.#perSecond = limit.perSecond
    this.#maxSubjects = limit.maxSubjects ?? 50_000
  }

  /** Takes `amount`; answers the seconds to wait when there is not enough, else 0. */
  take(subject: string, now: number, amount = 1): number {
    const bucket = this.#buckets.get(subject) ?? { tokens: this.#capacity, at: now }
    bucket.tokens = Math.min(this.#capacity, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * this.#perSecond)
    bucket.at = Math.max(bucket.at, now)
    this.#remember(subject, bucket)
    if (bucket.tokens < amount) return (amount - bucket.tokens) / this.#perSecond
    bucket.tokens -= amount
    return 0
  }

  /** Forgets the subject that was quiet for the longest: it would have a full bucket first. */
  #remember(subject: string, bucket: Bucket): void {
    this.#buckets.delete(subject)
    this.#buckets.set(subject, bucket)
    if (this.#buckets.size <= this.#maxSubjects) return
    const [oldest] = this.#buckets.keys()
    if (oldest !== undefined) this.#buckets.delete(oldest)
  }
}
