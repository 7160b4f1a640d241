// As whom to act: everybody here may be anybody, because the forge serves this machine only.
import { h } from './dom.js'

const KEY = 'gatehand.as'

export function actingAs(people, usual) {
  const last = localStorage.getItem(KEY)
  const first = people.some(person => person.login === last) ? last : usual
  const select = h('select', { id: 'as' },
    people.map(person => h('option', { value: person.login, selected: person.login === first }, `${person.login} (${person.role})`)))
  return {
    element: h('div', { class: 'as' }, h('label', { for: 'as' }, 'Act as'), select),
    login: () => select.value,
  }
}

export function remember(login) {
  localStorage.setItem(KEY, login)
}
