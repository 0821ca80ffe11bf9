// How old what a tile was made from is, where that is older than the index's own price.

const FEED_WORDS = { chain: 'Option chain', intraday: 'Intraday bars' };

// Which feed a source belongs to.
function feedOf(source) {
  if (source.kind === 'option_chain') return 'chain';
  if (source.instrument === at('underlying')) return source.kind === 'intraday' ? 'intraday' : 'index';
  return source.instrument === 'INDIAVIX' ? 'vix' : 'companions';
}

// The newest datum of a feed as the path of its source; undefined where the payload names none.
function newestOf(...feeds) {
  const moment = path => Date.parse(at(`${path}.as_of`));
  return listAt('data_quality.sources').map((source, i) => `data_quality.sources[${i}]`)
    .filter(path => feeds.includes(feedOf(at(path) ?? {})) && Number.isFinite(moment(path)))
    .reduce((best, path) => best === undefined || moment(path) > moment(best) ? path : best, undefined);
}

// Sources asked for within a few minutes of each other are of one moment.
function isBehind(path) {
  const spot = newestOf('index', 'intraday');
  const minutes = spot === undefined ? 0 : (Date.parse(at(`${spot}.as_of`)) - Date.parse(at(`${path}.as_of`))) / 60_000;
  return minutes > FRESH_MINUTES;
}

// "India VIX of 14 Aug 2024", or of a minute where the day is that of the spot.
function behindText(feed) {
  const path = newestOf(feed);
  if (path === undefined || !isBehind(path)) return [];
  const dayOf = source => marketDate(Date.parse(at(`${source}.as_of`)));
  const format = dayOf(path) === dayOf(newestOf('index', 'intraday')) ? 'marketClock' : 'marketDay';
  const name = FEED_WORDS[feed] === undefined ? shown(`${path}.instrument`, 'word') : FEED_WORDS[feed];
  return [element('span', { class: 'behind' }, join(name, ' of ', shown(`${path}.as_of`, format)))];
}

// A stand-in is made without the chain, and the night counts before the open only.
function feedsOf(tile) {
  const standsIn = tile.sources.length > 0 && at(`${tile.sources[0].path}.kind`) === 'PROXY';
  return (tile.inputs || []).filter(feed => feed === 'chain' ? !standsIn : feed === 'companions'
    ? known('direction.today.preopen.gap') : feed !== 'intraday' || tile.id !== 'today' || at('session.state') === 'OPEN');
}

function behindLines(tile) {
  return feedsOf(tile).flatMap(behindText).map(text => element('p', { class: 'note' }, text));
}

/*
 * The feeds whose present level the figures rest on. Past sessions' bars are history, and the night's companions are always
 * of another day.
 */
function feedsInUse() {
  return ['vix', 'chain'].filter(feed => newestOf(feed) !== undefined && (feed === 'vix' ? known('market.vix')
    : known('market.option_chain.expiries')));
}

// The worst step of the ladder among the inputs in use.
function worstStep(newest, now) {
  const moments = [newest, ...feedsInUse().map(feed => Date.parse(at(`${newestOf(feed)}.as_of`)))];
  return LADDER[Math.max(...moments.map(moment =>
    LADDER.indexOf(Number.isFinite(moment) ? freshness(payload, moment, now) : 'EXPIRED')))];
}
