// The tiles of the sellers tab.

function coverageStrip(path, level) {
  const [value, low, high] = ['value', 'ci_low', 'ci_high'].map(key => numberAt(`${path}.${key}`));
  if (value === undefined) return [];
  const from = Math.min(0.5, Math.floor(10 * Math.min(low, level ?? low)) / 10);
  return [strip({ from, to: 1, low, high, marks: [{ at: value, className: 'mark-value' }, { at: level, className: 'mark-promise' }] })];
}

// Whether touches over so many sessions were foretold better than by past excursions alone.
function breachVerdict(sessions) {
  const paths = listAt('models').flatMap((model, i) => listAt(`models[${i}].skills`).map((skill, j) => `models[${i}].skills[${j}]`))
    .filter(path => at(`${path}.metric`) === `touch_${sessions}.brier_skill`);
  return paths.map(path => line('pair', 'touches: ', skillText(path), ' ', skillVerdict(path)));
}

// Odds no smaller than those of a touch at an end of a range: of the next longer horizon, at the next nearer distance.
function touchAtMost(range, end) {
  return atMost(range, end === 'lower' ? 'down' : 'up', at(`${range}.${end}`));
}

function atMost(range, key, price) {
  const spot = numberAt('market.spot');
  const distance = Math.abs(price - spot) / spot;
  const points = listAt('seller.breach_surface').map((point, i) => Object.assign({ path: `seller.breach_surface[${i}]` }, point));
  const horizon = Math.min(...points.map(point => point.horizon_sessions).filter(sessions => sessions >= at(`${range}.horizon_sessions`)));
  const nearer = points.filter(point => point.horizon_sessions === horizon && point.distance_pct <= distance);
  return nearer.length === 0 ? undefined : `${nearer[nearer.length - 1].path}.${key}`;
}

// What the strike outside an end of a range costs, where the payload prices it: as a path, or undefined.
function premiumOutside(range, end) {
  const list = 'seller.premium_value.expiries';
  const i = listAt(list).findIndex(each => each.expiry === at(`${range}.expiry`));
  const strike = outward(at(`${range}.${end}`), end === 'lower' ? Math.floor : Math.ceil);
  const right = end === 'lower' ? 'PUT' : 'CALL';
  const j = i < 0 ? -1 : listAt(`${list}[${i}].strikes`).findIndex(each => each.right === right && each.strike === strike);
  return j < 0 || numberAt(`${list}[${i}].strikes[${j}].price`) === undefined ? undefined : `${list}[${i}].strikes[${j}]`;
}

// Where selling both strikes outside a range loses at the expiry, with the odds of a close beyond, at most.
function breakEven(range) {
  const [put, call] = ['lower', 'upper'].map(end => premiumOutside(range, end));
  if (put === undefined || call === undefined) return undefined;
  const paid = at(`${put}.price`) + at(`${call}.price`);
  const side = (key, price) => {
    const odds = atMost(range, key, price);
    return [fixed('span', formats.level(price), { 'data-derived': `${put} ${call}` }),
      ...(odds === undefined ? [] : [' (', shown(odds, 'percent'), ')'])];
  };
  return { premium: [shown(`${put}.price`, 'price'), ' + ', shown(`${call}.price`, 'price')],
    ends: [...side('close_down', at(`${put}.strike`) - paid), ' to ', ...side('close_up', at(`${call}.strike`) + paid)] };
}

function soldBoth(ranges) {
  const priced = ranges.filter(range => at(`${range}.level`) === 0.9).map(range => ({ range, even: breakEven(range) }))
    .filter(each => each.even !== undefined);
  return priced.length === 0 ? [] : [table('Both strikes outside the 0.9 range sold', ['Expiry', 'Premium, put + call', 'Breaks even at'],
    priced.map(({ range, even }) => [[shown(`${range}.expiry`, 'day')], even.premium, even.ends])),
  line('note', 'In brackets: odds of a close beyond, at most; both are steps of the breach curve, not between them.')];
}

