import { get } from './api.js'
import { empty, h, icon } from './dom.js'
import { plural } from './words.js'

export async function repositories({ signal }) {
  const found = await get('/api/repos', signal)
  const content = [h('div', { class: 'head' }, h('h1', { class: 'grow' }, 'Repositories'))]
  if (found.length === 0) {
    content.push(empty('No repository yet',
      h('p', {}, 'Put a bare git repository into the folder that this forge serves, then come back:'),
      h('pre', {}, 'git clone --bare my-project owner/my-project.git')))
  } else {
    content.push(h('ul', { class: 'list panel' }, found.map(line)))
  }
  return { title: 'Repositories', content }
}

function line(repository) {
  const slug = `${repository.owner}/${repository.name}`
  return h('li', {}, icon('repository', 'soft'),
    h('div', { class: 'grow' },
      h('a', { class: 'title', href: `/repos/${slug}` }, h('span', { class: 'soft' }, `${repository.owner} / `), repository.name),
      h('div', { class: 'meta' },
        h('span', {}, plural(repository.openIssues, 'open issue')),
        h('span', {}, plural(repository.openPullRequests, 'open pull request')))),
    h('div', { class: 'side' }, h('span', { class: 'branch' }, repository.defaultBranch)))
}

// The head of every page of one repository.
export function repositoryHead(owner, repo, current, ...actions) {
  const base = `/repos/${owner}/${repo}`
  const tab = (name, path, words) => h('a', { href: path, 'aria-current': name === current ? 'page' : null }, words)
  return [
    h('div', { class: 'head' },
      h('h1', { class: 'grow' }, h('span', { class: 'number' }, `${owner} / `), repo), ...actions),
    h('nav', { class: 'tabs', 'aria-label': 'Repository' },
      tab('threads', base, 'Threads'), tab('files', `${base}/files`, 'Files'), tab('tasks', `${base}/tasks`, 'Tasks')),
  ]
}
