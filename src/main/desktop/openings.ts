// Links and files that the system hands over, from the command line or by its own events, kept until somebody can open them. Main process.
import { app } from 'electron'
import { openingOf, openingOfFile, openingOfLink, type Opening } from './deep-link.ts'

export class Openings {
  #waiting: Opening | null
  #open: ((opening: Opening) => void) | null = null

  /** Before the app is ready: macOS tells of a link that started it very early. */
  constructor(commandLine: readonly string[]) {
    this.#waiting = openingOf(commandLine)
    app.on('open-url', (event, link) => {
      event.preventDefault()
      this.#take(openingOfLink(link))
    })
    app.on('open-file', (event, file) => {
      event.preventDefault()
      this.#take(openingOfFile(file))
    })
  }

  /** The app was started once more. */
  takeCommandLine(args: readonly string[]): void {
    const opening = openingOf(args)
    if (opening !== null) this.#take(opening)
  }

  /** From now on what comes is opened, and the last that has come. */
  begin(open: (opening: Opening) => void): void {
    this.#open = open
    if (this.#waiting !== null) open(this.#waiting)
    this.#waiting = null
  }

  #take(opening: Opening): void {
    if (this.#open === null) this.#waiting = opening
    else this.#open(opening)
  }
}
