import { deleteForgottenMedia as run } from '../features/media'
import type { Job } from './run-jobs'

export const deleteForgottenImages: Job = { name: 'delete-forgotten-images', intervalMs: 86_400_000, run }
