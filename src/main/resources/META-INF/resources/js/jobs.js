// Maintenance jobs: when each runs next, what came of it last, and a way to run it now.
import { actingAs, remember } from './acting.js'
import { get, send } from './api.js'
import { empty, h, icon, say } from './dom.js'
import { poll } from './live.js'
import { taskChip, when } from './words.js'

export async function jobs({ signal, go, session }) {
  const found = await get('/api/maintenance', signal)
  const body = h('div', {})
  const notice = h('div', { role: 'alert' })
  const acting = await actors(found, session, signal)
  const run = job => start(job, acting.get(job.repository), notice, go)
  const draw = now => body.replaceChildren(now.length === 0 ? none() : h('ul', { class: 'list panel jobs' }, now.map(job => line(job, acting.has(job.repository) && run))))
  draw(found)
  const heads = [...acting.values()].slice(0, 1).map(one => one.element)
  return {
    title: 'Maintenance',
    content: [h('div', { class: 'head' }, h('h1', { class: 'grow' }, 'Maintenance'), heads), notice, body],
    shown: () => poll('/api/maintenance', signal, found, draw),
  }
}

// One choice of a person serves all repositories of this machine's forge.
async function actors(found, session, signal) {
  const acting = new Map()
  if (session.forge !== 'embedded') return acting
  let first
  for (const slug of new Set(found.map(job => job.repository))) {
    const people = await get(`/api/repos/${slug}/people`, signal).catch(() => [])
    if (people.length === 0) continue
    first ??= actingAs(people, people[0].login)
    acting.set(slug, first)
  }
  return acting
}

async function start(job, acting, notice, go) {
  notice.replaceChildren()
  remember(acting.login())
  try {
    const { task } = await send('POST', '/api/maintenance/run', { as: acting.login(), repository: job.repository, job: job.job })
    say(`${job.job} runs`)
    await go(`/tasks/${task}`)
  } catch (failure) {
    notice.replaceChildren(h('p', { class: 'notice' }, failure.message))
  }
}

function line(job, run) {
  return h('li', {}, icon('task', 'soft'),
    h('div', { class: 'grow' },
      h('div', { class: 'row' }, h('strong', {}, job.job), h('span', {}, job.title)),
      h('div', { class: 'meta' },
        h('span', {}, job.repository),
        h('span', {}, h('code', {}, job.cron), ` ${job.zone}`),
        h('span', {}, job.next ? ['next run ', when(job.next)] : 'not planned yet')),
      h('div', { class: 'meta' }, job.commands.map(command => h('code', {}, command)), agent(job.agent)),
      last(job.last),
      job.note && h('div', { class: 'meta' }, h('span', { class: 'warned' }, job.note))),
    run && h('button', { type: 'button', onclick: () => run(job), 'aria-label': `Run ${job.job} on ${job.repository} now` }, 'Run now'))
}

function agent(mode) {
  return { always: h('span', {}, 'then the agent'), checks_fail: h('span', {}, 'the agent, if the checks fail'), never: null }[mode]
}

function last(task) {
  if (!task) return h('div', { class: 'meta' }, h('span', {}, 'has not run yet'))
  return h('div', { class: 'meta' }, taskChip(task.state),
    h('a', { href: `/tasks/${task.id}` }, 'last run ', when(task.changedAt)),
    h('span', {}, task.origin === 'schedule' ? 'by the schedule' : `for ${task.by}`),
    task.number !== 0 && h('a', { href: task.address }, `#${task.number}`),
    task.why && h('span', {}, task.why))
}

function none() {
  return empty('No maintenance job', h('p', {}, 'The policy names none. Its ', h('code', {}, 'maintenance:'), ' lists them: name, cron, repositories, commands.'))
}
