// Plots as SVG: axes, points, lines. Colours are those of the style.
import { draw, svg, number } from './dom.js';

const height = 320, left = 62, right = 14, top = 10, bottom = 40;

function ticks(least, greatest, count = 5) {
  if (!(greatest > least)) {
    return [least];
  }
  const rough = (greatest - least) / count, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find(one => one * power >= rough);
  const found = [];
  for (let value = Math.ceil(least / step) * step; value <= greatest + step * 1e-9; value += step) {
    found.push(Math.abs(value) < step * 1e-9 ? 0 : value);
  }
  return found;
}

function range(values, margin = 0.03) {
  let least = Infinity, greatest = -Infinity;
  for (const value of values) {
    if (Number.isFinite(value)) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
  }
  if (!(least <= greatest)) {
    return [0, 1];
  }
  const extra = (greatest - least || Math.abs(greatest) || 1) * margin;
  return [least - extra, greatest + extra];
}

// A plot with axes; gives functions from values to places.
function frame(target, width, xs, ys, xName, yName, labels) {
  target.setAttribute('viewBox', `0 0 ${width} ${height}`);
  target.replaceChildren();
  const x = value => left + (width - left - right) * (value - xs[0]) / (xs[1] - xs[0] || 1);
  const y = value => height - bottom - (height - top - bottom) * (value - ys[0]) / (ys[1] - ys[0] || 1);
  for (const value of ticks(...ys)) {
    target.append(svg('line', { class: 'axis', x1: left, x2: width - right, y1: y(value), y2: y(value) }),
      svg('text', { x: left - 6, y: y(value) + 4, 'text-anchor': 'end' }, number(value, 3)));
  }
  if (labels) {
    const every = Math.ceil(labels.length / (width < 400 ? 5 : 8));
    labels.forEach((label, i) => i % every === 0 && target.append(
      svg('text', { x: x(i), y: height - bottom + 16, 'text-anchor': 'middle' }, label.length > 9 && labels.length > 3 ? `${label.slice(0, 8)}…` : label)));
  } else {
    for (const value of ticks(...xs, width < 400 ? 4 : 5)) {
      target.append(svg('text', { x: x(value), y: height - bottom + 16, 'text-anchor': 'middle' }, number(value, 3)));
    }
  }
  target.append(svg('path', { class: 'axis', d: `M${left} ${top}V${height - bottom}H${width - right}` }),
    svg('text', { x: width - right, y: height - 6, 'text-anchor': 'end' }, xName),
    svg('text', { x: left + 4, y: top + 10 }, yName));
  return { x, y };
}

const path = points => points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

export function histogram(bars) {
  const most = Math.max(1, ...bars.map(bar => bar.count)), step = 120 / bars.length;
  const drawing = svg('svg', { viewBox: '0 0 120 30', preserveAspectRatio: 'none', role: 'img', 'aria-label': `Histogram of ${bars.length} bars` });
  bars.forEach((bar, i) => {
    const size = bar.count === 0 ? 0 : Math.max(1, 29 * bar.count / most);
    drawing.append(svg('rect', { class: 'bar', x: i * step + 0.5, y: 30 - size, width: Math.max(0.5, step - 1), height: size },
      svg('title', {}, `${bar.text}: ${bar.count}`)));
  });
  return drawing;
}

export function predictedAgainstActual(target, points, name) {
  draw(target, width => paintPredictedAgainstActual(target, width, points, name));
}

function paintPredictedAgainstActual(target, width, points, name) {
  const both = range(points.flatMap(point => [point.a, point.p, point.l ?? point.p, point.u ?? point.p]));
  const { x, y } = frame(target, width, both, both, `actual ${name}`, 'predicted');
  for (const point of points) {
    if (point.l !== undefined && point.l !== null) {
      target.append(svg('line', { class: 'interval', x1: x(point.a), x2: x(point.a), y1: y(point.l), y2: y(point.u) }));
    }
  }
  target.append(svg('path', { class: 'diagonal', d: path([[x(both[0]), y(both[0])], [x(both[1]), y(both[1])]]) }));
  for (const point of points) {
    target.append(svg('circle', { class: 'dot', cx: x(point.a).toFixed(1), cy: y(point.p).toFixed(1), r: 2.5 }));
  }
}

export function residuals(target, points) {
  draw(target, width => paintResiduals(target, width, points));
}

