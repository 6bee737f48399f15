// Whether all text of a page can be read: nothing cut, nothing over something else, nothing to be scrolled sideways. Tools only.
// Each function runs in the page by itself: it may use nothing from outside.

/**
 * Texts that cannot be read: cut off by a box, or beyond the window where nothing scrolls. What is long (a name, a path) may be shortened
 * where the whole of it is told when the mouse rests on it; what is short may not, nor what the app itself says (`written`), but in words longer than they are (`isLonger`).
 */
export function outOfSight({
  written,
  isLonger,
}: {
  written: readonly string[]
  isLonger: boolean
}): readonly string[] {
  const found: string[] = []
  const ours = new Set(written)
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const node = texts.currentNode
    const text = node.textContent?.trim() ?? ''
    const element = node.parentElement
    if (text === '' || !element?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const place = range.getBoundingClientRect()
    if (place.width === 0 || isForReadersOnly(element)) continue
    const how = cutBy(element, place)
    if (how === null) continue
    element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
    const title = element.closest('[title]')?.getAttribute('title') ?? ''
    const mayBeShort = isLonger || (text.length >= 20 && !ours.has(text))
    if (!/shortened|lines/.test(how) || !mayBeShort || !title.includes(text)) found.push(`${how}: ${text.slice(0, 80)}`)
  }
  return found

  /** Hidden from sight on purpose: one pixel large. */
  function isForReadersOnly(from: Element): boolean {
    for (let at: Element | null = from; at !== null; at = at.parentElement) {
      const { width, height } = at.getBoundingClientRect()
      if (width <= 1 && height <= 1 && getComputedStyle(at).overflow !== 'visible') return true
    }
    return false
  }

  function cutBy(from: Element, place: DOMRect): string | null {
    let [isReachedX, isReachedY] = [false, false]
    let isAbsolute = false
    for (let at: Element | null = from; at !== null && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (isAbsolute && style.position === 'static' && style.transform === 'none') continue
      const box = at.getBoundingClientRect()
      if (/auto|scroll/.test(style.overflowX)) isReachedX = true
      if (/auto|scroll/.test(style.overflowY)) isReachedY = true
      const isClipping = /hidden|clip/
      const hasLines = style.webkitLineClamp !== 'none' && at.scrollHeight > at.clientHeight + 1
      if (isClipping.test(style.overflowX) && !isReachedX) {
        if (style.textOverflow === 'ellipsis' && at.scrollWidth > at.clientWidth + 1) return 'shortened'
        if (place.right > box.right + 1.5 || place.left < box.left - 1.5) return 'cut at the side'
      }
      if (isClipping.test(style.overflowY) && !isReachedY) {
        if (hasLines) return 'lines left out'
        if (place.bottom > box.bottom + 4 || place.top < box.top - 4) return 'cut above or below'
      }
      if (style.position === 'fixed') return beyondWindow(place)
      if (style.position === 'absolute') isAbsolute = true
      else if (style.position !== 'static') isAbsolute = false
    }
    return isReachedX && isReachedY ? null : beyondWindow(place)

    function beyondWindow({ left, right, top, bottom }: DOMRect): string | null {
      if (!isReachedX && (left < -1 || right > innerWidth + 1)) return 'beyond the side of the window'
      return !isReachedY && (top < -1 || bottom > innerHeight + 1) ? 'beyond the top or foot of the window' : null
    }
  }
}

/** Pairs of texts that lie over one another with nothing in between that covers the lower one. */
export function overlaps(): readonly string[] {
  type Line = { readonly element: Element; readonly text: string; readonly place: DOMRect }
  const lines: Line[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    const text = texts.currentNode.textContent?.trim() ?? ''
    if (text === '' || !element?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const range = document.createRange()
    range.selectNodeContents(texts.currentNode)
    for (const rect of range.getClientRects()) {
      const place = seenOf(element, rect)
      if (place.width > 2 && place.height > 2 && isOnTop(element, place)) lines.push({ element, text, place })
    }
  }
  return lines.flatMap((one, n) =>
    lines
      .slice(n + 1)
      .filter((other) => other.element !== one.element && meet(one.place, other.place))
      .map((other) => `“${one.text.slice(0, 40)}” and “${other.text.slice(0, 40)}”`),
  )

  /** What boxes and the window leave of a line; its own box reaches beyond its letters. */
  function seenOf(element: Element, line: DOMRect): DOMRect {
    let [left, right] = [Math.max(0, line.left + 1), Math.min(innerWidth, line.right - 1)]
    let [top, bottom] = [line.top + line.height * 0.2, line.bottom - line.height * 0.2]
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      if (getComputedStyle(at).overflow === 'visible') continue
      const box = at.getBoundingClientRect()
      left = Math.max(left, box.left)
      right = Math.min(right, box.right)
      top = Math.max(top, box.top)
      bottom = Math.min(bottom, box.bottom)
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top))
  }

  /** Seen there: nothing but what holds it, or what it holds, is hit in the middle. */
  function isOnTop(element: Element, { x, y, width, height }: DOMRect): boolean {
    return document.elementsFromPoint(x + width / 2, y + height / 2).some((hit, depth, all) => {
      if (hit !== element) return false
      return all.slice(0, depth).every((above) => element.contains(above) || isClear(above))
    })
  }
  function isClear(element: Element): boolean {
    return /^rgba\(.*, 0\)$|^transparent$/.test(getComputedStyle(element).backgroundColor)
  }
  function meet(a: DOMRect, b: DOMRect): boolean {
    return (
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2
    )
  }
}

/** The page, or a part of it, that is wider than the room it has. What the server sees may be scrolled: it is as wide as it is. */
export function sideways(): readonly string[] {
  const root = document.documentElement
  const parts = [...document.querySelectorAll('*')].filter((element) => {
    if (element.scrollWidth <= element.clientWidth + 1 || element.closest('[data-raw], textarea, input') !== null)
      return false
    return /auto|scroll/.test(getComputedStyle(element).overflowX)
  })
  return [
    ...(root.scrollWidth > innerWidth ? ['the page'] : []),
    ...parts.map(
      (part) =>
        `${part.getAttribute('role') ?? part.tagName.toLowerCase()} “${part.getAttribute('aria-label') ?? ''}”, by ${String(part.scrollWidth - part.clientWidth)}`,
    ),
  ]
}
