// How numbers, times and states are said.
import { h } from './dom.js'

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const EXACT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })
const CLOCK = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })
const STEPS = [[60, 'second'], [60, 'minute'], [24, 'hour'], [30, 'day'], [12, 'month'], [Infinity, 'year']]

export function ago(instant) {
  let amount = (new Date(instant) - Date.now()) / 1000
  if (Math.abs(amount) < 45) return 'just now'
  for (const [size, unit] of STEPS) {
    if (Math.abs(amount) < size) return RELATIVE.format(Math.round(amount), unit)
    amount /= size
  }
  return ''
}

export function when(instant, attributes = {}) {
  const time = h('time', { datetime: instant, title: EXACT.format(new Date(instant)), 'data-ago': '', ...attributes })
  time.textContent = ago(instant)
  return time
}

export function clock(instant) {
  return h('time', { datetime: instant, title: EXACT.format(new Date(instant)) }, CLOCK.format(new Date(instant)))
}

export function refreshTimes() {
  for (const time of document.querySelectorAll('time[data-ago]')) time.textContent = ago(time.dateTime)
}

export function duration(seconds) {
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

export function millis(amount) {
  return amount < 950 ? `${amount} ms` : `${(amount / 1000).toFixed(amount < 9950 ? 1 : 0)} s`
}

export function dollars(amount) {
  return `$${Number(amount).toFixed(2)}`
}

export function tokens(amount) {
  if (amount < 1000) return `${amount}`
  return amount < 1e6 ? `${(amount / 1000).toFixed(amount < 9950 ? 1 : 0)} k` : `${(amount / 1e6).toFixed(1)} M`
}

export function plural(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`
}

const STATES = {
  queued: ['', 'queued'],
  preparing: ['accent live', 'preparing'],
  running: ['accent live', 'running'],
  parked: ['ask', 'waiting'],
  publishing: ['accent live', 'publishing'],
  done: ['good', 'done'],
  failed: ['bad', 'failed'],
  stopped: ['warn', 'stopped'],
}

export function taskChip(state) {
  const [kind, word] = STATES[state] ?? ['', state]
  return h('span', { class: `chip ${kind}` }, word)
}

// A parked task says what it waits for, in words that follow "waiting for".
export function waitsFor(task) {
  if (!task.why) return ''
  return task.state === 'parked' && !/^(wait|for)/i.test(task.why) ? `for ${task.why}` : task.why
}

export function threadChip(thread) {
  const draft = thread.pullRequest?.draft && thread.state === 'open'
  const kind = { open: 'good', closed: '', merged: 'ask' }[thread.state]
  return h('span', { class: `chip ${draft ? '' : kind}` }, draft ? 'draft' : thread.state)
}
