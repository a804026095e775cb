import { cac } from 'cac'
import { ConfigError } from '../config'
import { PollFault } from '../features/counting'
import { LedgerFault } from '../features/ledger'
import { appoint } from './appoint'
import { assign } from './assign'
import { backup } from './backup'
import { dismiss } from './dismiss'
import { importPlaces } from './import-places'
import { migrateDatabase } from './migrate'
import { opinionMap } from './opinion-map'
import { restore } from './restore'
import { seed } from './seed'
import { serve } from './serve'
import { verifyLedger } from './verify-ledger'
import { verifyPoll } from './verify-poll'

/** Each command prints one JSON document on standard output and exits 0, or an error on standard error and exits 1. */
export async function run(argv: string[]): Promise<void> {
  const cli = cac('linli')
  cli.command('serve', 'Start the server').action(serve)
  cli.command('migrate', 'Bring the database up to date').action(answer(migrateDatabase))
  cli.command('seed', 'Fill the demo').action(answer(seed))
  cli.command('backup <file>', 'Copy database and pictures into one file, while the server runs').action(answer(backup))
  cli.command('restore <file>', 'Put a backup into an empty data folder').action(answer(restore))
  cli
    .command('import-places <file>', 'Make places and households from a csv table (docs/operations.md)')
    .action(answer(importPlaces))
  cli
    .command('appoint <phone> <role> <place> <name>', 'Give a person a role at the place of a short code')
    .action(answer(appoint))
  cli
    .command('dismiss <phone> <place>', 'End the roles of a person at the place of a short code')
    .action(answer(dismiss))
  cli
    .command('assign <file>', 'Solve an assignment problem in the layout of the OR-Library: n, then n × n costs')
    .action(answer(assign))
  cli
    .command('opinion-map <file>', 'Make the opinion map of votes with the columns of a pol.is participants-votes.csv')
    .action(answer(opinionMap))
  cli
    .command('verify-ledger [file]', 'Count every points ledger anew, of a SQLite file or of DATABASE_URL')
    .option('--heads <file>', 'Heads as GET /ledger/heads published them, which must be there')
    .action(answer(verifyLedger))
  cli
    .command('verify-poll <source>', 'Count a poll again, offline, from its exported file or its address')
    .action(answer(verifyPoll))
  cli.help()
  try {
    cli.parse(argv, { run: false })
    if (!cli.matchedCommand) {
      if (cli.options.help) return
      throw new ConfigError(`linli: no command "${cli.args[0] ?? ''}"; linli --help lists them`)
    }
    const { name, args } = cli.matchedCommand
    const tooMany = cli.args.slice(args.length)
    if (tooMany.length > 0)
      throw new ConfigError(`linli ${name}: "${tooMany[0]}" is too much; linli --help shows what it takes`)
    await cli.runMatchedCommand()
  } catch (error) {
    const isExpected =
      error instanceof ConfigError ||
      error instanceof LedgerFault ||
      error instanceof PollFault ||
      (error as Error).name === 'CACError'
    process.stderr.write(`${isExpected ? (error as Error).message : ((error as Error).stack ?? error)}\n`)
    process.exit(1)
  }
}

function answer<Args extends unknown[]>(command: (...args: Args) => Promise<unknown>) {
  return async (...args: Args): Promise<void> => {
    process.stdout.write(`${JSON.stringify(await command(...args))}\n`)
  }
}
