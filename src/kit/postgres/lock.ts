import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { startOf } from './processes.ts'

interface Owner { pid: number, started: string, id: string }

export type LockAttempt
  = | { taken: true, release: () => void }
    | { taken: false, holder: number }

/**
 * Takes the lock file at `path` for this process, or tells the pid that holds it. Exactly one of any number of
 * processes that try at the same instant gets it. A lock whose process is gone is taken over, also when its pid
 * lives on as another process.
 */
export function takeLock(path: string): LockAttempt {
  const own: Owner = {
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    id: randomUUID(),
  }
  const draft = `${path}.${own.id}.draft`
  const taken: LockAttempt = {
    taken: true,
    release: () => rmSync(path, { force: true }),
  }
  writeFileSync(draft, JSON.stringify(own), { flag: 'wx', mode: 0o600 })
  try {
    for (;;) {
      if (linkIfFree(draft, path))
        return taken
      const owner = readOwner(path)
      if (!owner)
        continue // released this very moment
      if (startOf(owner.pid) === owner.started)
        return { taken: false, holder: owner.pid }
      // Two processes may find the same dead lock. Were each to remove it and write its own, the slower would remove
      // the faster one's live lock. So the right to replace it is a lock of its own, named for the one to replace.
      const turn = takeLock(`${path}.${owner.id}`)
      if (!turn.taken)
        return turn
      try {
        if (readOwner(path)?.id === owner.id) {
          renameSync(draft, path)
          return taken
        }
      } finally {
        turn.release()
      }
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** `link` is as exclusive as O_EXCL, and the file appears with its content: nobody ever reads half a lock. */
function linkIfFree(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw error
    return false
  }
}

function readOwner(path: string): Owner | undefined {
  let text
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw error
    return undefined
  }
  try {
    return JSON.parse(text) as Owner
  } catch {
    return { pid: 0, started: 'never', id: 'unreadable' } // the machine lost power before the file reached the disk
  }
}
