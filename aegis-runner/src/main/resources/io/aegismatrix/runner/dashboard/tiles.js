// One renderer for each kind of tile the catalogue names. Each gives the tile's body from payload paths.

const SIDES = [['down', 'Down', '▼'], ['neutral', 'Flat', '■'], ['up', 'Up', '▲']];

function headline(className, ...parts) {
  return line(`headline ${className}`, ...parts);
}

function reasonLine(path) {
  return known(path) ? [line('note', shown(path, 'text'))] : [];
}

function parts(path) {
  const list = listAt(path);
  const rows = list.map((part, i) => {
    const base = `${path}[${i}]`;
    const value = numberAt(`${base}.value`);
    return element('li', {}, shown(`${base}.name`, 'word', { class: 'part-name' }),
      strip({ from: 0, to: 1, low: value === undefined ? undefined : 0, high: value, className: 'strip-part' }),
      element('span', { class: 'part-value' }, shown(`${base}.value`, 'score'),
        join(' × ', shown(`${base}.weight`, 'wholePercent'))),
      known(`${base}.reason`) ? shown(`${base}.reason`, 'text', { class: 'note part-reason' }) : undefined);
  });
  return element('ul', { class: 'parts' }, rows);
}

function contributions(id, path) {
  const list = listAt(path);
  if (list.length === 0) return [];
  const most = Math.max(...list.map(each => Math.abs(each.value) || 0));
  const rows = list.map((each, i) => [[shown(`${path}[${i}].feature`, 'word')],
    [shown(`${path}[${i}].value`, 'contribution'), strip({ from: -most, to: most, zero: 0,
      low: Math.min(0, each.value), high: Math.max(0, each.value), className: `strip-inline strip-${tone(each.value)}` })]]);
  return [figuresNamed(`${id}-why`, 'What moved the score', table('What each feature added to the score, in log odds', ['Feature', 'Effect'], rows))];
}

function figuresNamed(id, name, content) {
  const made = figures(id, content);
  made.querySelector('summary').textContent = name;
  return made;
}

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

