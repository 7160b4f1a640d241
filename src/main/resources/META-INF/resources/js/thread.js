import { get, send } from './api.js'
import { actingAs, remember } from './acting.js'
import { avatar, h, icon, prose, say } from './dom.js'
import { poll } from './live.js'
import { taskChip, threadChip, waitsFor, when } from './words.js'

const RECEIPTS = { eyes: 'seen', rocket: 'started', thumbs_up: 'done', confused: 'not understood', thumbs_down: 'not allowed' }
const QUICK = ['/agent fix', '/agent plan', '/agent status', '/agent stop', '/agent help']

export async function thread({ signal, go }, owner, repo, number) {
  const path = `/api/repos/${owner}/${repo}/threads/${number}`
  let now = await get(path, signal)
  const head = h('div', {})
  const watch = h('div', {})
  const list = h('div', { class: 'comments' })
  const aside = h('aside', { class: 'aside', 'aria-label': 'About this thread' })
  const box = compose(path, now, () => refresh(), go)
  const shown = new Map()

  const draw = next => {
    now = next
    head.replaceChildren(...threadHead(owner, repo, now, 'conversation'))
    watch.replaceChildren(...taskLine(now))
    aside.replaceChildren(...about(now))
    drawComments(list, shown, now, box)
    box.update(now)
  }
  const refresh = async () => draw(await get(path, signal))
  draw(now)
  shown.forEach(entry => entry.element.classList.remove('fresh'))
  return {
    title: `${now.title} #${number}`,
    content: [head, watch,
      h('div', { class: 'columns' },
        h('div', {}, list, h('hr', { class: 'divider' }), box.element), aside)],
    shown: () => poll(path, signal, now, next => {
      const before = now.comments.length
      draw(next)
      if (next.comments.length > before) say(`New comment by ${next.comments.at(-1).author.login}`)
    }),
  }
}

// Also stands above the commits and the differences of a pull request.
export function threadHead(owner, repo, thread, current) {
  const base = `/repos/${owner}/${repo}`
  const here = `${base}/${thread.number}`
  const pull = thread.pullRequest
  const tab = (name, path, words) => h('a', { href: path, 'aria-current': name === current ? 'page' : null }, words)
  return [
    h('p', { class: 'crumbs' }, h('a', { href: base }, `${owner} / ${repo}`)),
    h('div', { class: 'head' },
      h('div', { class: 'grow' },
        h('h1', {}, thread.title, ' ', h('span', { class: 'number' }, `#${thread.number}`)),
        h('div', { class: 'sub' }, threadChip(thread),
          h('span', {}, pull ? 'pull request' : 'issue', ` by ${thread.author.login}, `, when(thread.createdAt)),
          pull && h('span', { class: 'row' }, h('span', { class: 'branch' }, pull.headBranch), 'into', h('span', { class: 'branch' }, pull.baseBranch)),
          ...thread.labels.map(label => h('span', { class: 'chip' }, label)),
          thread.reviewers.length > 0 && h('span', {}, 'to be reviewed by ', thread.reviewers.join(', '))))),
    pull && h('nav', { class: 'tabs', 'aria-label': 'Pull request' },
      tab('conversation', here, 'Conversation'), tab('commits', `${here}/commits`, 'Commits'), tab('files', `${here}/files`, 'Files changed')),
  ].filter(Boolean)
}

function taskLine(thread) {
  if (!thread.task) return []
  const { id, state, why } = thread.task
  return [h('div', { class: 'watch panel' }, icon('task', 'soft'), h('span', {}, 'Task ', h('a', { href: `/tasks/${id}` }, id)),
    taskChip(state), why && h('span', { class: 'soft small' }, waitsFor(thread.task)),
    h('a', { href: `/tasks/${id}`, class: 'small' }, ['done', 'failed', 'stopped', 'parked'].includes(state) ? 'See what happened' : 'Watch it work'))]
}

function about(thread) {
  return [h('section', {}, h('h2', {}, 'People here'),
    h('ul', { class: 'people' }, thread.people.map(person =>
      h('li', {}, avatar(person, 'tiny'), person.login, h('span', { class: 'tag' }, person.role)))))]
}

