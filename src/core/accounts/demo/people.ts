import type { PlainDate } from '../../../kit/dates.ts'
import { addDays } from '../../../kit/dates.ts'
import { seeded } from '../../../kit/draw.ts'

/** A made-up person of the demo site. */
export interface DemoPerson {
  mobile: string
  realName: string
  name: string
  username: string | null
  sex: 'female' | 'male'
  birthDate: PlainDate
  /** Has confirmed their identity. */
  verified: boolean
  /** Days ago they registered. */
  daysHere: number
}

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余']
const GIVEN = {
  female: ['静怡', '雨桐', '思雅', '晓燕', '梦洁', '佳慧', '雪梅', '若兰', '欣然', '丽华', '秋月', '芷晴', '婉清', '诗涵', '玉珍', '春晓', '可欣', '雅琴', '文静', '语嫣'],
  male: ['志强', '浩然', '建国', '子轩', '明远', '伟东', '宇航', '俊杰', '文博', '大勇', '家栋', '鹏飞', '思远', '永康', '立新', '天佑', '承志', '海涛', '一鸣', '书恒'],
}
const NICKNAMES = ['爱旅行的{}', '{}在合肥', '巢湖边的{}', '小{}', '{}的日常', '{}同学', '老{}的院子', '{}的阳台', '慢慢走的{}', '{}吃货']
const PEOPLE = 40

/** The three whose phone numbers stand in the documentation (design.md §5), then forty others. */
export function inventPeople(seed: string): DemoPerson[] {
  const random = seeded(`${seed} people`)
  const people: (Omit<DemoPerson, 'birthDate'> & { birthDate?: PlainDate })[] = [
    { mobile: '13800000001', realName: '林小满', name: '小满', username: 'demo_guest', sex: 'female', birthDate: '1998-05-21', verified: false, daysHere: 200 },
    { mobile: '13800000002', realName: '周建国', name: '周师傅', username: 'demo_host', sex: 'male', verified: true, daysHere: 800 },
    { mobile: '13800000003', realName: '许清如', name: '清如', username: 'demo_member', sex: 'female', birthDate: '1994-09-12', verified: false, daysHere: 120 },
  ]
  for (let i = 0; i < PEOPLE; i++) {
    const sex = i % 2 ? 'male' : 'female'
    const surname = SURNAMES[i % SURNAMES.length]!
    const given = GIVEN[sex][Math.floor(i / 2) % GIVEN[sex].length]!
    const nickname = NICKNAMES[random.int(0, NICKNAMES.length - 1)]!
    const short = nickname.startsWith('小') || nickname.startsWith('老') ? surname : given
    people.push({
      mobile: `138000001${String(i).padStart(2, '0')}`,
      realName: surname + given,
      name: random.chance(0.6) ? nickname.replace('{}', short) : surname + given,
      username: null,
      sex,
      verified: random.chance(0.6),
      daysHere: random.int(20, 1000),
    })
  }
  return people.map((person) => {
    const anyDay = addDays('1964-01-01', random.int(0, 40 * 365))
    return { ...person, birthDate: person.birthDate ?? anyDay }
  })
}

/**
 * An identity number that nobody was ever given: its sequence digits are 000 and 999, which are not handed out.
 * Its place is a district of Hefei: 0 to 2 for the old town, or a code of six digits.
 */
export function inventIdentityNumber({ sex, birthDate }: Pick<DemoPerson, 'sex' | 'birthDate'>, place: number | string): string {
  const body = `${typeof place === 'string' ? place : `3401${String(2 + place % 3).padStart(2, '0')}`}${birthDate.replaceAll('-', '')}${sex === 'male' ? '999' : '000'}`
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0)
  return body + '10X98765432'[sum % 11]
}
