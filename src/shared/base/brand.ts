// Nominal types: a branded string cannot be confused with another string. Runs everywhere.
declare const brand: unique symbol
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
