// What the option market says, and how models and forecasts have lately done: tiles that list what was computed.

function expiryRows(list, cells) {
  return listAt(list).map((each, i) => [[shown(`${list}[${i}].expiry`, 'day')], ...cells(`${list}[${i}]`)]);
}

function reasonsOf(list) {
  return listAt(list).flatMap((each, i) => reasonLine(`${list}[${i}].reason`));
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

  outcomes(tile) {
    const rows = pastRanges();
    const live = 'seller.safe_range.live';
    const stated = known(live) ? [line('pair', 'Ranges written down before held ', coverageText(live))] : [];
    if (rows.length === 0) return [line('note', whyNoOutcomes()), ...stated];
    const done = rows.filter(row => row.state !== 'still running');
    return [line('pair', `${done.filter(row => row.state === 'held').length} of ${done.length} held; nine of ten were promised.`),
      table('Ranges stated for the next five sessions against what happened', ['Stated', 'Range', 'Lowest to highest', 'Outcome'], rows.map(row =>
        [[calendarDay(row.day)], [`${formats.level(row.lower)} to ${formats.level(row.upper)}`, outcomeStrip(row)],
          [`${formats.level(row.low)} to ${formats.level(row.high)}`],
          [fixed('span', row.state, { class: row.state.startsWith('broke') ? 'tag tag-worse' : 'tag' })]])), ...stated];
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

  strikes(tile, { block }) {
    const indexes = listAt(`${block}.strikes`).map((each, i) => i)
      .filter(i => ['strike', 'net'].every(key => numberAt(`${block}.strikes[${i}].${key}`) !== undefined));
    const bars = indexes.map(i => ({ strike: numberAt(`${block}.strikes[${i}].strike`), net: numberAt(`${block}.strikes[${i}].net`) }));
    return [line('under', 'to ', shown(`${block}.expiry`, 'day'), '; calls outweigh puts by ', shown(`${block}.balance`, 'signedScore'), ' of all; ', shown(`${block}.total`, 'size'), ' rupees a percent in all'),
      line('note', shown(`${block}.assumption`, 'word')),
      picture(tile.id, 'Bars of the gamma of open interest by strike; the figures are in the table below.',
        indexes.flatMap(i => [`${block}.strikes[${i}].strike`, `${block}.strikes[${i}].net`]), () => strikesPicture(bars)),
      figures(tile.id, table('Gamma by strike, rupees a percent', ['Strike', 'Net'], indexes.map(i =>
        [[shown(`${block}.strikes[${i}].strike`, 'level')], [shown(`${block}.strikes[${i}].net`, 'size')]])))];
  },

  events(tile, { list }) {
    return [table('Known events ahead', ['Session', 'Event', 'Variance, times usual', 'From'], listAt(list).map((each, i) =>
      [[shown(`${list}[${i}].session`, 'day')], [shown(`${list}[${i}].name`, 'text')],
        [shown(`${list}[${i}].variance_multiplier`, 'ratio')], [shown(`${list}[${i}].n`, 'count'), ' past ones']]))];
  },

  live(tile, { block }) {
    if (!known(`${block}.sessions`)) return [line('note', 'No forecast written down before its outcome is known yet.'), ...reasonLine(`${block}.source.reason`)];
    const skills = listAt('models').flatMap((model, i) => listAt(`models[${i}].live`).map((each, j) => `models[${i}].live[${j}]`));
    return [facts(fact('Sessions with an outcome', shown(`${block}.sessions`, 'count')),
      fact('From', shown(`${block}.first_session`, 'day')), fact('To', shown(`${block}.last_session`, 'day')),
      fact('Written down later', shown(`${block}.replayed`, 'count'))),
    ...(skills.length === 0 ? [] : [table('Live skill, of forecasts written down before their outcome',
      ['Score', 'Skill', 'Interval', 'Against', 'n'], skills.map(path => [[shown(`${path}.metric`, 'word')],
        [shown(`${path}.value`, skillFormat(path))], [shown(`${path}.ci_low`, skillFormat(path)), ' to ',
          shown(`${path}.ci_high`, skillFormat(path))], [shown(`${path}.baseline_name`, 'word')], [shown(`${path}.n`, 'count')]]))])];
  },

  drift() {
    const indexes = listAt('models').map((model, i) => i).filter(i => known(`models[${i}].drift`));
    if (indexes.length === 0) return [line('note', 'This payload watches no model.')];
    const moved = value => value === true ? 'yes' : value === false ? 'no' : MISSING;
    return [table('How unlike the training the market is', ['Model', 'Knows today', 'Drifted', 'Outside', 'Moved most'], indexes.map(i => {
      const path = `models[${i}].drift`;
      return [[shown(`models[${i}].model`, 'word')], [moved(at(`${path}.out_of_distribution`) === false)], [moved(at(`${path}.drifted`))],
        [shown(`${path}.outside_share`, 'percent')], [shown(`${path}.worst_feature`, 'word')]];
    }))];
  },

  horizons(tile, { horizons }) {
    const rows = horizons.filter(id => known(`direction.horizons.${id}.direction`)).map(id => {
      const path = `direction.horizons.${id}`;
      return [[shown(`${path}.label`, 'text')], edgeTag(`${path}.edge`),
        [shown(`${path}.probabilities.up`, 'percent'), ' (', shown(`${path}.lean.up`, 'signedPercent'), ')'],
        [shown(`${path}.probabilities.down`, 'percent'), ' (', shown(`${path}.lean.down`, 'signedPercent'), ')'],
        [shown(`${path}.expected_move_points`, 'size')],
        [shown(`${path}.interval.low_points`, 'points'), ' to ', shown(`${path}.interval.high_points`, 'points')]];
    });
    return [table('Odds and sizes by horizon; in brackets how far from their usual rate',
      ['Until', 'Odds', 'Up', 'Down', 'Size', 'Interval'], rows),
    figuresNamed(`${tile.id}-usual`, 'Usual rates', table('Usual rates and expected returns by horizon',
      ['Until', 'Called', 'Conviction', 'Flat', 'Usually down, flat, up', 'Return'], horizons.filter(id => known(`direction.horizons.${id}.direction`)).map(id => {
        const path = `direction.horizons.${id}`;
        return [[shown(`${path}.label`, 'text')], [shown(`${path}.direction`, 'word')], [shown(`${path}.conviction`, 'percent')],
          [shown(`${path}.probabilities.neutral`, 'percent'), ' (', shown(`${path}.lean.neutral`, 'signedPercent'), ')'],
          [shown(`${path}.base_rates.down`, 'percent'), ', ', shown(`${path}.base_rates.neutral`, 'percent'), ', ',
            shown(`${path}.base_rates.up`, 'percent')], [shown(`${path}.expected_return`, 'finePercent')]];
      })))];
  }
});