function paintResiduals(target, width, points) {
  const xs = range(points.map(point => point.p)), ys = range(points.map(point => point.a - point.p));
  const { x, y } = frame(target, width, xs, ys, 'predicted', 'actual less predicted');
  target.append(svg('path', { class: 'diagonal', d: path([[x(xs[0]), y(0)], [x(xs[1]), y(0)]]) }));
  for (const point of points) {
    target.append(svg('circle', { class: 'dot', cx: x(point.p).toFixed(1), cy: y(point.a - point.p).toFixed(1), r: 2.5 }));
  }
}

export function roc(target, curve) {
  draw(target, width => paintRoc(target, width, curve));
}

function paintRoc(target, width, curve) {
  const { x, y } = frame(target, width, [0, 1], [0, 1.02], 'false alarms', 'found');
  target.append(svg('path', { class: 'diagonal', d: path([[x(0), y(0)], [x(1), y(1)]]) }),
    svg('path', { class: 'a', d: path(curve.map(([a, b]) => [x(a), y(b)])) }));
}

// Errors are positive and fall by orders: a logarithmic axis.
export function curves(target, points) {
  draw(target, width => paintCurves(target, width, points));
}

function paintCurves(target, width, points) {
  const safe = value => Math.log10(Math.max(1e-12, value));
  const all = points.flatMap(point => [safe(point.training), point.heldOut === null || point.heldOut === undefined ? safe(point.training) : safe(point.heldOut)]);
  const ys = range(all, 0.08), xs = [1, Math.max(2, points.at(-1)?.place ?? 2)];
  const { x, y } = frame(target, width, xs, ys, 'iterations', 'log10 of the error');
  const dots = points.length > 40 || isMany(points);
  const held = points.filter(point => point.heldOut !== null && point.heldOut !== undefined);
  if (dots) {
    for (const point of points) {
      target.append(svg('circle', { class: 'dot', cx: x(point.place).toFixed(1), cy: y(safe(point.training)).toFixed(1), r: 2.2 }));
    }
    for (const point of held) {
      target.append(svg('circle', { class: 'mark', cx: x(point.place).toFixed(1), cy: y(safe(point.heldOut)).toFixed(1), r: 2.2 }));
    }
    return;
  }
  target.append(svg('path', { class: 'a', d: path(points.map(point => [x(point.place), y(safe(point.training))])) }),
    svg('path', { class: 'b', d: path(held.map(point => [x(point.place), y(safe(point.heldOut))])) }));
}

// Several networks grow side by side, so that their errors alternate.
function isMany(points) {
  return points.some((point, i) => i > 0 && point.training > points[i - 1].training * 1.05);
}

export function bar(share) {
  return svg('svg', { viewBox: '0 0 100 14', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { class: 'bar', x: 0, y: 1, width: Math.max(0.4, 100 * Math.max(0, share)), height: 12, rx: 1 }));
}

export function effect(target, found, current, name) {
  draw(target, width => paintEffect(target, width, found, current, name));
}

function paintEffect(target, width, found, current, name) {
  const isNumber = found.points.length > 0 && found.points.every(point => Number.isFinite(point.value));
  const place = (point, i) => isNumber ? point.value : i;
  const ys = range(found.points.flatMap(point => [point.mean, ...point.rows]), 0.06);
  const xs = isNumber ? range(found.points.map(point => point.value), 0) : [-0.5, found.points.length - 0.5];
  const isDate = isNumber && /^\d{4}-\d\d-\d\d/.test(found.points[0].text);
  const { x, y } = frame(target, width, xs, ys, isDate ? `${found.points[0].text} to ${found.points.at(-1).text}` : found.column, name, isNumber ? (isDate ? [] : null) : found.points.map(point => point.text));
  const rows = found.points[0]?.rows.length ?? 0;
  for (let row = 0; row < Math.min(rows, 25); row++) {
    target.append(svg('path', { class: 'single', d: path(found.points.map((point, i) => [x(place(point, i)), y(point.rows[row])])) }));
  }
  target.append(svg('path', { class: 'a', d: path(found.points.map((point, i) => [x(place(point, i)), y(point.mean)])) }));
  if (!isNumber) {
    found.points.forEach((point, i) => target.append(svg('circle', { class: 'dot', cx: x(i), cy: y(point.mean), r: 4 })));
  }
  if (current && current.y !== null && Number.isFinite(current.y)) {
    const at = isNumber ? current.x : found.points.findIndex(point => point.text === String(current.x));
    if (at !== null && Number.isFinite(at) && (isNumber || at >= 0)) {
      const inside = Math.min(ys[1], Math.max(ys[0], current.y));
      target.append(svg('circle', { class: 'mark', cx: x(Math.min(xs[1], Math.max(xs[0], at))), cy: y(inside), r: 5 }));
    }
  }
}
