// The tiles of the record tab: how forecasts have done, and what they were made from.

// Whether what looked wrong names days, and all of them are before the year that percentiles and channels look back over.
function isPast(detail) {
  const days = String(detail).match(/\d{4}-\d{2}-\d{2}/g) || [];
  const from = Date.parse(at(newestPath())) - 366 * 86_400_000;
  return days.length > 0 && days.every(day => Date.parse(day) < from);
}

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

Object.assign(renderers, {
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

  models(tile, { engine }) {
    const indexes = listAt('models').map((model, i) => i).filter(i => at(`models[${i}].engine`) === engine);
    if (indexes.length === 0) return [line('note', 'This payload names no model of this engine.')];
    const reach = Math.max(0.02, ...indexes.flatMap(i => ['ci_low', 'ci_high', 'value'].map(key =>
      Math.abs(numberAt(`models[${i}].skill.${key}`) ?? 0))));
    return [element('div', { class: 'cards' }, indexes.map(i => modelCard(`models[${i}]`, reach, `${tile.id}-${i}`)))];
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
});
