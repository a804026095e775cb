#!/usr/bin/env node
// Stands where Prisma looks for its schema engine, a binary that is downloaded and that `prisma generate` does not use.
process.exit(0)
