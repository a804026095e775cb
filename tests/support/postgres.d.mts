/** The folder of initdb and postgres, where this machine has them. */
export function findPostgres(): string | null
/** A throwaway PostgreSQL from the binaries of that folder. */
export function startPostgres(bin: string): Promise<{ url: string; stop(): Promise<void> }>
