// The tiles of the direction tab.

function interval(block) {
  const low = numberAt(`${block}.interval.low_points`);
  const high = numberAt(`${block}.interval.high_points`);
  if (low === undefined || high === undefined) return [line('note', 'No interval in this payload.')];
  const reach = 1.15 * Math.max(Math.abs(low), Math.abs(high));
  return [fixed('p', at(`${block}.move_reference`) === 'SPOT' ? 'Interval of the move from here'
    : 'Interval of the move from the last close', { class: 'small-title' }),
    strip({ from: -reach, to: reach, low, high, zero: 0, className: 'strip-tall' }),
    line('pair', shown(`${block}.interval.low_points`, 'points'), ' to ', shown(`${block}.interval.high_points`, 'points'),
      ' points at ', shown(`${block}.interval.level`, 'wholePercent'))];
}

function odds(block) {
  const present = SIDES.every(([side]) => numberAt(`${block}.probabilities.${side}`) !== undefined);
  if (!present) return [];
  const usual = SIDES.map(([side]) => numberAt(`${block}.base_rates.${side}`));
  const bar = splitBar(SIDES.map(([side]) => ({ tone: side, value: numberAt(`${block}.probabilities.${side}`) })),
    usual.includes(undefined) ? [] : usual);
  const cells = SIDES.map(([side, name, arrow]) => element('div', { class: `odd odd-${side}` },
    join(fixed('span', `${arrow} `, { 'aria-hidden': 'true' }), fixed('span', `${name} `, { class: 'odd-name' })),
    shown(`${block}.probabilities.${side}`, 'percent', { class: 'odd-value' }),
    known(`${block}.base_rates.${side}`)
      ? element('span', { class: 'odd-usual' }, join('usually ', shown(`${block}.base_rates.${side}`, 'percent'))) : undefined));
  return [bar, element('div', { class: 'odds' }, cells)];
}

// How far the odds of the side are from their usual rate: all that is information in them.
function leanText(block) {
  const side = String(at(`${block}.direction`)).toLowerCase();
  return ['odds of ', shown(`${block}.probabilities.${side}`, 'percent'), ', ', shown(`${block}.lean.${side}`, 'signedPercent'),
    ' from the usual rate'];
}

function outlookHead(block) {
  const edge = at(`${block}.edge`);
  const conviction = ['conviction ', shown(`${block}.conviction`, 'percent')];
  if (edge === 'NO_EDGE') {
    return [headline('no-edge', tag(`${block}.edge`, 'tag-plain')), line('under', 'past frequencies, not a signal')];
  }
  const side = { UP: 'up', DOWN: 'down' }[at(`${block}.direction`)] || 'flat';
  return [headline(side, ...direction(`${block}.direction`), shown(`${block}.direction`, 'word'), ...edgeTag(`${block}.edge`)),
    line('under', ...(known(`${block}.lean`) ? leanText(block) : conviction), ...(edge === undefined || edge === null ? ['; edge not measured'] : []))];
}

