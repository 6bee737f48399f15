// Runs one command to its end for the tools: output captured, time limited.
import type { SpawnOptions } from 'node:child_process'
import { signalGroup, startGroup } from './group.ts'

export type Ran = { readonly code: number; readonly stdout: string; readonly output: string; readonly seconds: number }

/**
 * Runs `command` (a program and its arguments) to its end. `output` holds standard output and error in the order they came;
 * after `minutes` the whole group is killed and `code` is 124. A program that cannot be started gives 127.
 */
export function run(
  command: readonly string[],
  options: SpawnOptions & { readonly minutes?: number } = {},
): Promise<Ran> {
  const { minutes = 10, ...rest } = options
  const started = performance.now()
  const [program = '', ...args] = command
  return new Promise((resolve) => {
    let stdout = ''
    let output = ''
    let late = false
    const child = startGroup(program, args, rest)
    const timer = setTimeout(() => {
      late = true
      signalGroup(child, 'SIGKILL')
    }, minutes * 60_000)
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      output += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text))
    const end = (code: number) => {
      clearTimeout(timer)
      resolve({
        code: late ? 124 : code,
        stdout,
        output: late ? `${output}\nstopped after ${minutes} minutes\n` : output,
        seconds: (performance.now() - started) / 1000,
      })
    }
    child.once('error', (error) => {
      output += error.message
      end(127)
    })
    child.once('close', (code) => end(code ?? 1))
  })
}
