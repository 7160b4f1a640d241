// Which address shows which page, and what happens between two pages.
import { get } from './api.js'
import { h } from './dom.js'
import { refreshTimes } from './words.js'
import { jobs } from './jobs.js'
import { repositories } from './repositories.js'
import { threads, newIssue } from './threads.js'
import { thread } from './thread.js'
import { commits, changes } from './pull.js'
import { files } from './files.js'
import { tasks } from './tasks.js'
import { task } from './task.js'

const PAGES = [
  [/^\/(?:repos)?$/, 'repositories', repositories],
  [/^\/repos\/([^/]+)\/([^/]+)$/, 'repositories', threads],
  [/^\/repos\/([^/]+)\/([^/]+)\/new$/, 'repositories', newIssue],
  [/^\/repos\/([^/]+)\/([^/]+)\/files$/, 'repositories', files],
  [/^\/repos\/([^/]+)\/([^/]+)\/tasks$/, 'repositories', (context, owner, repo) => tasks(context, `${owner}/${repo}`)],
  [/^\/repos\/([^/]+)\/([^/]+)\/(\d+)$/, 'repositories', thread],
  [/^\/repos\/([^/]+)\/([^/]+)\/(\d+)\/commits$/, 'repositories', commits],
  [/^\/repos\/([^/]+)\/([^/]+)\/(\d+)\/files$/, 'repositories', changes],
  [/^\/maintenance$/, 'maintenance', jobs],
  [/^\/tasks$/, 'tasks', tasks],
  [/^\/tasks\/(t-[a-z0-9]+)$/, 'tasks', task],
]

const main = document.getElementById('main')
let leaving = new AbortController()
let session = { forge: 'embedded' }

async function show() {
  leaving.abort()
  leaving = new AbortController()
  const { signal } = leaving
  const path = location.pathname.replace(/(.)\/$/, '$1')
  const found = PAGES.map(([pattern, nav, page]) => [path.match(pattern), nav, page]).find(([match]) => match)
  for (const link of document.querySelectorAll('.bar nav a')) {
    if (found && link.dataset.nav === found[1]) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
  const wait = h('div', { class: 'wait', role: 'progressbar', 'aria-label': 'Loading' })
  const slow = setTimeout(() => document.body.append(wait), 200)
  try {
    if (!found) throw new Error('There is nothing at this address.')
    const [match, , page] = found
    const view = await page({ signal, go, session }, ...match.slice(1))
    if (signal.aborted) return
    document.title = `${view.title} · Gatehand`
    main.replaceChildren(...[view.content].flat())
    view.shown?.()
    toTarget()
  } catch (failure) {
    if (signal.aborted || failure.name === 'AbortError') return
    document.title = 'Gatehand'
    main.replaceChildren(h('div', { class: 'panel empty', role: 'alert' },
      h('h2', {}, failure.status === 404 || !found ? 'Not here' : 'That did not work'),
      h('p', {}, failure.message),
      h('div', { class: 'row' },
        h('button', { type: 'button', onclick: show }, 'Try again'),
        h('a', { class: 'button', href: '/' }, 'All repositories'))))
  } finally {
    clearTimeout(slow)
    wait.remove()
  }
}

function toTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1))
  if (target) target.scrollIntoView()
  else window.scrollTo(0, 0)
}

function go(path) {
  history.pushState({}, '', path)
  return show()
}

document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]')
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
  const url = new URL(link.href)
  const ours = url.origin === location.origin && !link.target && PAGES.some(([pattern]) => pattern.test(url.pathname))
  if (!ours || (url.pathname === location.pathname && url.hash)) return
  event.preventDefault()
  go(url.pathname + url.search + url.hash).then(() => main.focus({ preventScroll: true }))
})
window.addEventListener('popstate', show)
setInterval(refreshTimes, 20_000)

async function start() {
  session = await get('/api/session').catch(() => session)
  const embedded = session.forge === 'embedded'
  document.getElementById('where').textContent = embedded ? 'embedded forge, on this machine only' : session.forge
  document.querySelector('[data-nav="repositories"]').hidden = !embedded
  if (!embedded && location.pathname === '/') history.replaceState({}, '', '/tasks')
  show()
}
start()
