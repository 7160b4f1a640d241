// A task's journal as people follow it. A turn of the model is one card; what the gate said about
// each call, and what came of it, appears in that card when it happens.
import { h, prose } from './dom.js'
import { clock, dollars, millis, plural, tokens, waitsFor } from './words.js'

const VERDICTS = {
  permit: ['good', 'permitted'],
  blocked: ['warn', 'blocked'],
  forbidden: ['bad', 'forbidden'],
  hold: ['ask', 'needs a person'],
  undecided: ['', 'undecided'],
}

export class Timeline {
  constructor() {
    this.element = h('ol', { class: 'timeline' })
    this.calls = new Map()
    this.seen = 0
  }

  add(event) {
    if (event.seq <= this.seen) return
    this.seen = event.seq
    const draw = this[event.type]
    if (draw) draw.call(this, event)
  }

  step(event, kind, ...words) {
    this.element.append(h('li', { class: kind }, h('div', { class: 'step' }, ...words, clock(event.at))))
  }

  boxed(event, kind, title, ...content) {
    this.element.append(h('li', { class: kind },
      h('div', { class: `panel boxed ${kind}` }, h('div', { class: 'step' }, ...title, clock(event.at)), ...content)))
  }

  Opened(event) {
    const what = event.job ? `the maintenance job ${event.job}` : `a ${event.kind}`
    this.step(event, '', h('b', {}, event.origin === 'schedule' ? `The schedule started ${what}` : `${event.by} asked for ${what}`),
      event.words && h('span', { class: 'soft' }, event.words))
  }

  TakenUp(event) {
    this.step(event, '', 'Taken up', h('span', { class: 'soft' }, `by ${event.node}`))
  }

  Prepared(event) {
    this.step(event, '', 'Workspace ready', h('span', { class: 'soft' }, `${event.baseBranch} at ${event.base.slice(0, 7)}`),
      event.model.startsWith('scripted') && h('span', { class: 'chip warn' }, 'scripted model'))
  }

  // What was said about a call, and what came of it, is filled in by later events.
  list(wanted) {
    const calls = h('ul', { class: 'calls' })
    for (const call of wanted) {
      const parts = { chip: h('span', { class: 'chip' }, 'waiting for the gate'), took: h('span', { class: 'took' }), why: h('div', {}), output: h('div', {}) }
      this.calls.set(call.id, parts)
      calls.append(h('li', { class: 'call' },
        h('div', { class: 'line' }, parts.chip, h('span', { class: 'what' }, h('b', {}, `${call.tool} `), brief(call)), parts.took), parts.why, parts.output))
    }
    return calls
  }

  // A job's commands are Gatehand's own calls: they stand like those of a turn.
  JobTaken(event) {
    this.element.append(h('li', { class: 'turn' }, h('div', { class: 'panel' },
      h('header', {}, h('b', {}, 'Commands of the job'), clock(event.at)),
      this.list(event.commands.map((command, i) => ({ id: `job-${i + 1}`, tool: 'bash', input: { command } }))))))
  }

  IssueOpened(event) {
    this.step(event, '', 'Opened an issue to ask in', h('span', { class: 'soft' }, `#${event.number}`))
  }

  Replied(event) {
    this.element.append(h('li', { class: 'turn' }, h('div', { class: 'panel' },
      h('header', {}, h('b', {}, `Turn ${event.turn}`),
        h('span', { class: 'soft' }, `${tokens(event.usage.tokens)} tokens, ${dollars(event.usage.dollars)}`), clock(event.at)),
      event.html.trim() && prose(event.html),
      event.calls.length > 0 && this.list(event.calls))))
  }

  Judged(event) {
    const call = this.calls.get(event.call)
    const [kind, word] = VERDICTS[event.verdict] ?? ['', event.verdict]
    if (!call) {
      this.step(event, '', h('span', { class: `chip ${kind}` }, word), h('code', {}, event.action), h('span', { class: 'soft' }, reason(event)))
      return
    }
    call.chip.className = `chip ${kind}`
    call.chip.textContent = word
    const strong = event.verdict === 'permit' ? '' : `strong ${event.verdict}`
    // A call is judged again after a crash, a park or a silent judge: the last word stands.
    call.why.replaceChildren(h('p', { class: `why ${strong}` },
      event.rule && h('code', {}, event.rule), event.rule && event.because ? ': ' : '', event.because,
      event.instead && `${/[.!?]$/.test(event.because) ? ' ' : '; '}${event.instead}`))
  }

  Consulted(event) {
    const said = event.opinion === 'unavailable' ? 'no answer' : event.opinion
    this.step(event, '', 'Second opinion', h('span', { class: 'chip' }, said),
      h('span', { class: 'soft' }, `${event.model}, ${plural(event.calls, 'request')}, ${millis(event.millis)}, ${dollars(event.usage.dollars)}`))
  }

