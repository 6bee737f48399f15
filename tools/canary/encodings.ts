// The canary search: how a word could stand in bytes that should not hold it. Used by the demo and by e2e.
import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'

export type Needle = { readonly word: string; readonly encoding: string; readonly bytes: Buffer }

/** A random word for names and contents: long enough never to occur by chance; its umlaut and emoji differ in each encoding. */
export function canaryWord(): string {
  return `Kanarienvögel🐤${randomBytes(12).toString('hex')}`
}

const big = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16()
const phases = [0, 1, 2] as const

/** `word` in base64 when it begins `phase` bytes after a group of three: only the characters that no neighbour changes. */
function base64Fragment(word: Buffer, phase: number, encoding: 'base64' | 'base64url'): Buffer {
  const text = Buffer.concat([Buffer.alloc(phase), word]).toString(encoding)
  return Buffer.from(text.slice(Math.ceil((phase * 8) / 6), Math.floor(((phase + word.length) * 8) / 6)))
}

/** As JSON writes it where it keeps to ASCII. */
function escaped(text: string): string {
  return text.replaceAll(/[^\0-\u007f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Every way in which `word` is looked for in plain bytes; inside gzip the same again (search.ts). */
export function needlesOf(word: string): readonly Needle[] {
  const needles = ['NFC', 'NFD'].flatMap((form) => {
    const text = word.normalize(form)
    const utf8 = Buffer.from(text)
    const encodings: [string, Buffer][] = [
      ['UTF-8', utf8],
      ['UTF-16LE', Buffer.from(text, 'utf16le')],
      ['UTF-16BE', big(Buffer.from(text, 'utf16le'))],
      ['hex', Buffer.from(utf8.toString('hex'))],
      ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
      ['URL', Buffer.from(encodeURIComponent(text))],
      ['JSON', Buffer.from(escaped(text))],
      ...phases.map((phase): [string, Buffer] => [`base64 phase ${phase}`, base64Fragment(utf8, phase, 'base64')]),
      ...phases.map((phase): [string, Buffer] => [
        `base64url phase ${phase}`,
        base64Fragment(utf8, phase, 'base64url'),
      ]),
    ]
    return encodings.map(([encoding, bytes]) => ({ word, encoding: `${encoding} ${form}`, bytes }))
  })
  return needles.filter((one, at) => needles.findIndex((other) => other.bytes.equals(one.bytes)) === at)
}

/** A positive control: bytes of which the search must say that `word` stands in them, in `encoding`. */
export type Control = { readonly encoding: string; readonly bytes: Buffer }

/** For every needle one control, made independently of the needle where the encoding depends on neighbours; and gzip. */
export function controlsOf(word: string): readonly Control[] {
  const inNoise = (bytes: Buffer) => Buffer.concat([randomBytes(501), bytes, randomBytes(77)])
  const plain = needlesOf(word).map(({ encoding, bytes }) => {
    const [, alphabet, phase, form] = /^(base64|base64url) phase (\d) (\w+)$/.exec(encoding) ?? []
    if (alphabet === undefined) return { encoding, bytes: inNoise(bytes) }
    const carrier = Buffer.concat([randomBytes(33 + Number(phase)), Buffer.from(word.normalize(form)), randomBytes(40)])
    return { encoding, bytes: Buffer.from(carrier.toString(alphabet as 'base64' | 'base64url')) }
  })
  return [...plain, { encoding: 'gzip', bytes: inNoise(gzipSync(`before ${word.normalize('NFC')} after`)) }]
}
