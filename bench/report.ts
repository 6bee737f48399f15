// The figures of a run, for people as a table.

type Cost = { readonly who: string; readonly cpuSeconds: number; readonly peakBytes: number }

export type Turn = {
  readonly seconds: number
  /** What went over loopback until all was quiet again; both directions, headers included. */
  readonly wireBytes: number
  readonly costs: readonly Cost[]
}

export type Measured = Turn & {
  readonly title: string
  /** [least, greatest] of all turns. */
  readonly range: readonly [number, number]
  readonly userBytes: number
  /** Seconds of the same work by other programs. */
  readonly floor: Readonly<Record<string, number>>
}

/** The turn with the median time. @throws RangeError without a turn. */
export function summaryOf(turns: readonly Turn[]): Turn & Pick<Measured, 'range'> {
  const ordered = [...turns].sort((one, other) => one.seconds - other.seconds)
  const [least, median, greatest] = [ordered[0], ordered[ordered.length >> 1], ordered.at(-1)]
  if (least === undefined || median === undefined || greatest === undefined)
    throw new RangeError('nothing was measured')
  return { ...median, range: [least.seconds, greatest.seconds] }
}

const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)}`

export function tableOf(results: Readonly<Record<string, Measured>>): string {
  const rows = Object.entries(results).map(([name, { title, seconds, floor, wireBytes, userBytes, costs }]) => [
    `${name} ${title}`,
    seconds.toFixed(2),
    Object.entries(floor)
      .map(([peer, theirs]) => `${peer} ${theirs.toFixed(2)} (${(seconds / theirs).toFixed(1)}×)`)
      .join(', '),
    userBytes === 0 ? `${wireBytes} B` : `${mebibytes(wireBytes)} MiB (${(wireBytes / userBytes).toFixed(2)}×)`,
    costs.map(({ cpuSeconds }) => cpuSeconds.toFixed(1)).join(' / '),
    costs.map(({ peakBytes }) => mebibytes(peakBytes)).join(' / '),
  ])
  const who =
    Object.values(results)[0]
      ?.costs.map((cost) => cost.who)
      .join(' / ') ?? ''
  const head = ['run', 'seconds', 'floor (ratio)', 'wire, of user bytes', `CPU s: ${who}`, `peak MiB: ${who}`]
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
