// The answer first: a bar that stays in sight, with what a reader acts on.

// The 0.9 range of the whole path to an expiry: where it stands in the payload, or undefined.
function rangeTo(expiry) {
  const i = listAt('seller.ranges').findIndex(range => range.kind === 'PATH' && range.level === 0.9 && range.expiry === expiry);
  return i < 0 ? undefined : `seller.ranges[${i}]`;
}

function nearestExpiry() {
  return ['weekly', 'monthly'].find(kind => known(`session.${kind}_expiry`));
}

function answered(name, ...value) {
  return element('div', { class: 'answer-part' }, fixed('dt', name), element('dd', {}, join(...value)));
}

function lampOf(path) {
  const light = { GREEN: 'up', AMBER: 'amber', RED: 'down' }[at(path)] || 'flat';
  return element('span', { class: `light-${light}` }, element('i', { class: 'lamp', 'aria-hidden': 'true' }));
}

function verdictPart(name, block) {
  return known(`${block}.label`) ? [answered(name, lampOf(`${block}.color`), ' ', shown(`${block}.label`, 'word'))] : [];
}

function spotPart() {
  if (!known('market.spot')) return [];
  return [answered('Spot', shown('market.spot', 'price'), ' ',
    shown('market.spot_change_pct', 'finePercent', { class: quoteTone('market.spot_change_pct') }))];
}

function expiryPart(kind) {
  return [answered('Next expiry', shown(`session.${kind}_expiry`, 'day'),
    ...(known(`session.sessions_to_${kind}`) ? [', ', shown(`session.sessions_to_${kind}`, 'count'), ' sessions'] : []))];
}

function rangePart(range) {
  const expiry = at(`${range}.expiry`);
  const then = before && inPayload(before, () => rangeTo(expiry));
  const record = known(`${range}.coverage.value`)
    ? [element('small', {}, join(' held ', shown(`${range}.coverage.value`, 'percent'), ' of ', shown(`${range}.coverage.n`, 'count')))] : [];
  return [answered('Range to it', shown(`${range}.lower`, 'level'), ...delta(`${range}.lower`, 'points', then && `${then}.lower`), ' to ',
    shown(`${range}.upper`, 'level'), ...delta(`${range}.upper`, 'points', then && `${then}.upper`), ' at ',
    shown(`${range}.level`, 'wholePercent'), ...record)];
}

function movePart() {
  const [ours, theirs] = ['market.expected_move', 'market.expected_move_vix'];
  if (!known(`${ours}.points`)) return [];
  return [answered('Move expected', shown(`${ours}.points`, 'size'), ...delta(`${ours}.points`, 'points', `${ours}.points`), ' points in ', shown(`${ours}.horizon`, 'count'), ' sessions',
    ...(known(`${theirs}.points`) ? [element('small', {}, join(' India VIX prices ', shown(`${theirs}.points`, 'size')))] : []))];
}

function renderAnswer() {
  const kind = nearestExpiry();
  const range = kind === undefined ? undefined : rangeTo(at(`session.${kind}_expiry`));
  document.getElementById('answer').replaceChildren(...spotPart(), ...verdictPart('Selling', 'seller.seller_flag'),
    ...verdictPart('Buying', 'buyer.buyer_environment'), ...(kind === undefined ? [] : expiryPart(kind)),
    ...(range === undefined ? [] : rangePart(range)), ...movePart());
}
