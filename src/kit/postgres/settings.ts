import { totalmem } from 'node:os'
import process from 'node:process'
import { PORT } from './server.ts'

const MB = 2 ** 20
/** What the machine has, or the container where it may use less. */
const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity)
/** An eighth of it: pages that are asked for all the time stay with PostgreSQL, and the app, its pictures and other programs have room. */
const sharedBuffers = Math.round(Math.min(1024, Math.max(128, memory / 8 / MB)))

/** Settings for a small server shared with the app. They are given at each start, so that a new version of Linli can change them. */
export function serverSettings(socketDir: string, fsync: boolean, more: Record<string, string>): Record<string, string> {
  return {
    max_connections: '100',
    shared_buffers: `${sharedBuffers}MB`,
    effective_cache_size: `${Math.max(256, Math.round(memory / 2 / MB))}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    min_wal_size: '256MB',
    max_wal_size: '1GB',
    random_page_cost: '1.1',
    jit: 'off',
    dynamic_shared_memory_type: 'mmap', // /dev/shm of a container holds 64 MB
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Rejected statements carry phone numbers and the like in their values: the log has neither the statement nor the detail.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(fsync
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...more,
    logging_collector: 'off',
    listen_addresses: '',
    port: String(PORT),
    // A list separated by commas, in which a quoted path may hold anything.
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
  }
}
