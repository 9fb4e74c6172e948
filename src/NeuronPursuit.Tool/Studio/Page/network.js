// The network that grows: a column of neurons for each hidden layer, the newest ones in the second colour.
import { draw, svg } from './dom.js';

const height = 320, most = 14;

export function drawNetwork(target, widths, added, inputs) {
  draw(target, width => paint(target, width, widths, added, inputs));
}

function paint(target, width, widths, added, inputs) {
  target.setAttribute('viewBox', `0 0 ${width} ${height}`);
  target.replaceChildren();
  if (widths.length === 0) {
    return;
  }
  const layers = [{ count: inputs, kind: 'end' }, ...widths.map((count, i) => ({ count, fresh: Math.max(0, added[i] ?? 0), kind: 'neuron' })), { count: 1, kind: 'end' }];
  const places = layers.map((layer, i) => {
    const shown = Math.min(layer.count, most), x = 50 + i * (width - 100) / (layers.length - 1);
    const step = Math.min(30, (height - 60) / Math.max(1, shown));
    return Array.from({ length: shown }, (_, k) => ({ x, y: (height - 20) / 2 + (k - (shown - 1) / 2) * step }));
  });
  for (let i = 1; i < places.length; i++) {
    for (const from of places[i - 1]) {
      for (const to of places[i]) {
        target.append(svg('line', { class: 'edge', x1: from.x, y1: from.y, x2: to.x, y2: to.y }));
      }
    }
  }
  layers.forEach((layer, i) => {
    places[i].forEach((place, k) => {
      const fresh = layer.kind === 'neuron' && k >= places[i].length - Math.min(layer.fresh, places[i].length);
      target.append(svg('circle', { class: fresh ? 'neuron new' : layer.kind, cx: place.x, cy: place.y, r: layer.kind === 'neuron' ? 8 : 4 }));
    });
    const text = narrow(width) ? short(layer, i) : long(layer, i);
    target.append(svg('text', { x: Math.min(width - 34, Math.max(34, places[i][0]?.x ?? 50)), y: height - 6, 'text-anchor': 'middle' }, text));
  });
}

function narrow(width) {
  return width < 400;
}

function long(layer, i) {
  if (layer.kind === 'end') {
    return i === 0 ? `${layer.count} columns` : 'prediction';
  }
  return `${layer.count} ${layer.count === 1 ? 'neuron' : 'neurons'}${layer.count > most ? `, ${most} drawn` : ''}`;
}

function short(layer, i) {
  return layer.kind === 'end' ? (i === 0 ? `${layer.count} in` : 'out') : `${layer.count}`;
}
