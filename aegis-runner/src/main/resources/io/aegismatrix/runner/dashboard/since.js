// What has changed since the payload before this one: of the page's own memory, or the newest past one of the server.

let before;

const LABELS = [['Selling', 'seller.seller_flag.label'], ['Buying', 'buyer.buyer_environment.label'], ['Regime', 'market.regime'],
  ['Stress', 'seller.expiry_stress.label'], ['Volatility trap', 'seller.trap.label'], ['Volatility regime', 'seller.volatility_regime.label'],
  ['Breakout', 'buyer.breakout_today.label'], ['Straddle', 'buyer.theta_edge.label'], ['Buyers’ regime', 'buyer.regime'],
  ['Tomorrow', 'direction.horizons.t1.direction'], ['Market', 'session.state']];

// What is read from another payload than the one shown.
function inPayload(other, read) {
  const kept = payload;
  payload = other;
  try {
    return read();
  } finally {
    payload = kept;
  }
}

function momentOf(other) {
  return Date.parse(other.as_of ?? other.generated_at);
}

// Whether one payload is of the market of another, and of an earlier moment.
function isOfBefore(older, newer) {
  return older.underlying === newer.underlying && older.synthetic === newer.synthetic && momentOf(older) < momentOf(newer);
}

function remember(older) {
  if (isOfBefore(older, payload) && (before === undefined || !isOfBefore(before, payload) || isOfBefore(before, older))) before = older;
  else if (before !== undefined && !isOfBefore(before, payload)) before = undefined;
}

// How far a value is from where it was, as text beside it; nothing where it stands, or nothing is known of before.
function delta(path, format, pathBefore) {
  const now = numberAt(path);
  const then = before === undefined || pathBefore === undefined ? undefined : inPayload(before, () => numberAt(pathBefore));
  if (now === undefined || then === undefined || now === then) return [];
  const text = formats[format](now - then);
  return /[1-9]/.test(text) ? [' ', fixed('small', text, { class: 'delta', 'data-delta': path })] : [];
}

function changedLabels() {
  return LABELS.flatMap(([name, path]) => {
    const then = inPayload(before, () => at(path));
    if (typeof then !== 'string' || typeof at(path) !== 'string' || then === at(path)) return [];
    return [element('li', {}, join(`${name}: `, inPayload(before, () => shown(path, 'word', { 'data-before': true })), ' → ', shown(path, 'word')))];
  });
}

// The list under the answer bar.
function renderSince() {
  const box = document.getElementById('since');
  box.hidden = before === undefined;
  if (box.hidden) return box.replaceChildren();
  const changed = changedLabels();
  const moment = inPayload(before, () => shown(known('as_of') ? 'as_of' : 'generated_at', 'marketTime', { 'data-before': true }));
  return box.replaceChildren(element('p', {}, join('Since ', moment, ' IST', changed.length === 0 ? ': no label has changed.' : ':')),
    ...(changed.length === 0 ? [] : [element('ul', {}, changed)]));
}

async function pastNames() {
  const answer = await fetch(settings.past);
  return answer.ok ? (await answer.json()).payloads : [];
}

async function pastPayload(entry) {
  const answer = await fetch(entry.href);
  return answer.ok ? read(await answer.text()) : undefined;
}

// The newest past payloads of before the one shown: the newest of all to compare with, and what each stated. Names need not be times.
async function lookBack() {
  for (const entry of (await pastNames()).slice(0, MOST_STATED)) {
    const past = await pastPayload(entry);
    if (past !== undefined && isOfBefore(past, payload)) {
      remember(past);
      stateRange(past);
    }
  }
  renderAll();
}
