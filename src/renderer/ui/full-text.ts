// What a narrow place shortens is told in full where the mouse rests on it: one rule for every cell, heading and button. Renderer.
// A `title` that something has by itself stays.

const isShortened = (element: HTMLElement): boolean => {
  const { textOverflow, webkitLineClamp } = getComputedStyle(element)
  if (textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth) return true
  return webkitLineClamp !== 'none' && element.scrollHeight > element.clientHeight
}

function tell({ target }: MouseEvent): void {
  for (let at = target; at instanceof HTMLElement && at !== document.body; at = at.parentElement) {
    if (at.title !== '' && at.dataset['fullText'] === undefined) return
    if (isShortened(at)) {
      at.title = at.innerText
      at.dataset['fullText'] = ''
      return
    }
    if (at.dataset['fullText'] !== undefined) {
      at.removeAttribute('title')
      delete at.dataset['fullText']
    }
  }
}

/** Begins to listen; the function returned ends it. */
export function tellFullTexts(): () => void {
  document.addEventListener('mouseover', tell)
  return () => document.removeEventListener('mouseover', tell)
}
