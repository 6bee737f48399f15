// Bytes as they are, sixteen in a line, beside what they would be as text. The one place where a person is shown such: on demand. Renderer.
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }

const box = style({ display: 'flex', flexDirection: 'column', gap: 4 })
const heading = style({ font: 'ui', margin: 0 })
const dump = style({
  font: 'code-xs',
  margin: 0,
  padding: 12,
  borderRadius: 'lg',
  backgroundColor: 'layer-1',
  maxHeight: 160,
  overflow: 'auto',
  whiteSpace: 'pre',
})

const width = 16

export function HexDump({ title, hex }: { title: string; hex: string }) {
  return (
    <div className={box}>
      <p className={heading}>{title}</p>
      <pre className={dump} tabIndex={0} aria-label={title} data-raw>
        {linesOf(hex).join('\n')}
      </pre>
    </div>
  )
}

function linesOf(hex: string): readonly string[] {
  const bytes = hex.match(/../g) ?? []
  return Array.from({ length: Math.ceil(bytes.length / width) }, (_, line) => {
    const part = bytes.slice(line * width, (line + 1) * width)
    const text = part.map((byte) => charOf(Number.parseInt(byte, 16))).join('')
    return `${part.join(' ').padEnd(width * 3)} ${text}`
  })
}

/** ASCII that can be seen; a dot for everything else. */
const charOf = (byte: number): string => (byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : '.')
