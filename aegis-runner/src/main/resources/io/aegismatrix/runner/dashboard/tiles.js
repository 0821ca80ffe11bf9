// What the tiles of several tabs share, and the renderers they have in common: each gives a tile's body from payload paths.

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

// Below five hundredths of a percent a change is none.
function quoteTone(path) {
  const value = numberAt(path);
  return value === undefined || Math.abs(value) < 0.0005 ? 'flat' : tone(value);
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

// A record's parts: of walks forward, and of sessions after the training.
function partsOfRecord(path) {
  return [['Walking forward', `${path}.walk_forward`], ['Since the training', `${path}.since_training`]].filter(([, part]) => known(`${part}.n`))
    .map(([name, part]) => fact(name, coverageText(part)));
}

function expiryRows(list, cells) {
  return listAt(list).map((each, i) => [[shown(`${list}[${i}].expiry`, 'day')], ...cells(`${list}[${i}]`)]);
}

function reasonsOf(list) {
  return listAt(list).flatMap((each, i) => reasonLine(`${list}[${i}].reason`));
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
  }
};
