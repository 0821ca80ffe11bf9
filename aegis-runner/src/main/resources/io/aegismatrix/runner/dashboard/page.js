// The page around the tiles: tabs, theme, freshness, dialogs, refresh.

const catalogue = JSON.parse(document.getElementById('catalogue').textContent);
const settings = JSON.parse(document.getElementById('settings').textContent);
const TABS = catalogue.tabs.map(tab => tab.id);
const NOTICE_DAYS = 2;
const TICK = 30_000;
const byId = id => document.getElementById(id);

// Storage may be forbidden: then the page works, and forgets.
const memory = new Map();
const storage = {
  get(key) {
    try {
      return localStorage.getItem(key) ?? memory.get(key);
    } catch (denied) {
      return memory.get(key);
    }
  },
  set(key, value) {
    memory.set(key, value);
    try {
      localStorage.setItem(key, value);
    } catch (denied) {
      // Remembered until the page is left.
    }
  }
};

// ---- Tiles

function stateOf(tile) {
  if (tile.needs.length > 0 && !tile.needs.some(known)) return 'unavailable';
  const kinds = tile.sources.map(source => at(`${source.path}.kind`));
  return kinds.length > 0 && kinds.every(kind => kind === 'UNAVAILABLE') ? 'unavailable' : 'available';
}

function sourceTag(tile) {
  if (tile.sources.length === 0) return tile.render === 'guide' ? undefined : fixed('span', tile.origin, { class: 'source' });
  const kind = `${tile.sources[0].path}.kind`;
  return known(kind) ? shown(kind, 'word', { class: 'source', 'data-kind': at(kind) })
    : fixed('span', 'source not stated', { class: 'source' });
}

function unavailableBody(tile) {
  const reasons = [...tile.sources.map(source => `${source.path}.reason`), ...(tile.with && tile.with.reason ? [tile.with.reason] : [])]
    .filter(known).filter((path, i, all) => all.findIndex(other => at(other) === at(path)) === i);
  return [line('headline unavailable', 'Unavailable'),
    ...(reasons.length === 0 ? [line('note', 'This payload does not carry it.')] : reasons.flatMap(reasonLine))];
}

function tileBody(tile, state) {
  return state === 'unavailable' ? unavailableBody(tile) : renderers[tile.render](tile, tile.with || {});
}

// After the close today's tile is about the session that comes next.
function titleOf(tile) {
  const over = tile.with && tile.with.today && ['CLOSED', 'HOLIDAY'].includes(at('session.state')) && known('session.next_session');
  return over ? join('Next session, ', shown('session.next_session', 'day')) : join(tile.title);
}

// What a stand-in shows is not what the measured thing does.
function showsOf(tile) {
  return tile.showsProxy && at(`${tile.sources[0].path}.kind`) === 'PROXY' ? tile.showsProxy : tile.shows;
}

function renderTile(tile) {
  const state = stateOf(tile);
  const help = element('button', { type: 'button', class: 'tile-title', id: `${tile.id}-title`, 'aria-haspopup': 'dialog' },
    element('span', {}, titleOf(tile)), fixed('span', '?', { class: 'help-mark', 'aria-hidden': 'true' }), fixed('span', ', help', { class: 'unseen' }));
  const made = element('article', { class: `tile size-${tile.size} tab-${tile.tab}`, id: `tile-${tile.id}`, 'data-tile': tile.id, 'data-state': state,
    'aria-labelledby': `${tile.id}-title` },
  element('header', {}, element('h3', {}, help), sourceTag(tile)),
  element('div', { class: 'tile-body' }, ...(state === 'available' ? behindLines(tile) : []), tileBody(tile, state)));
  const open = () => showHelp(tile);
  help.addEventListener('click', event => { event.stopPropagation(); open(); });
  made.addEventListener('click', event => {
    if (!event.target.closest('a, button, input, label, summary, details, .chart, .scroll, fieldset')
      && String(getSelection()) === '') open();
  });
  replaceTile(tile, made);
}

