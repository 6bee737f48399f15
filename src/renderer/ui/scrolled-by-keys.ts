// What is only read and longer than its place takes the focus, so that keys scroll it. Renderer. WCAG 2.1.1.
const takesFocus = 'button, a[href], input, [tabindex="0"]'

/** A ref for all that a box which scrolls has in it. Where something in it takes the focus by itself, keys scroll the box from there. */
export function scrolledByKeys(text: HTMLElement | null): (() => void) | undefined {
  const box = text?.parentElement
  if (!text || !box) return undefined
  const observer = new ResizeObserver(() => {
    if (box.scrollHeight > box.clientHeight && text.querySelector(takesFocus) === null) box.tabIndex = 0
    else box.removeAttribute('tabindex')
  })
  observer.observe(box)
  observer.observe(text)
  return () => observer.disconnect()
}
