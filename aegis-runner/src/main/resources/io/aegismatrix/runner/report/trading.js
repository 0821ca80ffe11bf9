'use strict';
(() => {
  const trading = JSON.parse(document.getElementById('metrics').textContent).trading;
  if (!trading) return;
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const make = (tag, text) => { const node = document.createElement(tag); if (text !== undefined) node.textContent = text; return node; };
  const percent = (value, digits) => value === undefined ? '–' : (100 * value).toFixed(digits) + ' %';
  const decimal = value => value === undefined ? '–' : value.toFixed(2);

  const section = make('section');
  section.id = 'trading';
  section.append(make('h2', 'Trading view'),
    make('p', `What simple rules on these forecasts would have earned from ${trading.test_from} to ${trading.test_to}, after costs; the models learned from ${trading.trained_from} on, each only up to its own refit. Honest if they lose. Returns are on the value of the index; on the margin a broker asks for, gains and losses look several times as large.`));
  const box = make('div');
  box.className = 'chart';
  section.append(box);

  const columns = [['rule', rule => rule.name], ['trades', rule => rule.trades],
    ['win rate', rule => percent(rule.win_rate, 1)], ['mean trade', rule => percent(rule.mean_trade, 3)],
    ['a year', rule => percent(rule.annual_return, 2)], ['volatility', rule => percent(rule.annual_volatility, 2)],
    ['Sharpe', rule => decimal(rule.sharpe)], ['95 % interval', rule => `${decimal(rule.sharpe_low)} to ${decimal(rule.sharpe_high)}`],
    ['deflated', rule => decimal(rule.deflated_sharpe)], ['drawdown', rule => percent(rule.maximum_drawdown, 1)],
    ['worst', rule => percent(rule.worst_trade, 2)], ['tail 5 %', rule => percent(rule.tail_mean, 2)],
    ['skewness', rule => decimal(rule.skewness)], ['turnover', rule => decimal(rule.turnover)],
    ['costs', rule => percent(rule.costs, 2)], ['premium', rule => percent(rule.premium, 3)]];
  const table = make('table');
  const line = (cells, tag) => {
    const row = make('tr');
    cells.forEach((cell, i) => { const one = make(tag, cell); one.style.textAlign = i === 0 ? 'left' : 'right'; one.style.whiteSpace = 'nowrap'; row.append(one); });
    table.append(row);
    return row;
  };
  line(columns.map(column => column[0]), 'th');
  trading.rules.forEach(rule => {
    const row = line(columns.map(column => column[1](rule)), 'td');
    row.title = rule.description;
    if (rule.comparator) row.style.color = css('--quiet');
  });
  const scroll = make('div');
  scroll.className = 'scroll';
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', 'Rules');
  scroll.append(table);
  section.append(scroll, make('p', `${trading.trials} trials; comparators are grey. Probability of back-test overfitting ${percent(trading.overfitting.probability, 0)} over ${trading.overfitting.splits.toLocaleString('en')} splits; noise alone gives 50 %.`));

  const verdicts = make('ul');
  trading.rules.filter(rule => !rule.comparator).forEach(rule => {
    const item = make('li');
    item.append(make('b', rule.name), ` (${rule.description}): ${rule.verdict}`);
    verdicts.append(item);
  });
  const assumptions = make('ul');
  trading.assumptions.forEach(words => assumptions.append(make('li', words)));
  section.append(verdicts, make('p', 'What this rests on:'), assumptions);
  const charts = document.getElementById('charts') || document.body;
  charts.prepend(section);

  const quiet = css('--quiet');
  const axis = { axisLabel: { color: quiet }, nameTextStyle: { color: quiet }, splitLine: { lineStyle: { color: css('--line') } } };
  const shown = trading.rules.filter(rule => !rule.comparator || rule.name === 'buy_and_hold');
  const drawn = echarts.init(box, null, { renderer: 'svg' });
  drawn.setOption({
    color: ['#5b8def', '#e07b39', '#3fae75', '#c265b4', '#a8943a', '#4fb3c4'], aria: { enabled: true }, animation: false, tooltip: { trigger: 'axis' },
    legend: { textStyle: { color: quiet }, type: 'scroll' }, grid: { left: 64, right: 24, bottom: 48, top: 72 },
    xAxis: Object.assign({ type: 'time' }, axis), yAxis: Object.assign({ type: 'value', name: 'equity, from 1', scale: true }, axis),
    series: shown.map(rule => ({ type: 'line', name: rule.name, symbol: 'none', data: rule.equity,
      lineStyle: rule.comparator ? { type: 'dashed', width: 1 } : { width: 2 } })) });
  addEventListener('resize', () => drawn.resize());
})();