function replaceTile(tile, made) {
  const old = byId(made.id);
  const picture = drawn.get(`${tile.id}-chart`);
  const focused = old !== null && old.contains(document.activeElement) ? document.activeElement.id : '';
  if (picture !== undefined) {
    picture.dispose();
    drawn.delete(`${tile.id}-chart`);
  }
  if (old !== null) old.replaceWith(made);
  else byId(`panel-${tile.tab}`).querySelector('.tiles').append(made);
  if (focused !== '' && byId(focused) !== null) byId(focused).focus();
  drawPictures();
}

function renderAll() {
  forgetPictures();
  pictures.clear();
  catalogue.tiles.forEach(renderTile);
  renderHeader();
  renderAnswer();
  renderSince();
  renderPrices();
  drawPictures();
}

// ---- Header and freshness

function newestPath() {
  return known('as_of') ? 'as_of' : 'generated_at';
}

function renderHeader() {
  const asOf = newestPath();
  byId('about').replaceChildren(shown('underlying', 'word'), ...join(' · data of ', shown(asOf, 'marketTime'), ' IST'));
  byId('made').replaceChildren(...join('Made ', shown('generated_at', 'marketTime'), ' IST, run ', shown('run_id', 'text'), '. '));
  const named = listAt('data_quality.sources').map((source, i) => `data_quality.sources[${i}].name`)
    .filter((path, i, all) => all.findIndex(other => at(other) === at(path)) === i);
  byId('sources').replaceChildren(...join('Market data: ', named.length === 0 ? 'source not stated' : named.flatMap((path, i) =>
    i === 0 ? [shown(path, 'text')] : [', ', shown(path, 'text')]), '.'));
  byId('synthetic').hidden = at('synthetic') !== true;
  renderFreshness();
}

function renderFreshness() {
  const path = newestPath();
  const asOf = Date.parse(at(path));
  const banner = byId('stale');
  const step = worstStep(asOf, Date.now());
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  byId('ladder').replaceChildren(...LADDER.map(name => {
    const rung = fixed('li', word(name), { class: `rung rung-${name.toLowerCase()}` });
    if (name === step) rung.setAttribute('aria-current', 'step');
    return rung;
  }));
  const old = fixed('span', Number.isFinite(asOf) ? `${age(Date.now() - asOf)} old` : 'of unknown age', { 'data-clock': path });
  byId('age').replaceChildren(old, ...feedsInUse().flatMap(behindText).flatMap(text => join(' · ', text)));
  banner.hidden = step === 'FRESH' || step === 'DELAYED';
  banner.dataset.step = step;
  if (Number.isFinite(asOf) && freshness(payload, asOf, Date.now()) !== step) {
    byId('stale-words').replaceChildren(...join(step === 'STALE' ? 'Stale input: ' : 'Expired input: ',
      ...feedsInUse().flatMap(behindText).flatMap((text, i) => i === 0 ? [text] : [', ', text]),
      '. The price is newer; what rests on the input is not of now.'));
    return;
  }
  byId('stale-words').replaceChildren(...join(step === 'STALE' ? 'Stale data: ' : 'Expired data: ',
    fixed('span', old.textContent, { 'data-clock': path }), '. Newest datum ', shown(path, 'marketTime'), ' IST, ',
    shown(path, 'viewerTime'), ` in your time (${zone}). `,
    step === 'STALE' ? 'The session has moved on since.' : 'A later session has begun since; read nothing here as today\'s.'));
}

// ---- Help

function recordLines(tile) {
  const lines = tile.record.flatMap(recordOf);
  return lines.length > 0 ? lines : [fixed('p', tile.record.length === 0
    ? 'No record is kept: this is a description or a stated rule, not a forecast.' : 'This payload carries no record of it.')];
}

