// The benchmarks' data, the same for the same seed on every machine: incompressible bytes, sizes as in an office. SYNC.md, "Measured".
import { createCipheriv, createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Seeded } from '../src/core/testing/seeded.ts'

const mebibyte = 2 ** 20
const gibibyte = 2 ** 30

/** Bytes that nobody can compress: the AES-256-CTR keystream of `seed`. */
class Keystream {
  readonly #cipher

  constructor(seed: string) {
    this.#cipher = createCipheriv('aes-256-ctr', createHash('sha256').update(seed).digest(), Buffer.alloc(16))
  }

  next(length: number): Buffer {
    return this.#cipher.update(Buffer.alloc(length))
  }
}

async function large(file: string, length: number): Promise<void> {
  const keystream = new Keystream('A')
  await mkdir(path.dirname(file), { recursive: true })
  const pieces = function* () {
    for (let left = length; left > 0; left -= mebibyte) yield keystream.next(Math.min(left, mebibyte))
  }
  await pipeline(Readable.from(pieces()), createWriteStream(file))
}

/** `count` files, evenly in `directories`, the first half of which lie in `x`, the others in `y`. Sizes are log-uniform. */
export async function many(
  folder: string,
  { seed, count, directories, smallest, largest, total }: ManyFiles & { readonly seed: number },
): Promise<void> {
  const chance = new Seeded(seed)
  const keystream = new Keystream(String(seed))
  const drawn = Array.from({ length: count }, () => smallest * (largest / smallest) ** chance.next())
  const scale = total === undefined ? 1 : total / drawn.reduce((sum, size) => sum + size, 0)
  const each = count / directories
  for (const [at, size] of drawn.entries()) {
    const place = Math.floor(at / each)
    const directory = path.join(folder, place < directories / 2 ? 'x' : 'y', `d${String(place).padStart(4, '0')}`)
    if (at % each === 0) await mkdir(directory, { recursive: true })
    const file = path.join(directory, `f${String(at).padStart(6, '0')}.bin`)
    await writeFile(file, keystream.next(Math.round(size * scale)))
  }
}

type ManyFiles = {
  readonly count: number
  readonly directories: number
  readonly smallest: number
  readonly largest: number
  /** Bytes together: sizes are scaled to it. */
  readonly total?: number
}

/** What is planted into an empty folder, by the letter of SYNC.md. */
export const dataSets = {
  /** One file of 1 GiB. */
  A: (folder: string) => large(path.join(folder, 'large.bin'), gibibyte),
  /** 10,000 files of 4 to 16 KiB in 200 directories. */
  B: (folder: string) => many(folder, { seed: 7, count: 10_000, directories: 200, smallest: 4096, largest: 16_384 }),
  /** 500 files as of an office, 1 GiB together. */
  C: (folder: string) =>
    many(folder, { seed: 11, count: 500, directories: 50, smallest: 20_480, largest: 16 * mebibyte, total: gibibyte }),
  /** 100,000 files of 256 to 1,024 bytes. */
  F: (folder: string) => many(folder, { seed: 8, count: 100_000, directories: 2_000, smallest: 256, largest: 1024 }),
} as const

/** D: one KiB overwritten in the middle of A. */
export async function overwriteInside(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(new Keystream('D').next(1024), 0, 1024, gibibyte / 2)
  await handle.close()
}

/** D2: one KiB inserted in the middle of A, as a program that saves in place does it. */
export async function insertInside(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  const { size } = await handle.stat()
  const behind = Buffer.alloc(size - size / 2)
  await handle.read(behind, 0, behind.length, size / 2)
  await handle.write(new Keystream('D2').next(1024), 0, 1024, size / 2)
  await handle.write(behind, 0, behind.length, size / 2 + 1024)
  await handle.close()
}

/** G: one new file of 10 KiB. */
export const smallFile = (): Buffer => new Keystream('G').next(10_240)