Object.assign(renderers, {
  outlook(tile, { block, today }) {
    const running = at('session.state') === 'OPEN';
    const more = today
      ? [...(running ? [fact('Passed of the day’s usual variance', shown(`${block}.session_fraction`, 'percent')),
        ...(known(`${block}.clock_fraction`) ? [fact('Passed of its hours', shown(`${block}.clock_fraction`, 'percent'))] : [])] : []),
      fact('Volatility score', shown(`${block}.intraday_volatility_score`, 'score')),
        fact('Newest datum', shown(`${block}.last_update`, 'marketTime'), ' IST')]
      : [fact('Expected return', shown(`${block}.expected_return`, 'finePercent')),
        ...(known(`${block}.skill`) ? [fact('Skill of the odds', shown(`${block}.skill.value`, skillFormat(`${block}.skill`)),
          ' (', shown(`${block}.skill.ci_low`, 'signedPercent'), ' to ', shown(`${block}.skill.ci_high`, 'signedPercent'),
          '), n ', shown(`${block}.skill.n`, 'count'))] : [])];
    const night = today && known(`${block}.preopen.gap`)
      ? [fact('Gap expected', shown(`${block}.preopen.gap.expected_points`, 'points'), ' points (',
        shown(`${block}.preopen.gap.low_points`, 'points'), ' to ', shown(`${block}.preopen.gap.high_points`, 'points'), ')'),
      fact('Level of the gap’s interval', shown(`${block}.preopen.gap.level`, 'wholePercent')),
      fact('Range of the day', shown(`${block}.preopen.range.lower`, 'level'), ' to ', shown(`${block}.preopen.range.upper`, 'level'), ' at ',
        shown(`${block}.preopen.range.level`, 'wholePercent')),
      fact('S&P 500 since our close', shown(`${block}.preopen.us_return`, 'signedPercent'), ', VIX ',
        shown(`${block}.preopen.us_vix_change`, 'signedPercent'), ', of ', shown(`${block}.preopen.us_as_of`, 'marketDay')),
      fact('Volatility with the night', shown(`${block}.preopen.volatility`, 'percent')),
      fact('From open to close', edgeTag(`${block}.preopen.open_to_close_edge`))]
      : [];
    const soFar = today && running && known(`${block}.reference_points`)
      ? [line('note', 'Day so far ', shown('market.spot_change', 'points'), '; the odds are of a close beyond yesterday’s, ',
        shown(`${block}.reference_points`, 'level'))] : [];
    return [...outlookHead(block), ...soFar, ...odds(block), ...interval(block),
      facts(...night, fact('Expected size', shown(`${block}.expected_move_points`, 'size'), ' points'), ...more)];
  },

  fan(tile) {
    const horizons = [1, 3, 5, 10, 20, 40].filter(sessions => known(`direction.horizons.t${sessions}.interval`));
    const points = horizons.map(sessions => {
      const block = `direction.horizons.t${sessions}`;
      return { sessions, name: word(String(at(`${block}.label`) ?? `${sessions} sessions`)),
        low: numberAt(`${block}.interval.low_points`), high: numberAt(`${block}.interval.high_points`) };
    });
    const paths = horizons.flatMap(sessions => ['low_points', 'high_points']
      .map(end => `direction.horizons.t${sessions}.interval.${end}`));
    const rows = horizons.map(sessions => {
      const block = `direction.horizons.t${sessions}`;
      return [[key(block, 'T+'), ' ', shown(`${block}.label`, 'text')], [shown(`${block}.interval.low_points`, 'points')],
        [shown(`${block}.interval.high_points`, 'points')], [shown(`${block}.interval.level`, 'wholePercent')],
        [shown(`${block}.expected_move_points`, 'size')], edgeTag(`${block}.edge`)];
    });
    return [picture(tile.id, 'Fan of the intervals over six horizons around spot; the figures are in the table below.', paths,
      () => fanPicture(points, numberAt('market.spot')), 'chart-tall'),
      figures(tile.id, table('Intervals of the move by horizon, points from spot',
        ['Horizon', 'Low end', 'High end', 'Level', 'Expected size', 'Direction'], rows))];
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
  },

  volatility(tile) {
    const keys = ['h1', 'h5', 'h10', 'h20', 'h30'].filter(key => numberAt(`market.forecast_volatility.${key}`) !== undefined);
    const bars = keys.map(key => ({ sessions: Number(key.slice(1)), value: numberAt(`market.forecast_volatility.${key}`) }));
    const vix = numberAt('market.vix');
    const move = block => [shown(`${block}.points`, 'size'), ' points (', shown(`${block}.pct`, 'percent'), ') over ',
      shown(`${block}.horizon`, 'count'), ' sessions'];
    return [...(bars.length === 0 ? [] : [picture(tile.id,
      'Bars of the volatility forecast by horizon, with India VIX as a line; the figures are in the table below.',
      keys.map(key => `market.forecast_volatility.${key}`).concat(vix === undefined ? [] : 'market.vix'),
      () => volatilityPicture(bars, vix === undefined ? undefined : vix / 100))]),
      facts(fact('One deviation by forecast', ...move('market.expected_move')),
        fact('One deviation by India VIX', ...move('market.expected_move_vix'))),
      figures(tile.id, table('Volatility forecast, a year', ['Sessions ahead', 'Volatility'],
        keys.map(name => [[key(`market.forecast_volatility.${name}`, '')], [shown(`market.forecast_volatility.${name}`, 'percent')]])
          .concat(vix === undefined ? [] : [[['India VIX, points'], [shown('market.vix', 'price')]]])))];
  }
});