  Probed(event) {
    if (event.finding === 'clean') return
    const what = event.finding === 'flagged' ? 'What a tool brought back seems to give the agent instructions' : 'What a tool brought back could not be looked at for instructions'
    this.step(event, '', h('span', { class: 'chip warn' }, event.finding), what, h('span', { class: 'soft' }, event.signs.join('; ')))
  }

  Started(event) {
    const call = this.calls.get(event.call)
    if (call) call.took.textContent = 'running'
  }

  Performed(event) {
    const call = this.calls.get(event.call)
    if (!call) return
    call.took.textContent = millis(event.millis)
    const lines = event.text.trim().split('\n')
    if (!event.text.trim()) return
    call.output.replaceChildren(h('details', { class: 'out' },
      h('summary', {}, event.failed ? h('span', { class: 'chip bad' }, 'failed') : 'Output', ` (${plural(lines.length, 'line')})`),
      h('pre', { tabindex: 0 }, event.text)))
  }

  // Gatehand does these two itself: nothing is performed in the workspace.
  settled(event) {
    const call = this.calls.get(event.call)
    if (call) call.took.textContent = ''
  }

  Asked(event) {
    this.boxed(event, 'ask', [h('b', {}, 'Approval needed'), h('code', {}, event.ask), h('code', { class: 'soft' }, event.target)],
      h('p', {}, h('code', {}, event.rule), `: ${event.because}`),
      h('details', { class: 'out' }, h('summary', {}, 'What people were shown'), prose(event.html)))
  }

  Answered(event) {
    this.step(event, event.approved ? 'good' : 'bad', h('b', {}, `${event.by} ${event.approved ? 'approved' : 'denied'} `), h('code', {}, event.ask),
      event.reason && h('span', { class: 'soft' }, event.reason))
  }

  AskClosed(event) {
    this.step(event, '', h('code', {}, event.ask), event.closing === 'expired' ? 'expired' : 'is void', h('span', { class: 'soft' }, event.why))
  }

  Dismissed(event) {
    this.step(event, '', 'An answer did not count', h('span', { class: 'soft' }, event.why))
  }

  Steered(event) {
    this.step(event, '', h('b', {}, `${event.by} gave direction`), h('span', { class: 'soft' }, event.words))
  }

  Committed(event) {
    this.settled(event)
    this.step(event, '', 'Kept as a commit', h('span', { class: 'soft' }, event.message.split('\n')[0]))
  }

  Finished(event) {
    this.settled(event)
    this.boxed(event, '', [h('b', {}, event.call ? 'The agent says that it is done' : 'The work is done')], prose(event.html))
  }

  Checked(event) {
    this.boxed(event, event.passed ? 'good' : 'bad', [h('b', {}, event.passed ? 'Checks passed' : 'Checks failed'),
      event.returned && h('span', { class: 'soft' }, 'the agent tries again')],
    event.runs.map(run => h('div', { class: 'check' },
      h('div', { class: 'line' }, h('span', { class: `chip ${run.exit === 0 ? 'good' : 'bad'}` }, run.exit === 0 ? 'passed' : `exit ${run.exit}`),
        h('code', {}, run.command), h('span', { class: 'soft small' }, millis(run.millis))),
      run.output.trim() && h('details', { class: 'out' }, h('summary', {}, 'Output'), h('pre', { tabindex: 0 }, run.output)))))
  }

  Restored(event) {
    this.step(event, '', 'Put back as it was', h('code', {}, event.path), h('span', { class: 'soft' }, event.why))
  }

  Rebased(event) {
    this.step(event, '', 'Somebody else pushed: the work stands on', h('span', { class: 'soft mono' }, event.base.slice(0, 7)))
  }

  Parked(event) {
    if (event.cause !== 'person') return this.step(event, 'bad', h('b', {}, `Tried ${plural(event.tries, 'time')} in vain`), h('span', { class: 'soft' }, event.why))
    this.step(event, 'ask', h('b', {}, `Waiting ${waitsFor({ state: 'parked', why: event.why })}`), h('span', { class: 'soft' }, 'nothing is running meanwhile'))
  }

  Composed(event) {
    this.step(event, '', `${plural(event.commits.length, 'commit')} made on`, h('span', { class: 'branch' }, event.branch),
      h('span', { class: 'soft mono' }, event.commits.map(id => id.slice(0, 7)).join(' ')))
  }

  Published(event) {
    this.step(event, 'good', h('b', {}, 'Published as ', h('a', { href: event.address }, `pull request #${event.pullRequest}`)))
  }

  Ended(event) {
    const [kind, word] = { done: ['good', 'Done'], failed: ['bad', 'Failed'], stopped: ['', 'Stopped'] }[event.state]
    this.boxed(event, kind, [h('b', {}, word)], event.html.trim() && prose(event.html))
  }
}

function reason(event) {
  return [event.rule, event.because].filter(Boolean).join(': ')
}

// The part of a call's input that says most, and all of it on demand.
function brief(call) {
  const { command, path, pattern, message, summary } = call.input
  return command ?? (pattern !== undefined ? `${pattern} ${path ?? ''}` : null) ?? path ?? message ?? summary
    ?? Object.values(call.input).join(' ')
}