const records = {
  skill: record => known(record.path) ? [element('p', {}, join('Odds, ', shown(`${record.path}.metric`, 'word'), ' ', skillText(record.path),
    ' against ', shown(`${record.path}.baseline_name`, 'word'), ': '), skillVerdict(record.path))] : [],
  coverage: record => known(record.path) ? [element('p', {}, join('Past bands held ', coverageText(record.path),
    ...(known(record.level) ? ['; promised ', shown(record.level, 'wholePercent')] : []), '.'))] : [],
  rate: record => known(record.path) ? [element('p', {}, join('Measured rate ', shown(record.path, 'percent'),
    ...(known(`${record.detail}.n`) ? [' of ', shown(`${record.detail}.n`, 'count'), ' cases (95 % interval ',
      shown(`${record.detail}.ci_low`, 'percent'), ' to ', shown(`${record.detail}.ci_high`, 'percent'), ')'] : []), '.'))] : [],
  share: record => known(record.path) ? [element('p', {}, join('Share of past closes inside: ', shown(record.path, 'percent'), '.'))]
    : reasonLine(record.reason),
  models: record => listAt('models').flatMap((model, i) => model.model !== record.model ? [] : listAt(`models[${i}].skills`)
    .map((skill, j) => `models[${i}].skills[${j}]`).filter(path => String(at(`${path}.metric`)).startsWith(record.output))
    .map(path => element('p', {}, join(shown(`${path}.metric`, 'word'), ' ', skillText(path), ' against ',
      shown(`${path}.baseline_name`, 'word'), ': '), skillVerdict(path))))
};

function recordOf(record) {
  return records[record.kind](record);
}

function sourceLines(tile) {
  if (tile.sources.length === 0) return [fixed('p', tile.render === 'guide' ? 'Words of this page.' : `This is ${tile.origin}.`)];
  return tile.sources.map(source => element('p', {}, join(`${source.of}: `, ...(known(`${source.path}.kind`)
    ? [shown(`${source.path}.kind`, 'word'), ' · ', shown(`${source.path}.id`, 'text'),
      ...(known(`${source.path}.reason`) ? [at(`${source.path}.kind`) === 'PROXY' ? ' · stands in for ' : ' · ', shown(`${source.path}.reason`, 'text')] : [])]
    : ['not stated in this payload']))));
}

function showHelp(tile) {
  const section = (title, ...content) => [fixed('h3', title), ...content];
  byId('help-title').textContent = tile.title;
  byId('help-body').replaceChildren(
    ...section('What it shows', fixed('p', showsOf(tile))), ...section('How to read it', fixed('p', tile.read)),
    ...section('How far to trust it', fixed('p', tile.limits)), ...section('How reliable it has been', ...recordLines(tile)),
    ...section('Where it comes from', ...sourceLines(tile)));
  byId('help').dataset.tile = tile.id;
  byId('help').showModal();
  byId('help-body').scrollTop = 0;
}

// ---- Tabs

function selectTab(name, focus) {
  catalogue.tabs.forEach(tab => {
    const selected = tab.id === name;
    const button = byId(`tab-${tab.id}`);
    button.setAttribute('aria-selected', String(selected));
    button.tabIndex = selected ? 0 : -1;
    byId(`panel-${tab.id}`).hidden = !selected;
    if (selected && focus) button.focus();
  });
  document.documentElement.dataset.tab = name;
  drawPictures();
}

function tabOfAddress() {
  const wanted = location.hash.slice(1);
  return TABS.includes(wanted) ? wanted : undefined;
}

function followAddress() {
  if (location.hash === '#how-to-use') byId('how-to-use').open = true;
  else selectTab(tabOfAddress() || document.documentElement.dataset.tab || TABS[0]);
}

