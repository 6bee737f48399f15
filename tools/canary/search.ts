// The canary search: looks for words in bytes and in whole folders, file names included, also inside gzip.
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { constants, inflateRawSync } from 'node:zlib'
import { needlesOf, type Needle } from './encodings.ts'

export type Find = { readonly place: string; readonly word: string; readonly encoding: string; readonly offset: number }
export type Searched = { readonly files: number; readonly bytes: number; readonly finds: readonly Find[] }

const windowLength = 32 << 20
/** Longer than any needle and than the head of any gzip stream worth finding across two windows. */
const overlap = 64 << 10
const gzipStart = Buffer.from([0x1f, 0x8b, 0x08])

/** Every needle of `words` that stands in `bytes`; `place` names the bytes in what is found. */
export function searchBytes(place: string, bytes: Buffer, words: readonly string[]): readonly Find[] {
  return searchNeedles(place, bytes, words.flatMap(needlesOf))
}

function searchNeedles(place: string, bytes: Buffer, needles: readonly Needle[]): readonly Find[] {
  const finds = plainFinds(place, bytes, needles)
  for (let at = bytes.indexOf(gzipStart); at >= 0; at = bytes.indexOf(gzipStart, at + 1)) {
    for (const find of plainFinds(place, inflated(bytes.subarray(at)), needles))
      finds.push({ ...find, encoding: `gzip, ${find.encoding}`, offset: at })
  }
  return finds
}

function plainFinds(place: string, bytes: Buffer, needles: readonly Needle[]): Find[] {
  return needles
    .map(({ word, encoding, bytes: needle }) => ({ place, word, encoding, offset: bytes.indexOf(needle) }))
    .filter((find) => find.offset >= 0)
}

/**
 * What a gzip stream at the start of `bytes` holds, also when its end is cut off; nothing where there is none. Read as raw
 * deflate behind the header (RFC 1952), because gunzip refuses a stream that other bytes follow.
 */
function inflated(bytes: Buffer): Buffer {
  const flags = bytes[3] ?? 0
  let start = 10
  if (flags & 4) start += 2 + (bytes[10] ?? 0) + 256 * (bytes[11] ?? 0)
  for (const zeroEnded of [8, 16]) if (flags & zeroEnded) start = bytes.indexOf(0, start) + 1
  if (flags & 2) start += 2
  try {
    return inflateRawSync(bytes.subarray(start), { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return Buffer.alloc(0) // three bytes that only looked like the beginning of gzip
  }
}

/**
 * Searches every file below `folder` (links are not followed) and every name. Throws if the folder is not there; a file that
 * goes away meanwhile, as in the profile of a running app, is not counted.
 */
export async function searchFolder(folder: string, words: readonly string[]): Promise<Searched> {
  const needles = words.flatMap(needlesOf)
  const finds: Find[] = []
  let files = 0
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    const place = path.relative(folder, file)
    finds.push(...searchNeedles(`the name ${place}`, Buffer.from(place), needles))
    if (!entry.isFile()) continue
    try {
      for await (const window of windowsOf(file)) {
        finds.push(...searchNeedles(place, window.bytes, needles))
        bytes += window.fresh
      }
      files += 1
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return { files, bytes, finds }
}

/** The file in overlapping windows, so that memory stays bounded and no needle is cut in two. */
async function* windowsOf(file: string): AsyncGenerator<{ readonly bytes: Buffer; readonly fresh: number }> {
  let tail = Buffer.alloc(0)
  let parts: Buffer[] = []
  let length = 0
  const flush = () => {
    const bytes = Buffer.concat([tail, ...parts])
    const fresh = length
    tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - overlap)))
    parts = []
    length = 0
    return { bytes, fresh }
  }
  for await (const part of createReadStream(file, { highWaterMark: 4 << 20 }) as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (length >= windowLength) yield flush()
  }
  if (length > 0) yield flush()
}