Object.assign(renderers, {
  edges(tile) {
    const ranges = listAt('seller.ranges').map((range, i) => `seller.ranges[${i}]`)
      .filter(path => at(`${path}.kind`) === 'PATH' && known(`${path}.expiry`)).filter((path, i, all) =>
        all.findIndex(other => ['expiry', 'level'].every(key => at(`${other}.${key}`) === at(`${path}.${key}`))) === i)
      .sort((one, other) => at(`${one}.horizon_sessions`) - at(`${other}.horizon_sessions`));
    const cell = (range, end, format) => {
      const odds = touchAtMost(range, end);
      return [shown(`${range}.${end}`, format), ...(odds === undefined ? [] : [' (', shown(odds, 'percent'), ')'])];
    };
    return [table('Strikes outside the range of the path to each expiry; in brackets the odds of a touch, at most',
      ['Expiry', 'Meant to hold', 'Put strike', 'Call strike', 'Held'], ranges.map(range =>
        [[shown(`${range}.expiry`, 'day')], [shown(`${range}.level`, 'wholePercent')], cell(range, 'lower', 'strikeBelow'),
          cell(range, 'upper', 'strikeAbove'), [shown(`${range}.coverage.value`, 'percent'), ' of ', shown(`${range}.coverage.n`, 'count')]])),
    line('note', 'In brackets: odds of a touch, at most.'), ...soldBoth(ranges)];
  },

  band(tile, { block }) {
    const level = numberAt(`${block}.level`);
    const coverage = `${block}.coverage`;
    return [element('div', { class: 'ends' },
      element('div', {}, fixed('span', 'Lower', { class: 'end-name' }), shown(`${block}.lower`, 'level', { class: 'end-value' }), ...join(delta(`${block}.lower`, 'points', `${block}.lower`))),
      element('div', {}, fixed('span', 'Spot', { class: 'end-name' }), shown('market.spot', 'level', { class: 'end-value end-spot' })),
      element('div', {}, fixed('span', 'Upper', { class: 'end-name' }), shown(`${block}.upper`, 'level', { class: 'end-value' }), ...join(delta(`${block}.upper`, 'points', `${block}.upper`)))),
      priceBand(numberAt(`${block}.lower`), numberAt(`${block}.upper`), []),
      ...(known(`${block}.live`) ? [line('pair', 'published ones held ', coverageText(`${block}.live`))] : []),
      line('under', 'over ', shown(`${block}.horizon_days`, 'count'), ' sessions',
        ...(known(`${block}.level`) ? [', meant to hold ', shown(`${block}.level`, 'wholePercent'), ' of the time'] : [])),
      fixed('p', 'Measured coverage', { class: 'small-title' }),
      ...(known(coverage) ? [...coverageStrip(coverage, level), line('pair', 'held ', coverageText(coverage))]
        : [line('note', 'No measured coverage', ...(known(`${block}.coverage_reason`)
          ? [': ', shown(`${block}.coverage_reason`, 'text')] : [' in this payload.']))])];
  },

  expiry(tile, { block }) {
    return [facts(
      fact('Weekly', shown(`${block}.weekly_expiry`, 'day'), ' · ', shown(`${block}.sessions_to_weekly`, 'count'), ' sessions'),
      fact('Monthly', shown(`${block}.monthly_expiry`, 'day'), ' · ', shown(`${block}.sessions_to_monthly`, 'count'), ' sessions'),
      fact('Next session', shown(`${block}.next_session`, 'day')),
      fact('Lot size', shown(`${block}.lot_size`, 'count'))), ...reasonLine(`${block}.reason`)];
  },

  ranges(tile) {
    const list = listAt('seller.ranges').map((range, i) => Object.assign({ path: `seller.ranges[${i}]` }, range))
      .filter(range => [range.level, range.horizon_sessions, range.lower, range.upper].every(Number.isFinite))
      .sort((a, b) => a.horizon_sessions - b.horizon_sessions);
    const levels = [...new Set(list.map(range => range.level))].sort();
    if (!levels.includes(chosen.get(tile.id))) chosen.set(tile.id, levels.includes(0.9) ? 0.9 : levels[0]);
    const level = chosen.get(tile.id);
    const points = (kind, wanted) => list.filter(range => range.kind === kind && range.level === wanted)
      .map(range => ({ sessions: range.horizon_sessions, lower: range.lower, upper: range.upper }));
    const bands = [...levels].reverse().map(each => ({ name: `path ${formats.wholePercent(each)}`, points: points('PATH', each) }))
      .filter(band => band.points.length > 0);
    const row = range => [
      [shown(`${range.path}.horizon_sessions`, 'count'), ...(range.expiry ? [' (', shown(`${range.path}.expiry`, 'day'), ')'] : [])],
      [shown(`${range.path}.lower`, 'level'), ' to ', shown(`${range.path}.upper`, 'level')],
      range.coverage ? [shown(`${range.path}.coverage.value`, 'percent')] : [MISSING],
      range.coverage ? [shown(`${range.path}.coverage.ci_low`, 'percent'), ' to ', shown(`${range.path}.coverage.ci_high`, 'percent')] : [MISSING],
      range.coverage ? [shown(`${range.path}.coverage.n`, 'count')] : [MISSING]];
    const heads = ['Sessions', 'Range', 'Held', '95 % interval', 'n'];
    const full = [...list].sort((a, b) => b.kind.localeCompare(a.kind) || a.level - b.level || a.horizon_sessions - b.horizon_sessions)
      .map(range => [[shown(`${range.path}.kind`, 'word'), ' ', shown(`${range.path}.level`, 'wholePercent')], ...row(range)]);
    return [choice(tile.id, 'Level', levels.map(each => ({ value: each,
      label: [shown(`${list.find(range => range.level === each).path}.level`, 'wholePercent')] })), () => renderTile(tile)),
    picture(tile.id, 'Nested bands of the path by horizon, and the band of the close; the figures are in the table below.',
      list.filter(range => range.kind === 'PATH' || range.level === level).flatMap(range => [`${range.path}.lower`, `${range.path}.upper`]),
      () => rangesPicture(bands, points('CLOSE', level), numberAt('market.spot')), 'chart-tall'),
    table('Ranges of the whole path at the chosen level, and how often past ones held', heads,
      list.filter(range => range.kind === 'PATH' && range.level === level).map(row)),
    figuresNamed(tile.id, 'Every range', table('Every range and how often past ones held', ['Kind', ...heads], full))];
  },

  breach(tile) {
    const surface = listAt('seller.breach_surface').length > 0 ? 'seller.breach_surface' : 'seller.breach_probabilities';
    const all = listAt(surface).map((point, i) => Object.assign({ path: `${surface}[${i}]` }, point));
    const horizons = [...new Set(all.map(point => point.horizon_sessions))].filter(Number.isFinite);
    const usual = at('seller.breach_probabilities[0].horizon_sessions');
    if (!horizons.includes(chosen.get(tile.id))) chosen.set(tile.id, horizons.includes(usual) ? usual : horizons[0]);
    const points = all.filter(point => point.horizon_sessions === chosen.get(tile.id));
    const finite = value => Number.isFinite(value) ? value : undefined;
    const data = points.map(point => ({ distance: point.distance, touch: finite(point.probability), close: finite(point.close_probability),
      up: finite(point.up), down: finite(point.down) }));
    const keys = ['probability', 'up', 'down', 'close_probability', 'close_up', 'close_down'];
    const rows = points.map(point => [[shown(`${point.path}.distance`, 'count'),
      ...(Number.isFinite(point.distance_pct) ? [' (', shown(`${point.path}.distance_pct`, 'percent'), ')'] : [])],
    ...keys.map(key => [shown(`${point.path}.${key}`, 'percent')])]);
    const options = horizons.map(sessions => ({ value: sessions,
      label: [shown(`${all.find(point => point.horizon_sessions === sessions).path}.horizon_sessions`, 'count')] }));
    return [...(options.length > 1 ? [choice(tile.id, 'Sessions', options, () => renderTile(tile))] : []),
      picture(tile.id, 'Curves of the odds of a touch and of a close beyond, by distance; the figures are in the table below.',
        points.flatMap(point => ['distance', ...keys].map(key => `${point.path}.${key}`)).filter(known),
        () => breachPicture(data, color('accent')), 'chart-tall'),
      ...breachVerdict(chosen.get(tile.id)),
      table('Odds by distance from spot', ['Points', 'Touch', 'above', 'below', 'Close beyond', 'above', 'below'], rows)];
  },

  chain(tile, { block }) {
    const near = `${block}.expiries[0]`;
    return [headline('figure', shown(`${near}.at_the_money_volatility`, 'percent')),
      line('under', 'implied at the money to ', shown(`${near}.expiry`, 'day'), '; the straddle costs ', shown(`${near}.straddle_points`, 'size'),
        ' points, a move of ', shown(`${near}.implied_move_pct`, 'percent')),
      facts(fact('Chain of', shown(`${block}.as_of`, 'marketTime'), ' IST'), fact('Forward', shown(`${near}.forward`, 'price')),
        fact('Puts to calls, open interest', shown(`${near}.put_call_ratio`, 'ratio')),
        fact('Open interest near spot', shown(`${near}.open_interest_near_spot`, 'percent'))),
      table('The chain by expiry', ['Expiry', 'Volatility', 'Put', 'Call', 'Straddle', 'Max pain', 'Puts to calls'],
        expiryRows(`${block}.expiries`, path => [[shown(`${path}.at_the_money_volatility`, 'percent')],
          [shown(`${path}.put_volatility`, 'percent')], [shown(`${path}.call_volatility`, 'percent')],
          [shown(`${path}.straddle_points`, 'size')], [shown(`${path}.max_pain`, 'level')], [shown(`${path}.put_call_ratio`, 'ratio')]])),
      ...reasonsOf(`${block}.expiries`)];
  },

  premium(tile, { block }) {
    const list = `${block}.expiries`;
    const strikes = listAt(list).flatMap((each, i) => listAt(`${list}[${i}].strikes`).map((strike, j) => `${list}[${i}].strikes[${j}]`));
    return [line('under', ...edgeTag(`${block}.edge`), ' ', shown(`${block}.edge_reason`, 'text')),
      table('Implied against forecast volatility', ['Expiry', 'Implied', 'Forecast', 'Ratio'],
        expiryRows(list, path => [[shown(`${path}.implied_volatility`, 'percent')], [shown(`${path}.forecast_volatility`, 'percent')],
          [shown(`${path}.ratio`, 'ratio')]])),
      ...reasonsOf(list),
      figuresNamed(tile.id, 'By strike', table('What strikes cost against what past moves were worth',
        ['Expiry', 'Strike', 'Side', 'Price', 'Worth', 'Ratio'], strikes.map(path =>
          [[shown(path.replace(/\.strikes.*$/, '.expiry'), 'day')], [shown(`${path}.strike`, 'level')], [shown(`${path}.right`, 'word')],
            [shown(`${path}.price`, 'price')], [shown(`${path}.value`, 'price')], [shown(`${path}.ratio`, 'ratio')]])))];
  },

  terms(tile, { block }) {
    const span = `${block}.forward_volatility`;
    const moves = `${block}.event_moves`;
    return [table('Volatility between expiries', ['From', 'To', 'Volatility'], listAt(span).map((each, i) =>
      [[shown(`${span}[${i}].from`, 'day')], [shown(`${span}[${i}].to`, 'day')], [shown(`${span}[${i}].volatility`, 'percent')]])),
    ...reasonsOf(span),
    ...listAt(moves).map((each, i) => line('note', shown(`${moves}[${i}].name`, 'text'), ', ', shown(`${moves}[${i}].session`, 'day'), ': ',
      ...(known(`${moves}[${i}].move_pct`) ? ['a move of ', shown(`${moves}[${i}].move_pct`, 'percent'), ' is priced']
        : [shown(`${moves}[${i}].reason`, 'text')])))];
  },

  skew(tile, { block }) {
    const net = numberAt(`${block}.net_skew`);
    const proxy = at(`${block}.source.kind`) === 'PROXY';
    return [headline('figure', shown(`${block}.net_skew`, 'signedScore'), fixed('span', net > 0 ? (proxy ? 'falls wider' : 'puts dearer') : net < 0 ? (proxy ? 'rises wider' : 'calls dearer') : 'even', { class: 'tag' })),
      strip({ from: -1, to: 1, zero: 0, low: Math.min(0, net), high: Math.max(0, net), className: 'strip-tall' }),
      line('pair', proxy ? 'past rises wider to the left, past falls to the right' : 'calls dearer to the left, puts to the right'),
      facts(fact('Put skew', shown(`${block}.put_skew`, 'signedScore')), fact('Call skew', shown(`${block}.call_skew`, 'signedScore')),
        fact('Method', shown(`${block}.method`, 'word')),
        ...(known(`${block}.expiry`) ? [fact('Expiry', shown(`${block}.expiry`, 'day')), fact('Put, at the money, call',
          shown(`${block}.put_volatility`, 'percent'), ', ', shown(`${block}.at_the_money_volatility`, 'percent'), ', ',
          shown(`${block}.call_volatility`, 'percent'))] : []))];
  },

  zone(tile, { block }) {
    return [headline('words', shown(`${block}.lower`, 'level'), ' to ', shown(`${block}.upper`, 'level')),
      priceBand(numberAt(`${block}.lower`), numberAt(`${block}.upper`), [{ at: numberAt(`${block}.strike`), className: 'mark-value' }]),
      line('pair', 'spot ', shown('market.spot', 'level')),
      facts(fact('Past closes inside', shown(`${block}.confidence`, 'percent')), fact('Method', shown(`${block}.method`, 'word')),
        ...(known(`${block}.strike`) ? [fact('Strike', shown(`${block}.strike`, 'level'))] : []),
        ...(known(`${block}.expiry`) ? [fact('Expiry', shown(`${block}.expiry`, 'day'))] : [])),
      ...(known(`${block}.confidence_record`) ? [line('pair', 'record ', coverageText(`${block}.confidence_record`)),
        facts(partsOfRecord(`${block}.confidence_record`))] : []),
      ...reasonLine(`${block}.confidence_reason`)];
  },

  classes(tile, { block }) {
    const rows = ['low', 'medium', 'high'].map(key => {
      const value = numberAt(`${block}.probabilities.${key}`);
      return element('li', {}, fixed('span', word(key.toUpperCase()), { class: 'part-name' }),
        strip({ from: 0, to: 1, low: value === undefined ? undefined : 0, high: value, className: 'strip-part' }),
        element('span', { class: 'part-value' }, shown(`${block}.probabilities.${key}`, 'percent')));
    });
    return [headline('words', shown(`${block}.label`, 'word'), ...edgeTag(`${block}.edge`)), element('ul', { class: 'parts' }, rows),
      facts(fact('Persistence', shown(`${block}.persistence`, 'percent')))];
  }
});
