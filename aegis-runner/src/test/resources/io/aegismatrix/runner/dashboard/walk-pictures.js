// The pictures on the open tab: the paths they say they draw, and the numbers they were given.
return [...document.querySelectorAll('.chart')].filter(box => box.offsetParent !== null).map(box => {
  const chart = echarts.getInstanceByDom(box);
  const series = chart === undefined ? [] : chart.getOption().series;
  return { id: box.id, label: box.getAttribute('aria-label'), paths: box.dataset.paths.split(' ').filter(path => path !== ''),
    marks: box.querySelectorAll('svg path').length,
    values: series.flatMap(each => (each.data || []).map(point => point !== null && typeof point === 'object' && !Array.isArray(point)
      ? point.value : point)).flatMap(value => Array.isArray(value) ? [{ across: value[0], value: value[1] }] : [{ value }])
      .filter(point => point.value !== undefined && point.value !== null && point.value !== '-') };
});
