import { get } from './api.js'
import { h } from './dom.js'
import { Timeline } from './timeline.js'
import { dollars, duration, plural, taskChip, tokens, waitsFor, when } from './words.js'

export async function task({ signal }, id) {
  const path = `/api/tasks/${id}`
  const now = await get(path, signal)
  const head = h('div', {})
  const aside = h('aside', { class: 'aside', 'aria-label': 'What this task used and asked' })
  const note = h('p', { class: 'notice', role: 'status', hidden: true })
  const timeline = new Timeline()
  const draw = next => {
    head.replaceChildren(...taskHead(next))
    aside.replaceChildren(...facts(next))
  }
  draw(now)
  return {
    title: now.title || id,
    content: [head, note, h('div', { class: 'columns task' }, h('section', { 'aria-label': 'Timeline' }, timeline.element), aside)],
    shown: () => follow(path, signal, timeline, draw, note),
  }
}

// The journal comes as it is written; the sums are fetched again after a burst of events.
function follow(path, signal, timeline, draw, note) {
  const stream = new EventSource(`${path}/events`)
  let burst = 0
  const sums = () => {
    clearTimeout(burst)
    burst = setTimeout(async () => { if (!signal.aborted) draw(await get(path, signal).catch(() => null) ?? await get(path, signal)) }, 250)
  }
  stream.addEventListener('message', message => {
    note.hidden = true
    const event = JSON.parse(message.data)
    timeline.add(event)
    sums()
    if (event.type === 'Ended') stream.close()
  })
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CONNECTING) {
      note.textContent = 'The connection was lost; it is being taken up again.'
      note.hidden = false
    }
  })
  stream.addEventListener('open', () => { note.hidden = true })
  const seconds = setInterval(sums, 15_000)
  signal.addEventListener('abort', () => { stream.close(); clearInterval(seconds) })
}

function taskHead(task) {
  return [
    h('p', { class: 'crumbs' }, h('a', { href: '/tasks' }, 'Tasks'), '/', h('span', { class: 'mono' }, task.id)),
    h('div', { class: 'head' }, h('div', { class: 'grow' },
      h('h1', {}, task.title || task.id),
      h('div', { class: 'sub' }, taskChip(task.state),
        h('span', {}, task.origin === 'schedule' ? `job ${task.job}, started by the schedule` : `${task.job ? `job ${task.job}` : task.kind} for ${task.by}`, ', ', when(task.createdAt)),
        task.number === 0 ? h('span', {}, task.repository) : h('a', { href: task.address }, `${task.repository} #${task.number}`),
        task.why && h('span', {}, waitsFor(task))))),
  ]
}

function facts(task) {
  const parts = []
  if (task.scripted) {
    parts.push(h('p', { class: 'scripted wide' }, h('b', {}, 'Scripted model. '),
      'Its replies come from a file; all else here is real: files, checks, gate, sandbox, commits.'))
  }
  if (task.pullRequest) {
    parts.push(h('section', {}, h('h2', {}, 'Pull request'),
      h('a', { href: task.pullRequest.address }, `#${task.pullRequest.number}`), ' ', h('span', { class: 'branch' }, task.branch)))
  }
  parts.push(h('section', { class: 'wide' }, h('h2', {}, 'Budget used'), h('div', { class: 'meters' },
    meter('Turns', task.used.turns, task.limits.turns, String),
    meter('Time at work', task.used.seconds, task.limits.minutes * 60, duration),
    meter('Tokens', task.used.tokens, task.limits.tokens, tokens),
    meter('Cost', Number(task.used.dollars), Number(task.limits.dollars), dollars))))
  if (task.asks.length > 0) {
    parts.push(h('section', {}, h('h2', {}, 'Asks'), h('div', { class: 'stack' }, task.asks.map(ask => askLine(task, ask)))))
  }
  const rows = [
    ['Model', task.model],
    ['Base', task.base && h('span', {}, h('span', { class: 'branch' }, task.baseBranch), ' ', h('code', {}, task.base.slice(0, 7)))],
    ['Checks', task.checks?.length > 0 && task.checks.map(check => h('code', {}, check))],
    ['Blocked', plural(task.blocked, 'call')],
    ['Policy', task.policy && h('code', { title: task.policy }, task.policy.slice(0, 12))],
  ].filter(([, value]) => value)
  parts.push(h('section', {}, h('h2', {}, 'Facts'), h('dl', { class: 'facts' }, rows.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]))))
  return parts
}

function meter(name, used, limit, say) {
  const share = limit > 0 ? used / limit : 0
  const words = `${say(used)} of ${say(limit)}`
  return h('div', { class: `meter ${share > 0.8 ? 'near' : ''}` },
    h('div', { class: 'row' }, h('span', {}, name), h('span', {}, words)),
    h('progress', { max: limit, value: Math.min(used, limit), 'aria-label': `${name}: ${words}` }))
}

function askLine(task, ask) {
  const kind = { open: 'ask', approved: 'good', denied: 'bad' }[ask.state] ?? ''
  return h('div', { class: 'small' },
    h('a', { href: ask.comment ? `${task.address}#comment-${ask.comment}` : task.address, class: 'mono' }, ask.id), ' ',
    h('span', { class: `chip ${kind}` }, ask.state === 'open' ? 'waiting' : ask.state),
    ask.by && h('span', { class: 'soft' }, ` by ${ask.by}`),
    h('div', { class: 'soft' }, ask.target || ask.action))
}
