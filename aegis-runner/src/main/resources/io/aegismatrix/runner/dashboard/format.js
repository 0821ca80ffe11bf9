'use strict';
// How values of the payload become text: one place for rounding, units and words.

const words = JSON.parse(document.getElementById('words').textContent);
const MISSING = '–';
const IST_OFFSET = 330 * 60_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function digits(count, options) {
  const style = new Intl.NumberFormat('en-GB',
    Object.assign({ minimumFractionDigits: count, maximumFractionDigits: count }, options));
  return value => style.format(value).replace('-', '−').replace('%', '\u202f%');
}

// A code such as NO_EDGE in words, or a score such as touch_5.brier_skill; anything that is not a code stays as it is.
function word(code) {
  if (Object.hasOwn(words, code)) return words[code];
  const score = /^([a-z_]+?)(?:_(\d+))?\.(.+)$/.exec(code);
  if (score !== null && Object.hasOwn(words, score[1]) && Object.hasOwn(words, score[3])) {
    return words[score[1]] + (score[2] === undefined ? '' : score[2] === '1' ? ', 1 session' : `, ${score[2]} sessions`) + ` · ${words[score[3]]}`;
  }
  if (!/^[A-Za-z0-9]+([_.][A-Za-z0-9]+)*$/.test(code)) return code;
  const plain = code.toLowerCase().replaceAll('_', ' ').replaceAll('.', ' · ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function marketTime(instant) {
  const shifted = new Date(Date.parse(instant) + IST_OFFSET);
  const two = number => String(number).padStart(2, '0');
  return `${shifted.getUTCDate()} ${MONTHS[shifted.getUTCMonth()]} ${shifted.getUTCFullYear()}, `
    + `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`;
}

function viewerTime(instant) {
  const moment = new Date(instant);
  const two = number => String(number).padStart(2, '0');
  return `${moment.getDate()} ${MONTHS[moment.getMonth()]} ${moment.getFullYear()}, `
    + `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

function calendarDay(date) {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

function age(milliseconds) {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const days = Math.floor(minutes / (24 * 60));
  const months = Math.floor(days / 30.44);
  return months < 3 ? `${days} days` : months < 12 ? `${months} months` : `${Math.floor(months / 12)} y ${months % 12} m`;
}

const percent = digits(1, { style: 'percent' });
const wholePercent = digits(0, { style: 'percent' });

const formats = {
  price: digits(2),
  level: digits(0),
  strikeBelow: strikeAt(Math.floor),
  strikeAbove: strikeAt(Math.ceil),
  size: digits(0),
  count: digits(0),
  tenth: digits(1),
  ratio: digits(2),
  score: digits(2),
  signedScore: digits(2, { signDisplay: 'exceptZero' }),
  signedPrice: digits(2, { signDisplay: 'exceptZero' }),
  points: digits(0, { signDisplay: 'exceptZero' }),
  percent: odds100,
  finePercent: digits(2, { style: 'percent', signDisplay: 'exceptZero' }),
  signedPercent: digits(1, { style: 'percent', signDisplay: 'exceptZero' }),
  wholePercent: value => value < 1 && value >= 0.995 ? '> 99\u202f%' : wholePercent(value),
  contribution: digits(3, { signDisplay: 'exceptZero' }),
  duration: seconds => age(1000 * seconds),
  plain: value => String(value),
  text: value => String(value),
  word: value => word(String(value)),
  day: calendarDay,
  marketTime,
  marketDay: instant => marketTime(instant).split(',')[0],
  marketClock: instant => marketTime(instant).split(', ')[1],
  viewerTime
};

const NUMERIC = new Set(['strikeBelow', 'strikeAbove', 'price', 'level', 'size', 'count', 'tenth', 'ratio', 'score', 'signedScore', 'signedPrice',
  'points', 'percent', 'finePercent', 'signedPercent', 'wholePercent', 'contribution', 'duration']);

// Odds that are not certain must not look so.
function odds100(value) {
  return value > 0 && value < 0.0005 ? '< 0.1\u202f%' : value < 1 && value >= 0.9995 ? '> 99.9\u202f%' : percent(value);
}

// A price moved outward to a strike of the index; as it is where the step of the strikes is not known.
function strikeAt(round) {
  return value => formats.level(outward(value, round));
}

function outward(value, round) {
  return bars.step > 0 ? bars.step * round(value / bars.step) : value;
}

// The text of a value, or undefined where the value is absent or of another kind than the format is for.
function formatted(value, format) {
  if (value === null || value === undefined) return undefined;
  if (NUMERIC.has(format)) return typeof value === 'number' && Number.isFinite(value) ? formats[format](value) : undefined;
  if (typeof value === 'object') return undefined;
  if (format === 'day' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  if (/^(market|viewer)/.test(format) && !Number.isFinite(Date.parse(value))) return undefined;
  return formats[format](value);
}
