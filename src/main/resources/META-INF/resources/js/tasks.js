import { get } from './api.js'
import { empty, h, icon } from './dom.js'
import { poll } from './live.js'
import { repositoryHead } from './repositories.js'
import { taskChip, waitsFor, when } from './words.js'

export async function tasks({ signal, session }, slug) {
  const path = slug ? `/api/tasks?repo=${encodeURIComponent(slug)}` : '/api/tasks'
  const found = await get(path, signal)
  const body = h('div', {})
  const draw = now => body.replaceChildren(now.length === 0 ? none() : h('ul', { class: 'list panel' }, now.map(one => line(one, slug))))
  draw(found)
  const head = slug && session.forge === 'embedded'
    ? repositoryHead(...slug.split('/'), 'tasks')
    : [h('div', { class: 'head' }, h('h1', {}, 'Tasks'))]
  return { title: slug ? `Tasks of ${slug}` : 'Tasks', content: [...head, body], shown: () => poll(path, signal, found, draw) }
}

function none() {
  return empty('No task yet', h('p', {}, 'A task begins when somebody with write access comments ', h('code', {}, '/agent fix'), ' on a thread.'))
}

function line(task, slug) {
  return h('li', {}, icon('task', 'soft'),
    h('div', { class: 'grow' },
      h('div', { class: 'row' }, h('a', { class: 'title', href: `/tasks/${task.id}` }, task.title || task.id), taskChip(task.state)),
      h('div', { class: 'meta' },
        h('span', {}, place(task, slug)),
        h('span', {}, asked(task)),
        task.why && h('span', {}, waitsFor(task)))),
    h('div', { class: 'side' }, when(task.changedAt)))
}

// A job's task has no thread before it has something to say.
function place(task, slug) {
  const number = task.number === 0 ? '' : `#${task.number}`
  return slug ? number || `job ${task.job}` : `${task.repository} ${number}`.trim()
}

function asked(task) {
  const what = task.job ? `job ${task.job}` : task.kind
  return task.origin === 'schedule' ? `${what}, by the schedule` : `${what} for ${task.by}`
}
