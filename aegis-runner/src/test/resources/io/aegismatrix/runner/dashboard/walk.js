// Every text on the page and in its dialogs: with the path it came from, or as loose words.
const traced = [];
const loose = [];
function walk(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const box = node.parentElement;
    if (node.data.trim() === '' || box.closest('script, style, noscript, svg, [data-path], [data-clock]') !== null) continue;
    if (/\d/.test(node.data)) loose.push(node.data);
  }
  root.querySelectorAll('[data-path]').forEach(each =>
    traced.push({ path: each.dataset.path, format: each.dataset.format, text: each.textContent }));
}
const help = document.getElementById('help');
document.querySelectorAll('.tile-title').forEach(title => {
  title.click();
  walk(help);
  help.close();
});
walk(document.body);
return { traced, loose };
