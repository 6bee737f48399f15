// Writes what a benchmark measured, as the repository's other JSON stands.
import { writeFile } from 'node:fs/promises'
import { format } from 'prettier'

export async function writeReport(file: string, report: unknown): Promise<void> {
  await writeFile(file, await format(JSON.stringify(report), { parser: 'json', printWidth: 120 }))
}
