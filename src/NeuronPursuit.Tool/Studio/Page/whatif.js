// A row that the person makes: a slider for a number, a list for a category, a calendar for a date.
import { $, make, number, options } from './dom.js';
import { get, post } from './api.js';
import { effect } from './charts.js';

let result, cells, effects, prediction, waiting, asked = 0;

export async function startWhatIf(found) {
  result = found;
  cells = {};
  effects = new Map();
  prediction = null;
  $('sliders').replaceChildren(...result.inputs.map(field));
  options($('effect'), (result.importances.length ? result.importances.map(one => one.column) : result.inputs.map(one => one.name)));
  $('effect-class-field').hidden = result.kind !== 'class';
  options($('effect-class'), result.classes, result.classes.at(-1));
  $('effect').onchange = $('effect-class').onchange = () => showEffect();
  await ask();
  await showEffect();
}

function field(input, i) {
  cells[input.name] = input.value;
  const id = `cell-${i}`, output = make('output', { for: id });
  let control;
  const tell = () => {
    output.textContent = cells[input.name] === null ? 'missing' : typeof cells[input.name] === 'number' ? number(cells[input.name]) : input.categories ? '' : cells[input.name];
  };
  if (input.kind === 'number' && input.minimum !== null && input.minimum !== undefined && input.maximum > input.minimum) {
    const step = input.whole ? 1 : (input.maximum - input.minimum) / 200;
    control = make('input', { id, type: 'range', min: String(input.minimum), max: String(input.maximum), step: String(step) });
    control.value = input.value ?? input.minimum;
    control.oninput = () => change(input.name, Number(control.value), tell);
  } else if (input.categories) {
    control = make('select', { id });
    options(control, [...input.categories.slice(0, 200), ['', '(missing)']], input.value ?? '');
    control.onchange = () => change(input.name, control.value === '' ? null : control.value, tell);
  } else if (input.kind === 'date') {
    control = make('input', { id, type: 'date', min: (input.from ?? '').slice(0, 10), max: (input.to ?? '').slice(0, 10) });
    control.value = input.value ?? '';
    control.onchange = () => change(input.name, control.value || null, tell);
  } else {
    control = make('input', { id, type: 'number', step: 'any' });
    control.value = input.value ?? '';
    control.oninput = () => change(input.name, control.value === '' ? null : Number(control.value), tell);
  }
  tell();
  return make('div', { class: 'slider' }, make('label', { for: id }, input.name), output, control);
}

function change(name, value, tell) {
  cells[name] = value;
  tell();
  if ([...$('effect').options].some(option => option.value === name) && $('effect').value !== name) {
    $('effect').value = name;
  }
  clearTimeout(waiting);
  waiting = setTimeout(() => ask().then(showEffect), 60);
}

async function ask() {
  const own = ++asked;
  const answer = await post('api/predict', cells);
  if (own !== asked) {
    return;
  }
  prediction = answer;
  if (result.kind === 'class') {
    const best = [...answer.probabilities].sort((a, b) => b.value - a.value).slice(0, 3);
    $('answer').textContent = `${answer.label} (${best.map(one => `${one.name} ${(100 * one.value).toFixed(1)} %`).join(', ')})`;
  } else {
    const interval = answer.lower === undefined || answer.lower === null ? '' : `, ${Math.round(100 * answer.coverage)} % between ${number(answer.lower)} and ${number(answer.upper)}`;
    $('answer').textContent = `${result.target} = ${number(answer.value)}${interval}`;
  }
}

async function showEffect() {
  const column = $('effect').value, label = result.kind === 'class' ? $('effect-class').value : '';
  const key = JSON.stringify([column, label]);
  if (!effects.has(key)) {
    effects.set(key, await get(`api/effect?column=${encodeURIComponent(column)}&class=${encodeURIComponent(label)}`));
  }
  if ($('effect').value !== column) {
    return;
  }
  const own = result.kind === 'class' ? prediction.probabilities.find(one => one.name === label)?.value : prediction.value;
  const input = result.inputs.find(one => one.name === column);
  const x = input.kind === 'date' && cells[column] ? Date.parse(`${cells[column]}Z`) / 86400000 + 719162 : cells[column];
  effect($('effect-plot'), effects.get(key), { x, y: own }, label ? `probability of ${label}` : result.target);
}
