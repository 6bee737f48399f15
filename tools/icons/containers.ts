// The two containers of icons: ICO (Windows) and ICNS (macOS), each a list of PNG pictures behind a short header. Tool only.

/** ICO, https://learn.microsoft.com/previous-versions/ms997538: 6 bytes of header, 16 bytes for each picture, then the pictures. */
export function icoOf(pictures: readonly { readonly size: number; readonly png: Uint8Array }[]): Uint8Array {
  const header = Buffer.alloc(6 + 16 * pictures.length)
  header.writeUInt16LE(1, 2) // an icon, not a cursor
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index
    // 256 does not fit into a byte and is written as 0.
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)])
}

/** ICNS: `icns`, the length of all, then for each picture its four-letter type, its length with these 8 bytes, the PNG. */
export function icnsOf(pictures: readonly { readonly type: string; readonly png: Uint8Array }[]): Uint8Array {
  const block = (type: string, content: Uint8Array) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(content.length + 8, 4)
    return Buffer.concat([head, content])
  }
  return block('icns', Buffer.concat(pictures.map(({ type, png }) => block(type, png))))
}
