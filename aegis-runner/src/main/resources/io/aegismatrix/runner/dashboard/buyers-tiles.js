// The tiles of the buyers tab.

Object.assign(renderers, {
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
  }
});
