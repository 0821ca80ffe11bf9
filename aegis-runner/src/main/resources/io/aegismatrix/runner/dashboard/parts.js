// The parts tiles are made of. Text reaches the page through textContent only, and every value through shown(), which
// leaves behind the path it came from.

let payload = {};

// The value at a path such as seller.ranges[3].lower, or undefined.
function at(path) {
  let value = payload;
  for (const step of path.split(/[.[\]]+/).filter(step => step !== '')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}

function known(path) {
  const value = at(path);
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function numberAt(path) {
  const value = at(path);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

// The entries at a path, each safe to ask for a field: an old payload may hold anything.
function listAt(path) {
  const value = at(path);
  return Array.isArray(value) ? value.map(each => each ?? {}) : [];
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter(child => child !== undefined && child !== null));
  return made;
}

// Words of the page itself, as the catalogue and the scripts have them.
function fixed(tag, text, attributes) {
  const made = element(tag, Object.assign({ 'data-fixed': '' }, attributes));
  made.textContent = text;
  return made;
}

// A value of the payload as text, with the path it came from; a dash where there is none.
function shown(path, format, attributes) {
  const text = formatted(at(path), format);
  const made = element('span', Object.assign({ 'data-path': path, 'data-format': format }, attributes));
  if (text === undefined) {
    made.className = 'missing';
    made.dataset.format = 'missing';
    made.append(fixed('span', MISSING, { 'aria-hidden': 'true' }), fixed('span', 'not available', { class: 'unseen' }));
  } else {
    made.textContent = text;
  }
  return made;
}

// The number in the last step of a path, such as 5 of market.forecast_volatility.h5.
function key(path, before) {
  const made = element('span', { 'data-path': path, 'data-format': 'key' });
  made.textContent = before + path.replace(/^.*\D/, '');
  return made;
}

function join(...parts) {
  return parts.flat().map(part => typeof part === 'string' ? fixed('span', part) : part);
}

function line(className, ...parts) {
  return element('p', { class: className }, join(...parts));
}

function fact(name, ...value) {
  return element('div', { class: 'fact' }, fixed('dt', name), element('dd', {}, join(...value)));
}

function facts(...rows) {
  return element('dl', { class: 'facts' }, rows.flat());
}

function direction(path) {
  const value = at(path);
  const arrow = { UP: '▲', DOWN: '▼', NEUTRAL: '■' }[value];
  return arrow === undefined ? [] : [fixed('span', arrow + ' ', { 'aria-hidden': 'true' })];
}

function tone(value) {
  return value > 0 ? 'up' : value < 0 ? 'down' : 'flat';
}

function percentOf(value, low, high) {
  return `${Math.min(100, Math.max(0, 100 * (value - low) / (high - low)))}%`;
}

function placed(made, left, right) {
  made.style.left = left;
  if (right !== undefined) made.style.width = `calc(${right} - ${left})`;
  return made;
}

/*
 * A strip: a band from low to high, marks at single values, on a scale. Its numbers stand beside it, so that it is
 * hidden from screen readers.
 */
function strip({ from, to, low, high, marks = [], zero, className = '' }) {
  const track = element('div', { class: `strip ${className}`, 'aria-hidden': 'true' });
  if (zero !== undefined) track.append(placed(element('i', { class: 'strip-zero' }), percentOf(zero, from, to)));
  if (low !== undefined && high !== undefined) {
    track.append(placed(element('i', { class: 'strip-band' }), percentOf(low, from, to), percentOf(high, from, to)));
  }
  marks.filter(mark => mark.at !== undefined).forEach(mark =>
    track.append(placed(element('i', { class: `strip-mark ${mark.className || ''}` }), percentOf(mark.at, from, to))));
  return track;
}

// Odds that sum to one as a split bar, with ticks where the usual odds would split it.
function splitBar(shares, usual) {
  const bar = element('div', { class: 'split', 'aria-hidden': 'true' });
  shares.forEach(share => {
    const part = element('i', { class: `split-${share.tone}` });
    part.style.flexGrow = String(share.value);
    bar.append(part);
  });
  const frame = element('div', { class: 'split-frame', 'aria-hidden': 'true' }, bar);
  let sum = 0;
  (usual || []).slice(0, -1).forEach(value => {
    sum += value;
    frame.append(placed(element('i', { class: 'split-tick' }), percentOf(sum, 0, 1)));
  });
  return frame;
}

function tag(path, className) {
  return shown(path, 'word', { class: `tag ${className || ''}` });
}

function edgeTag(path) {
  const value = at(path);
  if (value !== 'EDGE' && value !== 'NO_EDGE') return [];
  return [tag(path, value === 'EDGE' ? 'tag-edge' : 'tag-no-edge')];
}

function table(caption, heads, rows) {
  const head = element('tr', {}, heads.map(name => fixed('th', name, { scope: 'col' })));
  const body = rows.map(cells => element('tr', {}, cells.map((cell, i) =>
    element(i === 0 ? 'th' : 'td', i === 0 ? { scope: 'row' } : {}, join(cell)))));
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    element('table', {}, fixed('caption', caption, { class: 'unseen' }), element('thead', {}, head), element('tbody', {}, body)));
}

// The numbers behind a picture, folded away: its text alternative.
function figures(id, content) {
  const made = element('details', { class: 'figures', id: `${id}-figures` }, fixed('summary', 'Figures'), content);
  made.open = opened.has(made.id);
  made.addEventListener('toggle', () => made.open ? opened.add(made.id) : opened.delete(made.id));
  return made;
}

// What a reader unfolded or chose stays so when the payload is refreshed.
const opened = new Set();
const chosen = new Map();

// A row of radio buttons; the value chosen is kept under its name.
function choice(name, legend, options, changed) {
  const set = element('fieldset', { class: 'choice' }, fixed('legend', legend));
  options.forEach(option => {
    const input = element('input', { type: 'radio', name, id: `${name}-${option.value}`, value: option.value });
    input.checked = String(option.value) === String(chosen.get(name));
    input.addEventListener('change', () => { chosen.set(name, option.value); changed(); });
    set.append(input, element('label', { for: input.id }, join(option.label)));
  });
  return set;
}

// Pictures waiting to be drawn: by the id of their box, with the paths they draw.
const pictures = new Map();

function picture(id, description, paths, draw, height) {
  const box = element('div', { class: `chart ${height || ''}`, id: `${id}-chart`, role: 'img', 'aria-label': description,
    'data-paths': paths.join(' ') });
  pictures.set(box.id, draw);
  return box;
}
