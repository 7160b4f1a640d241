import { get, send } from './api.js'
import { empty, h, icon } from './dom.js'
import { actingAs, remember } from './acting.js'
import { poll } from './live.js'
import { repositoryHead } from './repositories.js'
import { plural, taskChip, when } from './words.js'

export async function threads({ signal }, owner, repo) {
  const path = `/api/repos/${owner}/${repo}/threads`
  let found = await get(path, signal)
  let state = new URLSearchParams(location.search).get('state') === 'closed' ? 'closed' : 'open'
  const body = h('div', {})
  const filters = h('div', { class: 'row', role: 'group', 'aria-label': 'Filter' })

  const draw = () => {
    const of = wanted => found.filter(thread => (thread.state === 'open') === (wanted === 'open'))
    filters.replaceChildren(...['open', 'closed'].map(name =>
      h('button', { type: 'button', class: 'quiet', 'aria-pressed': String(name === state), onclick: () => { state = name; draw() } },
        name === state ? h('b', {}, `${of(name).length} ${name}`) : `${of(name).length} ${name}`)))
    const shown = of(state)
    body.replaceChildren(shown.length === 0
      ? empty(state === 'open' ? 'Nothing is open' : 'Nothing was closed yet',
        state === 'open' && h('p', {}, 'Describe a bug in an issue, then comment ', h('code', {}, '/agent fix'), ' on it.'))
      : h('ul', { class: 'list panel' }, shown.map(thread => line(owner, repo, thread))))
  }
  draw()
  return {
    title: `${owner}/${repo}`,
    content: [
      ...repositoryHead(owner, repo, 'threads', h('a', { class: 'button primary', href: `/repos/${owner}/${repo}/new` }, 'New issue')),
      filters, body],
    shown: () => poll(path, signal, found, next => { found = next; draw() }),
  }
}

function line(owner, repo, thread) {
  return h('li', {}, icon(thread.kind, `is-${thread.state}`),
    h('div', { class: 'grow' },
      h('div', { class: 'row' },
        h('a', { class: 'title', href: `/repos/${owner}/${repo}/${thread.number}` }, thread.title),
        thread.task && !['done', 'failed', 'stopped'].includes(thread.task.state) && taskChip(thread.task.state)),
      h('div', { class: 'meta' },
        h('span', {}, `#${thread.number} by ${thread.author.login}`),
        h('span', {}, when(thread.createdAt)))),
    h('div', { class: 'side' }, thread.commentCount > 0 && plural(thread.commentCount, 'comment')))
}

export async function newIssue({ signal, go }, owner, repo) {
  const base = `/api/repos/${owner}/${repo}`
  const people = await get(`${base}/people`, signal)
  const as = actingAs(people)
  const title = h('input', { id: 'title', type: 'text', maxlength: 256, required: true })
  const body = h('textarea', { id: 'body', rows: 10, 'aria-describedby': 'markdown' })
  const error = h('p', { class: 'form-error', role: 'alert', hidden: true })
  const form = h('form', { class: 'panel padded stack' },
    h('label', { for: 'title' }, 'Title'), title,
    h('label', { for: 'body' }, 'What is wrong, and how to see it'), body,
    h('p', { class: 'hint', id: 'markdown' }, 'Markdown works.'),
    error,
    h('div', { class: 'row' }, as.element, h('span', { class: 'grow' }), h('button', { class: 'primary', type: 'submit' }, 'Open issue')))
  form.addEventListener('submit', async event => {
    event.preventDefault()
    try {
      remember(as.login())
      const opened = await send('POST', `${base}/threads`, { as: as.login(), title: title.value, body: body.value })
      go(`/repos/${owner}/${repo}/${opened.number}`)
    } catch (failure) {
      error.textContent = failure.message
      error.hidden = false
    }
  })
  return {
    title: 'New issue',
    content: [
      h('p', { class: 'crumbs' }, h('a', { href: `/repos/${owner}/${repo}` }, `${owner} / ${repo}`)),
      h('div', { class: 'head' }, h('h1', {}, 'New issue')), form],
    shown: () => title.focus(),
  }
}
