// The pictures: Apache ECharts, drawn once their tab is seen and again when theme or size change.

const drawn = new Map();

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function axis(more) {
  const quiet = color('quiet');
  return Object.assign({ axisLabel: { color: quiet, fontSize: 11, hideOverlap: true }, nameTextStyle: { color: quiet, fontSize: 11 },
    axisLine: { lineStyle: { color: color('line') } }, axisTick: { show: false },
    splitLine: { lineStyle: { color: color('line'), opacity: 0.6 } } }, more);
}

function labelled(more, label) {
  const made = axis(more);
  made.axisLabel = Object.assign({}, made.axisLabel, label);
  return made;
}

function tooltip(formatter) {
  return { trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: color('tile'), borderColor: color('line'),
    textStyle: { color: color('text'), fontSize: 12 }, formatter };
}

function legend() {
  return { type: 'scroll', bottom: 0, pageIconSize: 10, pageTextStyle: { color: color('quiet') }, itemWidth: 12, itemHeight: 8, itemGap: 8, textStyle: { color: color('quiet'), fontSize: 11 } };
}

function surround(more) {
  return Object.assign({ left: 8, right: 16, top: 16, bottom: 46, containLabel: true }, more);
}

// A band between two lines: the lower one unseen, the distance to the upper stacked on it.
function bandSeries(name, lows, highs, fill, opacity) {
  const line = { type: 'line', symbol: 'none', lineStyle: { opacity: 0 }, silent: true, stack: name, stackStrategy: 'all' };
  return [
    Object.assign({}, line, { name: `${name} low`, data: lows, tooltip: { show: false } }),
    Object.assign({}, line, { name, data: highs.map((point, i) => [point[0], point[1] - lows[i][1]]),
      areaStyle: { color: fill, opacity }, itemStyle: { color: fill, opacity: Math.min(1, 2 * opacity) } })];
}

function edgeLine(name, data, stroke, more) {
  return Object.assign({ type: 'line', name, data, symbol: 'circle', symbolSize: 5, itemStyle: { color: stroke },
    lineStyle: { color: stroke, width: 1.5 } }, more);
}

function levelLine(value, name) {
  return { silent: true, symbol: 'none', data: [{ yAxis: value }], lineStyle: { color: color('quiet'), type: 'dashed', width: 1 },
    label: { formatter: name, position: 'insideEndBottom', color: color('quiet'), fontSize: 11 } };
}

// The label beside the bars, where none hides it.
function aboveBars(line) {
  line.label.position = 'insideStartTop';
  return Object.assign(line, { z: 10 });
}

function dialPicture(value, base, top, whole, stroke, width) {
  const marks = base === undefined ? [] : [{ value: base }];
  const track = { show: true, roundCap: false, lineStyle: { width: 14, color: [[1, color('line')]] } };
  const dial = { type: 'gauge', startAngle: 180, endAngle: 0, min: 0, max: top, radius: Math.min(100, width / 2 - 4), center: ['50%', 108],
    splitNumber: 1, axisTick: { show: false }, splitLine: { show: false }, detail: { show: false }, title: { show: false } };
  return {
    series: [
      Object.assign({}, dial, { axisLine: track, pointer: { show: false },
        progress: { show: true, width: 14, itemStyle: { color: stroke } },
        axisLabel: { distance: 0, padding: [34, 0, 0, 0], color: color('quiet'), fontSize: 11,
          formatter: whole ? formats.count : formats.wholePercent },
        data: [{ value }] }),
      Object.assign({}, dial, { axisLine: { show: false }, axisLabel: { show: false }, progress: { show: false },
        pointer: { show: true, icon: 'rect', width: 3, length: 22, offsetCenter: [0, '-82%'], itemStyle: { color: color('text') } },
        data: marks })]
  };
}

// An axis of distances from spot whose ticks are round prices.
function roundPrices(low, high, spot) {
  const step = [100, 200, 500, 1_000, 2_000, 5_000].find(each => (high - low) / each <= 7);
  if (spot === undefined || step === undefined) return {};
  const round = (value, rounded) => step * rounded((spot + value) / step) - spot;
  return { min: round(low, Math.floor), max: round(high, Math.ceil), interval: step };
}

