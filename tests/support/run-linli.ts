import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface LinliAnswer {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs a command to its end, as a person at a terminal does. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<LinliAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd ?? ROOT, env: { ...process.env, ...options.env } })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk) => (stdout += chunk))
    child.stderr.on('data', (chunk) => (stderr += chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

export function runLinli(args: readonly string[], env: Record<string, string> = {}, root = ROOT): Promise<LinliAnswer> {
  return runCommand(process.execPath, ['server/cli/linli.mjs', ...args], { cwd: root, env })
}
