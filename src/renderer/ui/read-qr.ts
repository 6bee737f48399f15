// Finds a QR code in a picture or in what a camera shows. Nothing leaves the page. Renderer.
import decodeQR from 'qr/decode.js'

/** Longest sides in pixels at which a picture is looked at: small codes need more, large pictures are quicker with less. */
const sizes = [800, 1600, 400] as const
/** A picture file larger than this is not opened. */
const largestFile = 40 * 1024 * 1024

/** The text of the first code in a picture file; null where there is none, or no picture. */
export async function readQrPicture(file: File): Promise<string | null> {
  if (file.size > largestFile) return null
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  try {
    for (const longest of sizes) {
      const found = readQr(picture, { width: picture.width, height: picture.height, longest })
      if (found !== null) return found
    }
    return null
  } finally {
    picture.close()
  }
}

/** The text of a code in what is drawn of `source`. */
export function readQr(
  source: ImageBitmap | HTMLVideoElement,
  { width, height, longest }: { readonly width: number; readonly height: number; readonly longest: number },
): string | null {
  const scale = Math.min(1, longest / Math.max(width, height, 1))
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  const context = new OffscreenCanvas(w, h).getContext('2d', { willReadFrequently: true })
  if (context === null) return null
  // What is transparent in a picture is paper.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, w, h)
  context.drawImage(source, 0, 0, w, h)
  try {
    return decodeQR(context.getImageData(0, 0, w, h))
  } catch {
    return null
  }
}