function buildTabs() {
  catalogue.tabs.forEach(tab => {
    const button = fixed('button', tab.title, { type: 'button', role: 'tab', id: `tab-${tab.id}`, 'aria-controls': `panel-${tab.id}` });
    button.addEventListener('click', () => { location.hash = tab.id; selectTab(tab.id); });
    byId('tabs').append(button);
    byId('panels').append(element('section', { role: 'tabpanel', id: `panel-${tab.id}`, 'aria-labelledby': `tab-${tab.id}`, hidden: true },
      fixed('h2', tab.question, { class: 'question' }), element('div', { class: 'tiles' })));
  });
  byId('tabs').addEventListener('keydown', event => {
    const now = TABS.indexOf(document.documentElement.dataset.tab);
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const name = TABS[(next + TABS.length) % TABS.length];
    location.hash = name;
    selectTab(name, true);
  });
}

// ---- Theme

function preferredTheme() {
  const kept = storage.get('aegis.theme');
  if (kept === 'light' || kept === 'dark') return kept;
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

function applyTheme(theme) {
  document.documentElement.dataset.theme = theme;
  byId('theme').setAttribute('aria-pressed', String(theme === 'light'));
  forgetPictures();
  drawPictures();
}

// ---- Refresh

function announce(text) {
  byId('status').textContent = text;
}

async function fetchPayload(cache) {
  const answer = await fetch(settings.payload, { cache });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.trim().slice(0, 300) || `the server answered ${answer.status}`);
  return text;
}

// Files of before the older system's words were left to it have the seller's regime under one of them.
function read(text) {
  const made = JSON.parse(text);
  const seller = made.seller;
  if (seller && typeof seller.regime === 'object' && seller.volatility_regime === undefined) seller.volatility_regime = seller.regime;
  return made;
}

let lastText = byId('payload').textContent;

function show(text) {
  if (text === lastText) return false;
  const older = payload;
  payload = read(text);
  lastText = text;
  remember(older);
  renderAll();
  return true;
}

// Fetches the payload; on failure the page keeps what it has, and says so.
async function refresh(cache, asked) {
  try {
    const changed = show(await fetchPayload(cache));
    if (changed && bars.bars.length > 0) await fetchBars();
    byId('trouble').hidden = true;
    if (changed || asked) announce(changed ? 'New data shown.' : 'The data is unchanged.');
  } catch (failure) {
    byId('trouble-words').textContent = failure.message;
    byId('trouble').hidden = false;
    if (asked) announce('The refresh failed; the page keeps what it had.');
  }
  renderFreshness();
}

function hardRefresh() {
  if (settings.payload === null) location.reload();
  else refresh('reload', true);
}

// ---- Notice

function noticeIsDue() {
  const read = Number(storage.get('aegis.notice'));
  const days = (Date.now() - read) / 86_400_000;
  return !(read > 0 && days >= 0 && days < NOTICE_DAYS);
}

function start() {
  payload = read(lastText);
  buildTabs();
  applyTheme(preferredTheme());
  renderAll();
  followAddress();
  byId('theme').addEventListener('click', () => {
    const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    storage.set('aegis.theme', theme);
    applyTheme(theme);
  });
  byId('refresh').addEventListener('click', hardRefresh);
  byId('how').addEventListener('click', () => { byId('how-to-use').open = true; });
  document.querySelectorAll('dialog .close').forEach(button => button.addEventListener('click', () => button.closest('dialog').close()));
  byId('help').addEventListener('click', event => { if (event.target === byId('help')) byId('help').close(); });
  byId('notice-read').addEventListener('click', () => { storage.set('aegis.notice', String(Date.now())); byId('notice').close(); });
  addEventListener('hashchange', followAddress);
  addEventListener('resize', () => drawn.forEach(chart => chart.resize()));
  addEventListener('visibilitychange', renderFreshness);
  setInterval(renderFreshness, TICK);
  if (settings.past !== null) lookBack();
  if (settings.payload !== null) setInterval(() => refresh('no-cache', false), 1000 * settings.every_seconds);
  if (noticeIsDue()) byId('notice').showModal();
}

start();
