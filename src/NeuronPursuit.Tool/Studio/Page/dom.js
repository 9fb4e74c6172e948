// Elements by short words. All text goes in as text, so that names of columns are never markup.

export const $ = id => document.getElementById(id);

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in element && typeof value !== 'string') {
      element[key] = value;
    } else {
      element.setAttribute(key, value);
    }
  }
  element.append(...children);
  return element;
}

export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

// A drawing is as wide as its place, so that its letters keep their size; it is made again where the place changes.
const drawings = new Map();

export function draw(target, how) {
  drawings.set(target, how);
  how(Math.max(280, Math.min(640, target.clientWidth || 520)));
}

let waiting;
window.addEventListener('resize', () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    for (const [target, how] of drawings) {
      if (target.isConnected) {
        draw(target, how);
      } else {
        drawings.delete(target);
      }
    }
  });
});

export function options(select, entries, chosen) {
  select.replaceChildren(...entries.map(entry => {
    const [value, text] = Array.isArray(entry) ? entry : [entry, entry];
    return make('option', { value, selected: value === chosen }, text);
  }));
}

export function number(value, digits = 4) {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '-';
  }
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) {
    return value.toExponential(2);
  }
  return Number(value.toPrecision(digits)).toLocaleString('en', { maximumFractionDigits: 6, useGrouping: size >= 1e4 });
}

export function duration(seconds) {
  return seconds < 100 ? `${Math.round(seconds)} s` : seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
