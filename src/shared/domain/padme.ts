// How long something hidden is said to be. PROTOCOL §10, §11. Runs everywhere.

/**
 * The smallest padded length not below `length`: at most 12 % more, and only O(log log length) bits of it are told.
 * Padmé, Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", PETS 2019.
 */
export function padme(length: number): number {
  if (!Number.isSafeInteger(length) || length < 0) throw new RangeError('length')
  if (length < 2) return length
  const exponent = floorLog2(length)
  const step = 2 ** (exponent - floorLog2(exponent) - 1)
  return step < 1 ? length : Math.ceil(length / step) * step
}

/** Exact for every safe integer, where Math.log2 rounds up just below a power of two. */
const floorLog2 = (value: number): number =>
  value > 0xffff_ffff ? 32 + floorLog2(Math.floor(value / 2 ** 32)) : 31 - Math.clz32(value)
