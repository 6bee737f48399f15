// Whoever works long gives way now and then. Those who did go on one by one, and the event loop goes round between them: twenty engines at
// work keep a call from the window waiting no longer than one. Runs in core.

/** The event loop is one, and so is the queue. */
const waiting: (() => void)[] = []

function next(): void {
  waiting.shift()?.()
  if (waiting.length > 0) setImmediate(next)
}

/** Resolves when everybody else has had a turn. */
export function turnOfOthers(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    if (waiting.length === 1) setImmediate(next)
  })
}
