import process from 'node:process'
import { ConfigError } from './kit/config.ts'
import { AppError } from './kit/errors.ts'
import { MigrationError } from './kit/migrate.ts'
import { PostgresStartError } from './kit/postgres.ts'

/** The commands of `linli`, each loaded only when it is asked for. */
const commands: Record<string, { about: string, load: () => Promise<{ run: (args: string[]) => Promise<void> }> }> = {
  serve: { about: 'start the site', load: () => import('./commands/serve.ts') },
  migrate: { about: 'bring the database up to date', load: () => import('./commands/migrate.ts') },
  demo: { about: 'fill an empty site with the demo; --houses N --bookings N for measuring', load: () => import('./commands/demo.ts') },
  staff: { about: 'add NAME: make an owner of the console', load: () => import('./commands/staff.ts') },
  backup: { about: 'FILE: write database and media into one archive', load: () => import('./commands/backup.ts') },
  restore: { about: 'FILE: fill an empty site from an archive', load: () => import('./commands/restore.ts') },
  doctor: { about: 'say what is set, what is missing and what each part answers', load: () => import('./commands/doctor.ts') },
}

const [name = 'serve', ...args] = process.argv.slice(2)
const command = commands[name]

if (!command) {
  const list = Object.entries(commands).map(([key, { about }]) => `  ${key.padEnd(9)} ${about}`).join('\n')
  process.stderr.write(`linli <command>\n\n${list}\n`)
  process.exit(name === 'help' || name === '--help' ? 0 : 2)
}

try {
  await (await command.load()).run(args)
  process.exit(process.exitCode ?? 0)
} catch (error) {
  // What an operator can mend is told in a sentence; a bug shows its trace.
  const told = error instanceof ConfigError || error instanceof PostgresStartError || error instanceof MigrationError || error instanceof AppError || (error as { expected?: boolean }).expected
  process.stderr.write(`${told ? (error as Error).message : (error as Error).stack}\n`)
  process.exit(1)
}
