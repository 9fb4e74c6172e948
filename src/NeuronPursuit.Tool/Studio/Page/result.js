// What a fit found: numbers, plots, importances, the formula, downloads.
import { $, make, svg, number, options } from './dom.js';
import { address } from './api.js';
import { predictedAgainstActual, residuals, roc, bar } from './charts.js';
import { startWhatIf } from './whatif.js';

export async function showResult(result, targets) {
  $('result').hidden = false;
  const from = result.heldOut === true ? `${result.judgedRows} rows that it was not trained on`
    : result.heldOut === false ? `${result.judgedRows} rows that it was trained on, so it looks better than it is` : `the ${result.judgedRows} rows of the table`;
  $('headline').textContent = `${result.title}. ${result.remark ? `This is ${result.remark}. ` : ''}${result.choice.replace(/[.]?$/, '.')} Judged by ${from}.`;
  metrics(result);
  quality(result);
  importances(result);
  $('formula').textContent = result.formula;
  $('formula-note').textContent = result.networks > 1
    ? `The model is the mean of ${result.networks} networks; this is the first one, of ${result.widths.join('/')} neurons.`
    : `One network of ${result.widths.join('/')} neurons, ${result.parameters} parameters.`;
  $('download-model').href = address('download/model');
  $('download-report').href = address('download/report');
  options($('code-target'), targets, 'python');
  const code = () => { $('download-code').href = address(`download/code?as=${$('code-target').value}`); };
  $('code-target').onchange = code;
  code();
  await startWhatIf(result);
}

function metrics(result) {
  const found = result.evaluation;
  const entries = result.kind === 'number'
    ? [['RMSE', number(found.rmse)], ['mean absolute error', number(found.mae)], ['R²', number(found.r2, 3)], ['intervals hold', found.intervalCoverage === undefined || found.intervalCoverage === null ? '-' : `${(100 * found.intervalCoverage).toFixed(1)} %`]]
    : [['accuracy', number(found.accuracy, 3)], ['balanced accuracy', number(found.balancedAccuracy, 3)], ['log-loss', number(found.logLoss, 3)], ['ROC AUC', number(found.rocAuc, 3)]];
  $('metrics').replaceChildren(...entries.filter(([, value]) => value !== '-').map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))));
}

function figure(caption, content) {
  return make('figure', {}, make('figcaption', {}, caption), content);
}

function quality(result) {
  const shown = result.shownRows < result.judgedRows ? ` (${result.shownRows} of ${result.judgedRows} rows shown)` : '';
  if (result.kind === 'number') {
    const first = svg('svg', { role: 'img', 'aria-label': 'Predicted against actual' }), second = svg('svg', { role: 'img', 'aria-label': 'Residuals' });
    const intervals = result.points.some(point => point.l !== undefined && point.l !== null);
    $('quality').replaceChildren(figure(`Predicted against actual${intervals ? ', with intervals that hold 90 %' : ''}${shown}`, first), figure(`What is left unexplained${shown}`, second));
    predictedAgainstActual(first, result.points, result.target);
    residuals(second, result.points);
    return;
  }
  const figures = [figure('Confusion matrix: a row for what is true, a column for what is predicted', confusion(result.evaluation))];
  if (result.roc) {
    const drawing = svg('svg', { role: 'img', 'aria-label': 'ROC curve' });
    figures.push(figure(`ROC curve of '${result.classes[1]}'${shown}`, drawing));
    $('quality').replaceChildren(...figures);
    roc(drawing, result.roc);
    return;
  }
  $('quality').replaceChildren(...figures);
}

function confusion(evaluation) {
  const head = make('tr', {}, make('th', { scope: 'col' }, 'true'), ...evaluation.classes.map(name => make('th', { scope: 'col' }, name)));
  const rows = evaluation.confusion.map((row, i) => make('tr', {}, make('th', { scope: 'row' }, evaluation.classes[i]),
    ...row.map((count, k) => {
      const cell = make('td', {}, number(count));
      const share = count / Math.max(1, row.reduce((a, b) => a + b, 0));
      cell.style.background = `color-mix(in srgb, var(${i === k ? '--accent' : '--second'}) ${Math.round(45 * share)}%, transparent)`;
      return cell;
    })));
  return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Confusion matrix' }, make('table', { class: 'confusion' }, make('thead', {}, head), make('tbody', {}, ...rows)));
}

function importances(result) {
  const measure = result.kind === 'number' ? 'RMSE' : 'log-loss', most = Math.max(1e-12, ...result.importances.map(one => one.increase));
  $('importance-note').textContent = `How much the ${measure} grows when a column is shuffled, on ${result.importanceRows} rows.`;
  $('importances').replaceChildren(...result.importances.slice(0, 15).map(one =>
    make('div', { class: 'importance' }, make('span', {}, one.column), bar(one.increase / most), make('span', {}, number(one.increase, 3)))));
}
