// The ranges past payloads stated, against what the prices of the page say happened.

const stated = [];
const MOST_STATED = 60;
const STATED_SESSIONS = 5;

// A range counts from a close, so that what was known during a session is left out.
function stateRange(past) {
  if (!isOfBefore(past, payload) || past.session?.state !== 'CLOSED') return;
  const range = (past.seller?.ranges ?? []).find(each => each.kind === 'PATH' && each.level === 0.9 && each.horizon_sessions === STATED_SESSIONS
    && [each.lower, each.upper].every(Number.isFinite));
  if (range === undefined || stated.some(each => each.day === past.session.date)) return;
  stated.push({ day: past.session.date, spot: past.market?.spot, lower: range.lower, upper: range.upper });
}

// Newest first; ranges of a day whose close the page's prices do not have are of no use.
function pastRanges() {
  return stated.flatMap(range => {
    const i = bars.bars.findIndex(bar => bar[0] === range.day);
    if (i < 0 || Math.abs(bars.bars[i][4] - range.spot) >= SAME_PRICE) return [];
    const after = bars.bars.slice(i + 1, i + 1 + STATED_SESSIONS);
    if (after.length === 0) return [];
    const [low, high] = [Math.min(...after.map(bar => bar[3])), Math.max(...after.map(bar => bar[2]))];
    const state = low < range.lower ? 'broke below' : high > range.upper ? 'broke above' : after.length < STATED_SESSIONS ? 'still running' : 'held';
    return [Object.assign({ low, high, state }, range)];
  }).sort((one, other) => other.day.localeCompare(one.day));
}

function outcomeStrip(row) {
  const ends = [row.lower, row.upper, row.low, row.high];
  const margin = 0.05 * (Math.max(...ends) - Math.min(...ends));
  return strip({ from: Math.min(...ends) - margin, to: Math.max(...ends) + margin, low: row.lower, high: row.upper,
    marks: [{ at: row.low }, { at: row.high }] });
}

function whyNoOutcomes() {
  if (settings.past === null) return 'No past ranges here: they come from the past payloads of a server, “aegis serve --past”.';
  return bars.bars.length === 0 ? 'No past ranges here: the page has no prices to hold them against.'
    : 'No past payload of a close whose prices are on this page.';
}
