import type { MyProfile } from '../../profile/contract.ts'

export const STEPS = ['name', 'birth', 'gender', 'seeks', 'photos', 'city', 'about', 'tags', 'done'] as const
export type Step = typeof STEPS[number]

/** What has to be there before others can be met, in the order in which it is asked for. */
const NEEDED: [Step, MyProfile['missing'][number]][] = [['name', 'name'], ['birth', 'birthDate'], ['gender', 'gender'], ['photos', 'photos'], ['city', 'city']]

export const isStep = (step: unknown): step is Step => STEPS.includes(step as Step)

/** Where somebody goes on: where they left off, else at the first thing that is missing. Who has begun nothing begins at the beginning. */
export function stepFor({ id, missing }: Pick<MyProfile, 'id' | 'missing'>, left: unknown): Step {
  if (id === null) return 'name'
  if (isStep(left) && left !== 'done') return left
  return NEEDED.find(([, what]) => missing.includes(what))?.[0] ?? 'about'
}

export const stepAfter = (step: Step): Step => STEPS[Math.min(STEPS.indexOf(step) + 1, STEPS.length - 1)]!
