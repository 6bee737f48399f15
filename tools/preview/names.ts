// What in the preview's story only people, or the names of their files, would write: it is shown as it is. Tools only.
export const longName =
  'Gewinn- und Verlustrechnung mit sehr ausführlichem Anhang zu allen Rückstellungen der letzten zehn Jahre (Entwurf, überarbeitet).pdf'
export const recording = 'Besprechung 2026-11-20.mp4'
/** The name of a file beside another says when: it has to sort, and to be the same in every language. */
export const besideMark = ' (conflict, Bob Meier, 2026-11-22 14.03)'

export const namesGiven: readonly string[] = [longName, recording, besideMark]