function fanPicture(points, spot) {
  const lows = [[0, 0]].concat(points.map(point => [point.sessions, point.low]));
  const highs = [[0, 0]].concat(points.map(point => [point.sessions, point.high]));
  const fill = color('accent');
  const level = value => spot === undefined ? formats.points(value) : formats.level(spot + value);
  return {
    grid: surround(), legend: Object.assign(legend(), { data: ['interval', 'low end', 'high end'] }),
    xAxis: labelled({ type: 'value', min: 0, max: points[points.length - 1].sessions, name: 'sessions ahead', nameLocation: 'middle',
      nameGap: 24, splitLine: { show: false }, interval: 5 }),
    yAxis: labelled(Object.assign({ type: 'value', scale: true }, roundPrices(Math.min(...points.map(point => point.low)),
      Math.max(...points.map(point => point.high)), spot)), { formatter: level }),
    tooltip: tooltip(items => {
      const point = points.find(each => each.sessions === items[0].value[0]);
      return point === undefined ? '' : `${point.name}\n${formats.points(point.low)} to ${formats.points(point.high)} points`;
    }),
    series: [...bandSeries('interval', lows, highs, fill, 0.18),
      edgeLine('low end', lows, color('down')), edgeLine('high end', highs, color('up'), { markLine: levelLine(0, 'spot') })]
  };
}

function volatilityPicture(bars, implied) {
  return {
    grid: surround({ bottom: 24 }),
    xAxis: axis({ type: 'category', data: bars.map(bar => String(bar.sessions)), name: 'sessions ahead', nameLocation: 'middle', nameGap: 24 }),
    yAxis: labelled({ type: 'value', min: 0 }, { formatter: formats.wholePercent }),
    tooltip: tooltip(items => `${items[0].name} sessions\n${formats.percent(items[0].value)}`),
    series: [{ type: 'bar', name: 'forecast', barMaxWidth: 36, data: bars.map(bar => bar.value), itemStyle: { color: color('accent') },
      markLine: implied === undefined ? undefined : aboveBars(levelLine(implied, 'India VIX')) }]
  };
}

function rangesPicture(bands, closes, spot) {
  const fill = color('accent');
  const all = bands.flatMap(band => band.points).concat(closes);
  const last = Math.max(...all.map(point => point.sessions));
  const ends = (points, end) => (spot === undefined ? [] : [[0, spot]]).concat(points.map(point => [point.sessions, point[end]]));
  const dashed = { symbol: 'none', lineStyle: { color: color('text'), type: 'dashed', width: 1.2 } };
  return {
    grid: surround(),
    legend: Object.assign(legend(), { data: bands.map(band => band.name).concat('close') }),
    xAxis: labelled({ type: 'value', min: 0, max: last, name: 'sessions ahead', nameLocation: 'middle', nameGap: 24,
      splitLine: { show: false }, interval: 5 }),
    yAxis: labelled({ type: 'value', scale: true }, { formatter: formats.level }),
    tooltip: tooltip(items => {
      const sessions = items[0].value[0];
      const rows = bands.map(band => [band.name, band.points.find(point => point.sessions === sessions)]).filter(row => row[1]);
      return rows.map(([name, point]) => `${name}: ${formats.level(point.lower)} to ${formats.level(point.upper)}`).join('\n');
    }),
    series: bands.flatMap((band, i) => bandSeries(band.name, ends(band.points, 'lower'), ends(band.points, 'upper'), fill, 0.12 + 0.08 * i))
      .concat([
        edgeLine('close', ends(closes, 'lower'), color('text'), dashed),
        edgeLine('close', ends(closes, 'upper'), color('text'), Object.assign({}, dashed,
          spot === undefined ? {} : { markLine: levelLine(spot, 'spot') }))])
  };
}

