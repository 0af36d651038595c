import process from 'node:process'
import { addOwner } from '../core/staff/index.ts'
import { openSite, readSettings } from '../site.ts'

/** `linli staff add NAME`: makes somebody who owns the console; the first of the staff, or one more when all are locked out. */
export async function run([action, name]: string[]) {
  if (action !== 'add' || !name || !/^[a-z0-9][a-z0-9._-]{1,39}$/.test(name)) {
    process.stderr.write('linli staff add NAME    (lower-case letters, digits, . _ -)\n')
    process.exitCode = 2
    return
  }
  const site = await openSite(readSettings(process.env), () => {}, { beside: true })
  try {
    const made = await addOwner(site.parts, name)
    process.stdout.write(`name      ${made.name}\npassword  ${made.password}\nauthenticator app  ${made.otpauthUrl}\n\nBoth are shown this once. Sign in at ${site.parts.config.publicUrl}/console and change the password.\n`)
  } finally {
    await site.close()
  }
}