// Below five hundredths of a percent a change is none.
function quoteTone(path) {
  const value = numberAt(path);
  return value === undefined || Math.abs(value) < 0.0005 ? 'flat' : tone(value);
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

function gaugeTop(values) {
  const most = Math.max(...values.filter(value => value !== undefined));
  return most > 0.5 ? 1 : most > 0.25 ? 0.5 : 0.25;
}

function labelTone(path) {
  return { CALM: 'up', LOW: 'flat', FAVOURABLE: 'up', CAUTION: 'amber', MEDIUM: 'amber', HOSTILE: 'down', HIGH: 'down' }[at(path)] || 'accent';
}

function skillVerdict(path) {
  const [baseline, low, high] = ['baseline', 'ci_low', 'ci_high'].map(key => numberAt(`${path}.${key}`));
  if (baseline === undefined || low === undefined || high === undefined) return fixed('span', 'not judged', { class: 'tag' });
  if (low > baseline) return fixed('span', 'better than the baseline', { class: 'tag tag-edge' });
  return high < baseline ? fixed('span', 'worse than the baseline', { class: 'tag tag-worse' })
    : fixed('span', 'no better', { class: 'tag tag-no-edge' });
}

function skillFormat(path) {
  return String(at(`${path}.metric`)).endsWith('_skill') ? 'signedPercent' : 'ratio';
}

function skillText(path) {
  const format = skillFormat(path);
  return join(shown(`${path}.value`, format), ' (95 % interval ', shown(`${path}.ci_low`, format), ' to ',
    shown(`${path}.ci_high`, format), ', n ', shown(`${path}.n`, 'count'), ')');
}

function coverageText(path) {
  return join(shown(`${path}.value`, 'percent'), ' of ', shown(`${path}.n`, 'count'), ' (95 % interval ',
    shown(`${path}.ci_low`, 'percent'), ' to ', shown(`${path}.ci_high`, 'percent'), ')');
}

function coverageStrip(path, level) {
  const [value, low, high] = ['value', 'ci_low', 'ci_high'].map(key => numberAt(`${path}.${key}`));
  if (value === undefined) return [];
  const from = Math.min(0.5, Math.floor(10 * Math.min(low, level ?? low)) / 10);
  return [strip({ from, to: 1, low, high, marks: [{ at: value, className: 'mark-value' }, { at: level, className: 'mark-promise' }] })];
}

function priceBand(lower, upper, marks, className) {
  const spot = numberAt('market.spot');
  const ends = [lower, upper].concat(marks.map(mark => mark.at), spot).filter(value => value !== undefined);
  const margin = 0.08 * (Math.max(...ends) - Math.min(...ends) || 1);
  return strip({ from: Math.min(...ends) - margin, to: Math.max(...ends) + margin, low: lower, high: upper,
    marks: marks.concat({ at: spot, className: 'mark-spot' }), className: `strip-tall ${className || ''}` });
}

// Facts as the catalogue has them: a name, then words and [path, format] pairs.
function factsOf(rows) {
  return facts(rows.map(([name, ...value]) => fact(name, ...value.map(part => typeof part === 'string' ? part : shown(...part)))));
}

// Whether touches over so many sessions were foretold better than by past excursions alone.
function breachVerdict(sessions) {
  const paths = listAt('models').flatMap((model, i) => listAt(`models[${i}].skills`).map((skill, j) => `models[${i}].skills[${j}]`))
    .filter(path => at(`${path}.metric`) === `touch_${sessions}.brier_skill`);
  return paths.map(path => line('pair', 'touches: ', skillText(path), ' ', skillVerdict(path)));
}

// A record's parts: of walks forward, and of sessions after the training.
function partsOfRecord(path) {
  return [['Walking forward', `${path}.walk_forward`], ['Since the training', `${path}.since_training`]].filter(([, part]) => known(`${part}.n`))
    .map(([name, part]) => fact(name, coverageText(part)));
}

// Whether what looked wrong names days, and all of them are before the year that percentiles and channels look back over.
function isPast(detail) {
  const days = String(detail).match(/\d{4}-\d{2}-\d{2}/g) || [];
  const from = Date.parse(at(newestPath())) - 366 * 86_400_000;
  return days.length > 0 && days.every(day => Date.parse(day) < from);
}

const renderers = {
  quote(tile, { value, change, share, reason, plain, facts: rows }) {
    const move = numberAt(change);
    const arrow = move === undefined || move === 0 ? '' : move > 0 ? '▲ ' : '▼ ';
    return [headline('figure', shown(value, 'price'), ...delta(value, 'signedPrice', value)),
      line(`under ${plain ? 'flat' : quoteTone(share)}`, fixed('span', arrow, { 'aria-hidden': 'true' }), shown(change, 'signedPrice'), ' (',
        shown(share, 'finePercent'), ')'),
      factsOf(rows),
      ...(reason ? reasonLine(reason) : [])];
  },

  regime(tile, { label, facts: rows }) {
    return [headline('words', shown(label, 'word')), factsOf(rows)];
  },

  dial(tile, { value, base, label, edge, top, format, parts: made, contributions: why, word: name, tone: lit }) {
    const end = top || gaugeTop([numberAt(value), base === undefined ? undefined : numberAt(base)]);
    const stroke = lit || (label && !base ? labelTone(label) : 'accent');
    const paths = [value, base].filter(path => path !== undefined && numberAt(path) !== undefined);
    return [element('div', { class: 'dial' }, picture(tile.id, `Dial of the ${name}; the figures stand below it.`, paths,
      box => dialPicture(numberAt(value) ?? 0, base === undefined ? undefined : numberAt(base), end, format === 'score', color(stroke),
        box.clientWidth),
      'chart-dial'),
    headline('centre', shown(value, format), ...delta(value, format === 'score' ? 'signedScore' : 'signedPercent', value)),
    line('under centre', ...(label ? [tag(label), ' '] : []), ...(edge ? [...edgeTag(edge), ' '] : []),
      ...(base === undefined ? [] : ['usually ', shown(base, format)]))),
    ...(made ? [figuresNamed(`${tile.id}-parts`, 'Made of', element('div', {}, parts(made)))] : []), ...(why ? contributions(tile.id, why) : [])];
  },

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
  },

  models(tile, { engine }) {
    const indexes = listAt('models').map((model, i) => i).filter(i => at(`models[${i}].engine`) === engine);
    if (indexes.length === 0) return [line('note', 'This payload names no model of this engine.')];
    const reach = Math.max(0.02, ...indexes.flatMap(i => ['ci_low', 'ci_high', 'value'].map(key =>
      Math.abs(numberAt(`models[${i}].skill.${key}`) ?? 0))));
    return [element('div', { class: 'cards' }, indexes.map(i => modelCard(`models[${i}]`, reach, `${tile.id}-${i}`)))];
  },

  guide(tile, { steps }) {
    return [element('ol', { class: 'steps' }, steps.map(step => fixed('li', step)))];
  },

  verdict(tile, { block }) {
    const light = { GREEN: 'up', AMBER: 'amber', RED: 'down' }[at(`${block}.color`)] || 'flat';
    const reasons = listAt(`${block}.reasons`);
    return [headline(`light light-${light}`, element('i', { class: 'lamp', 'aria-hidden': 'true' }), shown(`${block}.label`, 'word')),
      line('under', 'traffic light: ', shown(`${block}.color`, 'word')),
      ...(reasons.length === 0 ? [] : [element('ul', { class: 'reasons' },
        reasons.map((reason, i) => element('li', {}, shown(`${block}.reasons[${i}]`, 'word'))))])];
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

  rate(tile, { value, detail, level }) {
    return [headline('figure', shown(value, 'percent')),
      ...(known(`${detail}.ci_low`) ? [strip({ from: 0, to: 1, low: numberAt(`${detail}.ci_low`), high: numberAt(`${detail}.ci_high`),
        marks: [{ at: numberAt(value), className: 'mark-value' }]
          .concat(level ? { at: numberAt(level), className: 'mark-promise' } : []) }),
      line('pair', '95 % interval ', shown(`${detail}.ci_low`, 'percent'), ' to ', shown(`${detail}.ci_high`, 'percent')),
      facts(fact('Cases', shown(`${detail}.n`, 'count')), fact('Window', shown(`${detail}.window`, 'count'), ' sessions'),
        ...(level && known(level) ? [fact('Promised', shown(level, 'wholePercent'))] : []),
        ...partsOfRecord(detail))]
        : [line('note', 'No record behind this rate in this payload.')])];
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

  odds(tile, { score, label, base, edge, facts: rows, note, contributions: why, fold }) {
    const [value, usual] = [numberAt(score), numberAt(base)];
    const top = gaugeTop([value, usual]);
    if (fold && at(edge) === 'NO_EDGE' && value === usual) {
      return [headline('no-edge', tag(edge, 'tag-plain')), line('under', shown(score, 'percent'), ', as often as ever'), ...reasonLine(note)];
    }
    return [headline('figure', shown(score, 'percent'), tag(label), ...edgeTag(edge)),
      strip({ from: 0, to: top, low: 0, high: value, marks: [{ at: usual, className: 'mark-promise' }], className: 'strip-tall' }),
      line('pair', ...(known(base) ? ['usually ', shown(base, 'percent')] : ['usual rate not in this payload'])),
      factsOf(rows),
      ...reasonLine(note), ...contributions(tile.id, why)];
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
  },

  sides(tile, { block }) {
    const [down, up] = [numberAt(`${block}.down_prob`), numberAt(`${block}.up_prob`)];
    const base = numberAt(`${block}.base_rate`);
    const edge = at(`${block}.edge`);
    const side = up > down ? 'up' : 'down';
    const head = edge === 'NO_EDGE' ? headline('no-edge', tag(`${block}.edge`, 'tag-plain'))
      : headline(side, fixed('span', up > down ? '▲ Up' : '▼ Down'), ...edgeTag(`${block}.edge`));
    return [head, splitBar([{ tone: 'down', value: down }, { tone: 'up', value: up }], base === undefined ? [] : [1 - base, base]),
      element('div', { class: 'odds odds-two' },
        element('div', { class: 'odd odd-down' }, join(fixed('span', '▼ ', { 'aria-hidden': 'true' }), 'Down '),
          shown(`${block}.down_prob`, 'percent', { class: 'odd-value' })),
        element('div', { class: 'odd odd-up' }, join(fixed('span', '▲ ', { 'aria-hidden': 'true' }), 'Up '),
          shown(`${block}.up_prob`, 'percent', { class: 'odd-value' }))),
      facts(fact('Up, usually', shown(`${block}.base_rate`, 'percent')), fact('Learnt from', shown(`${block}.n`, 'count'), ' breakouts'))];
  },

  theta(tile, { block }) {
    const [low, high, middle] = ['p05_pct', 'p95_pct', 'expected_edge_pct'].map(key => numberAt(`${block}.${key}`));
    const spread = low !== undefined && high !== undefined;
    return [headline('words', shown(`${block}.label`, 'word'), ...edgeTag(`${block}.edge`)),
      ...(spread ? [strip({ from: Math.min(-1, low), to: Math.max(1, 1.1 * high), low, high, zero: 0,
        marks: [{ at: middle, className: 'mark-value' }], className: 'strip-tall' }),
      line('pair', shown(`${block}.p05_pct`, 'signedPercent'), ' to ', shown(`${block}.p95_pct`, 'signedPercent'), ' of the premium')] : []),
      facts(fact('Expected', shown(`${block}.expected_edge_pct`, 'signedPercent'), ' of the premium'),
        fact('Wins', shown(`${block}.win_probability`, 'percent'), ', usually ', shown(`${block}.base_rate`, 'percent')),
        fact('Score (fair is one half)', shown(`${block}.score`, 'score')), fact('Priced by', shown(`${block}.method`, 'word')),
        fact('Premium, of spot', shown(`${block}.premium_pct`, 'percent')))];
  },

  days(tile, { list }) {
    const indexes = listAt(list).map((day, i) => i).filter(i => numberAt(`${list}[${i}].score`) !== undefined);
    if (indexes.length === 0) return [line('note', 'No day has odds.'), ...reasonLine(`${list}[0].source.reason`)];
    const days = indexes.map(i => ({ offset: at(`${list}[${i}].day_offset`), score: numberAt(`${list}[${i}].score`),
      base: numberAt(`${list}[${i}].base_rate`), edge: at(`${list}[${i}].edge`) !== 'NO_EDGE' }));
    const rows = listAt(list).map((day, i) => [['D+', shown(`${list}[${i}].day_offset`, 'count')],
      [shown(`${list}[${i}].score`, 'percent')], [shown(`${list}[${i}].base_rate`, 'percent')], [shown(`${list}[${i}].label`, 'word')],
      edgeTag(`${list}[${i}].edge`), [known(`${list}[${i}].source.kind`) ? shown(`${list}[${i}].source.kind`, 'word') : 'not stated']]);
    return [picture(tile.id, 'Bars of the breakout odds of the next five sessions beside their usual rates; the figures are in the table below.',
      indexes.flatMap(i => [`${list}[${i}].score`, `${list}[${i}].base_rate`]).filter(known), () => daysPicture(days)),
      figures(tile.id, table('Breakout odds by session', ['Session', 'Odds', 'Usually', 'Label', 'Edge', 'Source'], rows))];
  },

  windows(tile, { list }) {
    const share = listAt(list).some(each => Number.isFinite(each.variance_share)) ? 'variance_share' : 'score';
    const indexes = listAt(list).map((each, i) => i).filter(i => numberAt(`${list}[${i}].${share}`) !== undefined
      && typeof at(`${list}[${i}].window`) === 'string');
    const windows = indexes.map(i => ({ window: at(`${list}[${i}].window`), share: numberAt(`${list}[${i}].${share}`) }));
    const rows = indexes.map(i => [[shown(`${list}[${i}].window`, 'text')], [shown(`${list}[${i}].variance_share`, 'percent')],
      [shown(`${list}[${i}].score`, 'score')], [shown(`${list}[${i}].sessions`, 'count')]]);
    return [picture(tile.id, 'Bars of how much of a session\'s variance falls into each half hour; the figures are in the table below.',
      indexes.map(i => `${list}[${i}].${share}`), () => windowsPicture(windows)),
      line('note', 'Market time, 09:15 to 15:30 IST.'),
      figures(tile.id, table('Activity by window', ['Window', 'Share of variance', 'Score', 'Sessions'], rows))];
  },

  levels(tile, { block }) {
    return [element('div', { class: 'ends' },
      element('div', {}, fixed('span', 'Lower', { class: 'end-name' }), shown(`${block}.lower`, 'level', { class: 'end-value down' })),
      element('div', {}, fixed('span', 'Spot', { class: 'end-name' }), shown('market.spot', 'level', { class: 'end-value end-spot' })),
      element('div', {}, fixed('span', 'Upper', { class: 'end-name' }), shown(`${block}.upper`, 'level', { class: 'end-value up' }))),
      priceBand(numberAt(`${block}.lower`), numberAt(`${block}.upper`), [
        { at: numberAt(`${block}.donchian_lower`), className: 'mark-value' }, { at: numberAt(`${block}.donchian_upper`), className: 'mark-value' }]),
      facts(fact('Odds of a touch', shown(`${block}.touch_probability`, 'percent')),
        fact('Nearer level', shown(`${block}.distance_sigma`, 'ratio'), ' deviations away'),
        fact('Channel, 20 sessions', shown(`${block}.donchian_lower`, 'level'), ' to ', shown(`${block}.donchian_upper`, 'level')))];
  },

  data() {
    const rows = listAt('data_quality.sources').map((source, i) => {
      const base = `data_quality.sources[${i}]`;
      return [[shown(`${base}.instrument`, 'word')], [shown(`${base}.kind`, 'word')], [shown(`${base}.name`, 'text')],
        [shown(`${base}.as_of`, 'marketTime'), ' IST'], [shown(`${base}.age_seconds`, 'duration')],
        [shown(`${base}.level`, 'count')], [shown(`${base}.attempts`, 'count')]];
    });
    const told = listAt('data_quality.anomalies').map((anomaly, i) => ({ past: isPast(anomaly.detail), row: element('li', {},
      shown(`data_quality.anomalies[${i}].code`, 'word', { class: 'anomaly' }), join(': ', shown(`data_quality.anomalies[${i}].detail`, 'text'))) }));
    const [anomalies, older] = [told.filter(each => !each.past), told.filter(each => each.past)].map(list => list.map(each => each.row));
    return [facts(fact('When published', shown('data_quality.freshness', 'word')), fact('Sessions present', shown('data_quality.completeness', 'percent')),
      fact('Market', shown('session.state', 'word'), ', session of ', shown('session.date', 'day'))),
    ...(rows.length === 0 ? [line('note', 'No source is named.')] : [table('Where each series came from',
      ['Series', 'Kind', 'Source', 'As of', 'Age then', 'Fallback', 'Tries'], rows)]),
    ...(anomalies.length === 0 ? [line('note', 'Nothing looked wrong.')]
      : [fixed('p', 'What looked wrong', { class: 'small-title' }), element('ul', { class: 'reasons' }, anomalies)]),
    ...(older.length === 0 ? [] : [figuresNamed('data-older', `Of more than a year ago: ${older.length}`, element('ul', { class: 'reasons' }, older))])];
  },

  run() {
    const stages = Object.keys(at('timings_ms') || {}).filter(stage => /^[A-Za-z0-9_]+$/.test(stage));
    return [facts(fact('Made', shown('generated_at', 'marketTime'), ' IST'), fact('Run', shown('run_id', 'text')),
      fact('Payload version', shown('schema_version', 'text')), fact('Underlying', shown('underlying', 'word'))),
    ...(stages.length === 0 ? [] : [table('How long each stage took', ['Stage', 'Time'],
      stages.map(stage => [[word(stage)], [shown(`timings_ms.${stage}`, 'count'), ' ms']]))])];
  }
};

function modelCard(path, reach, id) {
  const skill = `${path}.skill`;
  const head = element('div', { class: 'card-head' }, shown(`${path}.model`, 'word', { class: 'card-name' }),
    ...(at(`${path}.in_sample`) === true ? [fixed('span', 'in sample: ignore its figures', { class: 'tag tag-worse' })] : []),
    known(skill) ? skillVerdict(skill) : fixed('span', 'not measured', { class: 'tag' }));
  const body = known(skill)
    ? [strip({ from: -reach, to: reach, zero: 0, low: numberAt(`${skill}.ci_low`), high: numberAt(`${skill}.ci_high`),
      marks: [{ at: numberAt(`${skill}.value`), className: 'mark-value' }] }),
    line('pair', shown(`${skill}.metric`, 'word'), ' ', skillText(skill), ' against ', shown(`${skill}.baseline_name`, 'word'))]
    : reasonLine(`${path}.skill_reason`);
  const rows = listAt(`${path}.skills`).map((each, i) => {
    const base = `${path}.skills[${i}]`;
    const format = skillFormat(base);
    return [[shown(`${base}.metric`, 'word')], [shown(`${base}.value`, format)],
      [shown(`${base}.ci_low`, format), ' to ', shown(`${base}.ci_high`, format)], [shown(`${base}.baseline_name`, 'word')],
      [shown(`${base}.n`, 'count')], [skillVerdict(base)]];
  });
  const about = facts(fact('Version', shown(`${path}.version`, 'text')), fact('Trained through', shown(`${path}.trained_through`, 'day')),
    fact('Trained', shown(`${path}.trained_at`, 'marketTime'), ' IST'), fact('Age', shown(`${path}.age_days`, 'count'), ' days'),
    fact('Rows', shown(`${path}.rows`, 'count')), fact('Seed', shown(`${path}.seed`, 'plain')));
  return element('section', { class: 'card' }, head, body, figuresNamed(id, 'Card and every score',
    element('div', {}, about, rows.length === 0 ? undefined : table('Every measured score of this model',
      ['Score', 'Skill', '95 % interval', 'Against', 'n', 'Verdict'], rows))));
}
