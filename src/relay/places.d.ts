export declare const databaseFile: (directory: string) => string
export declare const packDirectory: (directory: string) => string
/** The relay's Ed25519 seed, 32 bytes: whoever has it is this relay. */
export declare const keyFile: (directory: string) => string
