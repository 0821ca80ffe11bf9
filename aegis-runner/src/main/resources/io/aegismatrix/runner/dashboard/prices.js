// The prices of the last sessions with the ranges ahead of them: what a range means is where the index has been.

let bars = JSON.parse(document.getElementById('bars').textContent);
const SAME_PRICE = 0.011;

// The bars of the page as the server has it now.
async function fetchBars() {
  const answer = await fetch(location.pathname);
  if (!answer.ok) throw new Error(`the server answered ${answer.status} for the prices`);
  bars = JSON.parse(new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('bars').textContent);
  renderPrices();
  drawPictures();
}

// How many sessions the payload's price is after the last bar: none or one; undefined where the bars are of another day or market.
function sessionsAfterBars() {
  const [spot, change] = [numberAt('market.spot'), numberAt('market.spot_change')];
  const last = bars.bars[bars.bars.length - 1][4];
  const after = Math.abs(last - spot) < SAME_PRICE ? 0 : Math.abs(last - (spot - change)) < SAME_PRICE ? 1 : undefined;
  // After a close the day has its bar.
  return after === 1 && at('session.state') !== 'OPEN' ? undefined : after;
}

// The path ranges at 0.9, nearest first: to the fixed horizons and the expiries.
function cone() {
  return listAt('seller.ranges').map((range, i) => Object.assign({ path: `seller.ranges[${i}]` }, range))
    .filter(range => range.kind === 'PATH' && range.level === 0.9 && [range.lower, range.upper, range.horizon_sessions].every(Number.isFinite))
    .sort((a, b) => a.horizon_sessions - b.horizon_sessions);
}

function expiriesAhead() {
  const ahead = { weekly: numberAt('session.sessions_to_weekly'), monthly: numberAt('session.sessions_to_monthly') };
  return Object.entries(ahead).filter(([, sessions]) => sessions !== undefined)
    .filter(([name]) => name === 'monthly' || ahead.weekly !== ahead.monthly);
}

function priceLevels() {
  const strike = at('seller.max_pain.method') === 'OPEN_INTEREST' ? 'seller.max_pain.strike' : undefined;
  return [['breakout up', 'buyer.breakout_levels.upper'], ['breakout down', 'buyer.breakout_levels.lower'], ['max pain', strike]]
    .filter(([, path]) => path !== undefined && numberAt(path) !== undefined);
}

function verticalLine(position, name) {
  return { xAxis: position, label: { formatter: name, position: 'insideEndTop', color: color('quiet'), fontSize: 11 } };
}

function pricesPicture(ranges, levels, after) {
  const last = bars.bars.length - 1;
  const state = at('session.state');
  // Sessions to an expiry count from the payload's day, which has no daily bar before its close.
  const today = state === 'OPEN' || state === 'PRE_OPEN' ? 1 : 0;
  const end = Math.max(10, ...expiriesAhead().map(([, sessions]) => sessions + today));
  const shown = ranges.filter(range => range.horizon_sessions <= end);
  const days = bars.bars.map(bar => calendarDay(bar[0])).concat(Array.from({ length: end }, (_, i) => `+${i + 1}`));
  const from = numberAt('market.spot');
  const side = key => [[last, from]].concat(shown.map(range => [last + range.horizon_sessions, range[key]]));
  const [up, down] = [color('up'), color('down')];
  return {
    grid: surround({ bottom: 24, right: 100 }),
    xAxis: labelled({ type: 'category', data: days, splitLine: { show: false } }, { interval: 'auto' }),
    yAxis: labelled({ type: 'value', scale: true }, { formatter: formats.level }),
    tooltip: tooltip(items => {
      const position = items[0].dataIndex;
      if (items[0].seriesType === 'candlestick' && position <= last) {
        const [day, ...values] = bars.bars[position];
        return `${calendarDay(day)}\n${['open', 'high', 'low', 'close'].map((name, i) => `${name} ${formats.price(values[i])}`).join('\n')}`;
      }
      const range = shown.find(each => last + each.horizon_sessions === items[0].value[0]);
      return range === undefined ? '' : `${range.horizon_sessions} sessions\n${formats.level(range.lower)} to ${formats.level(range.upper)}`;
    }),
    series: [
      { type: 'candlestick', name: 'prices', data: bars.bars.map(([, open, high, low, close]) => [open, close, low, high]),
        itemStyle: { color: up, color0: down, borderColor: up, borderColor0: down },
        markLine: { silent: true, symbol: 'none', lineStyle: { color: color('quiet'), type: 'dashed', width: 1 },
          label: { color: color('quiet'), fontSize: 11 },
          data: levels.map(([name, path]) => ({ yAxis: numberAt(path), label: { formatter: name, position: 'end' } }))
            .concat(expiriesAhead().map(([name, sessions]) => verticalLine(last + sessions + today, name))) } },
      ...bandSeries('range', side('lower'), side('upper'), color('buyers'), 0.2),
      { type: 'scatter', name: 'spot', symbolSize: 7, data: [[last + after, from]], itemStyle: { color: color('text') } }]
  };
}

// The chart above the tabs; where there are no bars, why.
function renderPrices() {
  const box = document.getElementById('prices');
  const ranges = cone();
  const levels = priceLevels();
  const reason = bars.bars.length === 0 ? bars.reason : ranges.length === 0 ? 'this payload has no ranges.'
    : sessionsAfterBars() === undefined ? 'the prices of this page are of another day or market than the payload; load it again.' : undefined;
  if (reason !== undefined) {
    box.replaceChildren(line('note', 'No price chart: ', reason));
    return;
  }
  const first = fixed('span', 'Prices and the range of the path ahead at 90 %', { class: 'small-title' });
  box.replaceChildren(first, picture('prices', 'Candles of the last sessions, the range the path is expected to stay in, expiries and levels; '
    + 'the figures stand in the tiles.', ranges.flatMap(range => [`${range.path}.lower`, `${range.path}.upper`])
    .concat(levels.map(([, path]) => path), 'market.spot'), () => pricesPicture(ranges, levels, sessionsAfterBars())));
}