function breachPicture(points, accent) {
  const curve = (name, key, stroke, more) => edgeLine(name, points.filter(point => point[key] !== undefined)
    .map(point => [point.distance, point[key]]), stroke, more);
  const side = (name, key, type) => curve(name, key, color('quiet'), { symbol: 'none', lineStyle: { color: color('quiet'), width: 1.2, type } });
  const series = [curve('touch', 'touch', accent), curve('close', 'close', color('text'), { symbol: 'rect' }),
    side('touch above', 'up', 'dotted'), side('touch below', 'down', 'dashed')].filter(each => each.data.length > 0);
  return {
    grid: surround(), legend: Object.assign(legend(), { data: series.map(each => each.name) }),
    xAxis: labelled({ type: 'value', min: 0, name: 'points from spot', nameLocation: 'middle', nameGap: 24, splitLine: { show: false } },
      { formatter: formats.level }),
    yAxis: labelled({ type: 'value', min: 0, max: 1 }, { formatter: formats.wholePercent }),
    tooltip: tooltip(items => `${formats.level(items[0].value[0])} points\n`
      + items.map(item => `${item.seriesName}: ${formats.percent(item.value[1])}`).join('\n')),
    series
  };
}

function daysPicture(days) {
  const bar = day => ({ value: day.score, itemStyle: day.edge
    ? { color: color('accent') } : { color: 'transparent', borderColor: color('quiet'), borderWidth: 1.5, borderType: 'dashed' } });
  return {
    grid: surround({ bottom: 30 }), legend: Object.assign(legend(), { data: ['odds', 'usual rate'] }),
    xAxis: axis({ type: 'category', data: days.map(day => `D+${day.offset}`) }),
    yAxis: labelled({ type: 'value', min: 0 }, { formatter: formats.wholePercent }),
    tooltip: tooltip(items => `${items[0].name}\n` + items.filter(item => item.value !== undefined)
      .map(item => `${item.seriesName}: ${formats.percent(item.value)}`).join('\n')),
    series: [{ type: 'bar', name: 'odds', barMaxWidth: 44, itemStyle: { color: color('accent') }, data: days.map(bar) },
      { type: 'scatter', name: 'usual rate', symbol: 'rect', symbolSize: [44, 3], itemStyle: { color: color('text') },
        data: days.map(day => day.base) }]
  };
}

function strikesPicture(bars) {
  return {
    grid: surround({ bottom: 8 }),
    xAxis: labelled({ type: 'category', data: bars.map(bar => String(bar.strike)) }, { interval: 'auto' }),
    yAxis: labelled({ type: 'value' }, { formatter: value => `${formats.tenth(value / 1e6)} m` }),
    tooltip: tooltip(items => `${items[0].name}\n${formats.size(items[0].value)}`),
    series: [{ type: 'bar', name: 'net gamma', data: bars.map(bar => bar.net), itemStyle: { color: color('accent') } }]
  };
}

function windowsPicture(windows) {
  return {
    grid: surround({ bottom: 8 }),
    xAxis: labelled({ type: 'category', data: windows.map(each => each.window.slice(0, 5)) }, { interval: 'auto' }),
    yAxis: labelled({ type: 'value', min: 0 }, { formatter: formats.wholePercent }),
    tooltip: tooltip(items => `${windows[items[0].dataIndex].window}\n${formats.percent(items[0].value)} of the variance`),
    series: [{ type: 'bar', name: 'share of variance', barMaxWidth: 36, itemStyle: { color: color('accent') },
      data: windows.map(each => each.share) }]
  };
}

// Draws what is visible and not drawn yet.
function drawPictures() {
  if (typeof echarts === 'undefined') return;
  pictures.forEach((draw, id) => {
    const box = document.getElementById(id);
    if (box === null || box.offsetParent === null || drawn.has(id)) return;
    const chart = echarts.init(box, null, { renderer: 'svg' });
    const text = { fontFamily: getComputedStyle(document.body).fontFamily };
    chart.setOption(Object.assign({ animation: false, textStyle: text }, draw(box)));
    drawn.set(id, chart);
  });
}

function forgetPictures() {
  drawn.forEach(chart => chart.dispose());
  drawn.clear();
}
