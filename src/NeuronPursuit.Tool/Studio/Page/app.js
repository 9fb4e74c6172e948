// The page: opens a table, asks what to predict, watches a fit.
import { $, make, options, number, duration } from './dom.js';
import { get, post, address } from './api.js';
import { histogram, curves } from './charts.js';
import { drawNetwork } from './network.js';
import { showResult } from './result.js';

let state, points = [], events, inspected = 0;

function tell(message) {
  $('message').hidden = !message;
  $('message').textContent = message ?? '';
}

async function attempt(work) {
  tell();
  try {
    await work();
  } catch (error) {
    tell(error.message);
  }
}

function showTable(found) {
  state = found;
  const open = state.rows > 0;
  $('file').textContent = open ? `${state.file}: ${state.rows.toLocaleString('en')} rows, ${state.columns.length} columns` : 'No table is open.';
  document.title = open ? `${state.file} - NeuronPursuit studio` : 'NeuronPursuit studio';
  $('table').hidden = $('fit').hidden = $('open-model-label').hidden = !open;
  $('result').hidden = $('growth').hidden = true;
  $('save-field').hidden = !state.saves;
  if (!open) {
    return;
  }
  const names = state.columns.map(column => column.name);
  options($('target'), [['', 'choose a column'], ...names], '');
  options($('recipe'), state.recipes, 'auto');
  for (const id of ['group', 'time', 'weights']) {
    options($(id), [['', 'none'], ...names], '');
  }
  $('notes').replaceChildren(...state.notes.map(note => make('li', {}, note)));
  $('findings').replaceChildren();
  $('columns').tBodies[0].replaceChildren(...state.columns.map((column, i) => {
    const use = make('input', { type: 'checkbox', checked: true, 'aria-label': `Use ${column.name}`, 'data-column': column.name });
    use.onchange = () => attempt(inspect);
    const range = column.problem ?? (column.range || `${column.different} different`);
    return make('tr', { 'data-row': String(i) }, make('td', {}, use), make('th', { scope: 'row' }, column.name), make('td', {}, column.kind),
      make('td', { class: 'number' }, column.missing > 0 ? `${(100 * column.missing).toFixed(1)} %` : ''),
      make('td', {}, column.bars.length ? histogram(column.bars) : ''), make('td', { class: column.problem ? 'problem' : '' }, range));
  }));
  choose();
}

function question() {
  const target = $('target').value;
  return {
    target, classes: $('classes').checked && !$('classes-field').hidden,
    without: [...document.querySelectorAll('input[data-column]')].filter(box => !box.checked && box.dataset.column !== target).map(box => box.dataset.column),
    recipe: $('recipe').value, holdout: Number($('holdout').value), group: $('group').value, time: $('time').value, weights: $('weights').value,
    seed: $('seed').value === '' ? null : Number($('seed').value),
  };
}

function choose() {
  const column = state.columns.find(one => one.name === $('target').value);
  $('classes-field').hidden = column?.kind !== 'number';
  $('start').disabled = !column;
  for (const row of $('columns').tBodies[0].rows) {
    const own = state.columns[Number(row.dataset.row)] === column;
    row.classList.toggle('target', own);
    row.querySelector('input').disabled = own;
  }
}

async function inspect() {
  if (!$('target').value) {
    $('findings').replaceChildren();
    return;
  }
  const own = ++inspected, asked = question();
  const found = await post('api/inspect', asked);
  if (own === inspected) {
    $('findings').replaceChildren(...found.findings.map(one => make('li', {}, one.message)));
  }
}

async function fit() {
  await post('api/fit', question());
  $('result').hidden = true;
  watch();
  $('fit').scrollIntoView({ block: 'start' });
}

function watch() {
  points = [];
  running(true);
  $('growth').hidden = false;
  $('progress').textContent = 'begins';
  $('share').value = 0;
  drawNetwork($('network'), [], [], 0);
  events?.close();
  events = new EventSource(address('api/events'));
  events.onmessage = message => {
    const seen = JSON.parse(message.data);
    points.push(...seen.curve);
    $('share').value = seen.ended ? 1 : seen.share;
    const left = seen.secondsLeft !== null && seen.secondsLeft !== undefined && !seen.ended ? `, at most ${duration(seen.secondsLeft)} left` : '';
    $('progress').textContent = seen.ended
      ? seen.error ?? `Finished after ${duration(seen.seconds)} and ${seen.iterations} iterations.`
      : `${seen.text.split(',')[0]}${seen.recipe ? ` (${seen.recipe})` : ''}, ${Math.floor(100 * seen.share)} % done${left}, ${seen.iterations} iterations${seen.best !== null && seen.best !== undefined ? `, held-out error ${number(seen.best, 3)}` : ''}`;
    if (seen.widths.length) {
      drawNetwork($('network'), seen.widths, seen.added, question().without.length ? state.columns.length - 1 - question().without.length : state.columns.length - 1);
    }
    if (points.length) {
      curves($('curves'), points);
    }
    if (seen.ended) {
      events.close();
      running(false);
      if (seen.error) {
        tell(seen.error);
      } else {
        attempt(async () => showResult(await get('api/result'), state.targets));
      }
    }
  };
}

function running(is) {
  $('start').disabled = is;
  $('stop').hidden = !is;
  $('stop').disabled = false;
  $('start').textContent = is ? 'Fitting ...' : 'Fit';
  $('open').disabled = $('open-model').disabled = is;
  if (!is && document.activeElement === document.body) {
    $('start').focus();
  }
}

$('target').onchange = () => { choose(); $('classes').checked = false; attempt(inspect); };
$('classes').onchange = $('group').onchange = $('time').onchange = $('weights').onchange = () => attempt(inspect);
$('start').onclick = () => attempt(fit);
$('stop').onclick = () => { $('stop').disabled = true; attempt(() => post('api/stop')); };
$('save').onclick = () => attempt(async () => {
  const found = await post(`api/save?name=${encodeURIComponent($('save-name').value)}`);
  $('save').textContent = `Saved ${found.saved}`;
});
$('open').onchange = () => attempt(async () => {
  const [file] = $('open').files;
  if (file) {
    $('file').textContent = `Reading ${file.name} ...`;
    try {
      showTable(await post(`api/table?name=${encodeURIComponent(file.name)}`, file));
    } finally {
      $('open').value = '';
    }
  }
});
$('open-model').onchange = () => attempt(async () => {
  const [file] = $('open-model').files;
  if (file) {
    try {
      await showResult(await post('api/model', file), state.targets);
    } finally {
      $('open-model').value = '';
    }
  }
});

attempt(async () => {
  showTable(await get('api/state'));
  if (state.running) {
    watch();
  } else if (state.fitted) {
    await showResult(await get('api/result'), state.targets);
  }
});