// Comments are kept by id, so that folds stay open and marked text stays marked while others come.
function drawComments(list, shown, thread, box) {
  const first = { id: 'body', author: thread.author, html: thread.html, at: thread.createdAt, reactions: [], ours: false, edited: false }
  for (const comment of [first, ...thread.comments]) {
    const text = JSON.stringify(comment)
    const known = shown.get(comment.id)
    if (known?.text === text) continue
    const element = commentCard(comment, thread, box)
    if (known) {
      const open = [...known.element.querySelectorAll('details')].map(fold => fold.open)
      element.querySelectorAll('details').forEach((fold, i) => { fold.open = open[i] ?? false })
      known.element.replaceWith(element)
    } else {
      element.classList.add('fresh')
      list.append(element)
    }
    shown.set(comment.id, { text, element })
  }
}

function commentCard(comment, thread, box) {
  const person = thread.people.find(one => one.id === comment.author.id)
  const id = comment.id === 'body' ? null : `comment-${comment.id}`
  return h('article', { class: `comment ${comment.ours ? 'ours' : ''}`, id },
    avatar(comment.author),
    h('div', { class: 'panel' },
      h('header', {},
        h('span', { class: 'who' }, comment.author.login),
        comment.author.kind === 'bot' ? h('span', { class: 'tag' }, 'bot') : person && h('span', { class: 'tag' }, person.role),
        comment.edited && h('span', { class: 'tag', title: comment.ours ? 'Updated by Gatehand itself' : 'An edited comment counts as no answer' }, 'edited'),
        id ? h('a', { class: 'when', href: `#${id}` }, when(comment.at)) : when(comment.at, { class: 'when' })),
      comment.html.trim() ? prose(comment.html, line => box.fill(line)) : h('p', { class: 'none' }, 'No description.'),
      comment.reactions.length > 0 && h('div', { class: 'receipts' },
        comment.reactions.map(one => h('span', { title: one.by }, `${RECEIPTS[one.reaction]} · ${one.by}`)))))
}

function compose(path, thread, posted, go) {
  const as = actingAs(thread.people, thread.author.login)
  const text = h('textarea', { id: 'reply', 'aria-label': 'Comment', placeholder: 'Write a comment, or a command such as /agent fix' })
  const error = h('p', { class: 'form-error', role: 'alert', hidden: true })
  const submit = h('button', { class: 'primary', type: 'submit' }, 'Comment')
  const actions = h('span', { class: 'row' })
  const fill = line => { text.value = line; text.focus(); text.scrollIntoView({ block: 'center' }) }
  const attempt = async work => {
    error.hidden = true
    submit.disabled = true
    try {
      remember(as.login())
      await work()
    } catch (failure) {
      error.textContent = failure.message
      error.hidden = false
    } finally {
      submit.disabled = false
    }
  }
  const form = h('form', { class: 'panel compose' },
    text,
    h('div', { class: 'quick', role: 'group', 'aria-label': 'Commands' },
      QUICK.map(line => h('button', { type: 'button', class: 'quiet', onclick: () => fill(line) }, line))),
    error,
    h('div', { class: 'row' }, as.element, h('span', { class: 'row' }, actions, submit)))
  form.addEventListener('submit', event => {
    event.preventDefault()
    attempt(async () => {
      await send('POST', `${path}/comments`, { as: as.login(), body: text.value })
      text.value = ''
      await posted()
    })
  })
  text.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
  })
  const settle = state => attempt(async () => {
    await send('PUT', `${path}/state`, { as: as.login(), state })
    await posted()
  })
  const update = now => {
    const button = (words, state) => h('button', { type: 'button', onclick: () => settle(state) }, words)
    actions.replaceChildren(...[
      now.pullRequest && now.state === 'open' && button('Merge', 'merged'),
      now.state === 'open' && button('Close', 'closed'),
      now.state === 'closed' && button('Reopen', 'open'),
    ].filter(Boolean))
  }
  return { element: form, fill, update }
}
