// What a principal may do in a space, and the presets people choose from. PROTOCOL §10. Runs everywhere.

/** Bits of a grant: read 1, write 2, delete 4, manage 8, drop 16 (PROTOCOL §19.10). */
export const rightBits = { read: 1, write: 2, delete: 4, manage: 8, drop: 16 } as const
export type Right = keyof typeof rightBits
/** A set of rights as the sum of its bits, 0 … 31. */
export type Rights = number

export const presets = {
  viewer: rightBits.read,
  contributor: rightBits.read | rightBits.write,
  editor: rightBits.read | rightBits.write | rightBits.delete,
  manager: rightBits.read | rightBits.write | rightBits.delete | rightBits.manage,
} as const satisfies Record<string, Rights>
export type Preset = keyof typeof presets

export const allRights: Rights = presets.manager

export const mayDo = (rights: Rights, right: Right): boolean => (rights & rightBits[right]) !== 0

/** Adds what is included: write, delete and manage include read. */
export function closeRights(rights: Rights): Rights {
  const needsRead = rightBits.write | rightBits.delete | rightBits.manage
  return (rights & needsRead) !== 0 ? rights | rightBits.read : rights
}

/** The preset with exactly these rights, or null for a set of single rights. */
export function presetOf(rights: Rights): Preset | null {
  const found = (Object.keys(presets) as Preset[]).find((preset) => presets[preset] === rights)
  return found ?? null
}
