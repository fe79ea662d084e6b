'use strict';
// Search, filters and the fragment of the address. Everything that the page says
// is there without this script; it only hides, opens and counts.
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId('filters');
  if (!form) return;
  const status = byId('status');
  const nothing = byId('nothing');
  const silenced = byId('silenced');
  const every = [...document.querySelectorAll('article')];
  const groups = [...document.querySelectorAll('.group')].map((element) => ({
    element,
    count: element.querySelector('.count'),
    silenced: silenced !== null && silenced.contains(element),
    items: [...element.querySelectorAll('article')].map((article) => ({
      article,
      facets: { ...article.dataset, package: element.dataset.package },
      text: null,
    })),
  }));
  const total = (inSilenced) => groups.reduce((n, g) => n + (g.silenced === inSilenced ? g.items.length : 0), 0);
  const totals = { findings: total(false), silenced: total(true) };

  let waiting = 0;
  const boxes = (name) => [...form.querySelectorAll(`input[name="${name}"]`)];
  const suppressed = boxes('suppressed')[0];
  if (suppressed) suppressed.defaultChecked = form.dataset.suppressed === 'true';

  // clear puts the form back without touching the address.
  function clear() {
    form.reset();
    clearTimeout(waiting);
  }

  // read returns what the form asks for: per facet a set of values, or null for
  // all.
  function read() {
    const chosen = (name) => {
      const all = boxes(name);
      const on = all.filter((box) => box.checked);
      return on.length === all.length ? null : new Set(on.map((box) => box.value));
    };
    const picked = (name) => (form.elements[name].value ? new Set([form.elements[name].value]) : null);
    return {
      words: form.elements.q.value.toLowerCase().split(/[\s;]+/).filter(Boolean),
      facets: {
        severity: chosen('severity'),
        confidence: chosen('confidence'),
        rule: picked('rule'),
        package: picked('package'),
      },
    };
  }

  function matches(item, asked) {
    for (const [name, values] of Object.entries(asked.facets)) {
      if (values && !values.has(item.facets[name])) return false;
    }
    if (asked.words.length === 0) return true;
    item.text ??= item.article.textContent.toLowerCase();
    return asked.words.every((word) => item.text.includes(word));
  }

  function apply() {
    const asked = read();
    const shown = { findings: 0, silenced: 0 };
    const showSilenced = suppressed ? suppressed.checked : false;
    for (const group of groups) {
      let n = 0;
      for (const item of group.items) {
        const fits = (showSilenced || !group.silenced) && matches(item, asked);
        if (item.article.hidden === fits) item.article.hidden = !fits;
        if (fits) n++;
      }
      group.element.hidden = n === 0;
      group.count.textContent = n === group.items.length ? n : `${n} of ${group.items.length}`;
      shown[group.silenced ? 'silenced' : 'findings'] += n;
    }
    if (silenced) silenced.hidden = shown.silenced === 0;
    const possible = totals.findings + (showSilenced ? totals.silenced : 0);
    nothing.hidden = possible === 0 || shown.findings + shown.silenced > 0;
    let text = `${shown.findings} of ${totals.findings} shown`;
    if (totals.silenced) text += `, ${shown.silenced} of ${totals.silenced} suppressed`;
    if (status.textContent !== text) status.textContent = text;
  }

  // The fragment says what differs from the form's beginning, so that a link
  // makes the same view again.
  function toFragment() {
    const params = new URLSearchParams();
    const { facets } = read();
    if (form.elements.q.value.trim()) params.set('q', form.elements.q.value.trim());
    for (const [name, values] of Object.entries(facets)) {
      if (values) params.set(name, [...values].join(','));
    }
    if (suppressed && suppressed.checked !== suppressed.defaultChecked) {
      params.set('suppressed', suppressed.checked ? 'show' : 'hide');
    }
    try {
      history.replaceState(null, '', `#${params}`);
    } catch {
      // Some viewers of files allow no change of the address.
    }
  }

  function fromFragment() {
    const params = new URLSearchParams(location.hash.slice(1));
    clear();
    form.elements.q.value = params.get('q') ?? '';
    for (const name of ['severity', 'confidence']) {
      if (!params.has(name)) continue;
      const on = params.get(name).split(',');
      for (const box of boxes(name)) box.checked = on.includes(box.value);
    }
    for (const name of ['rule', 'package']) {
      const select = form.elements[name];
      select.value = params.get(name) ?? '';
      if (select.selectedIndex < 0) select.selectedIndex = 0;
    }
    if (suppressed && params.has('suppressed')) suppressed.checked = params.get('suppressed') === 'show';
    apply();
  }

  // In a long list the height of what was never in sight is a guess, so the
  // place is right only after some frames.
  function bringIntoSight(article, frames) {
    const before = article.getBoundingClientRect().top;
    article.scrollIntoView();
    if (frames > 0 && (frames > 18 || article.getBoundingClientRect().top !== before)) {
      requestAnimationFrame(() => bringIntoSight(article, frames - 1));
    }
  }

  // A link to one finding opens it, and puts it in sight if a filter hides it.
  function visit() {
    const id = location.hash.slice(1);
    if (id.includes('=') || id === '') {
      fromFragment();
      return;
    }
    const article = byId(id);
    if (!article || !article.matches('article')) return;
    if (article.hidden) {
      clear();
      if (suppressed && silenced.contains(article)) suppressed.checked = true;
      apply();
    }
    article.querySelector('details').open = true;
    bringIntoSight(article, 20);
  }

  function changed() {
    apply();
    toFragment();
  }

  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(changed, 120);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => {
    clearTimeout(waiting);
    waiting = setTimeout(changed, 0);
  });
  byId('again').addEventListener('click', () => {
    form.reset();
    form.elements.q.focus();
  });

  const openAll = (open) => {
    for (const article of every) {
      if (!article.hidden) article.querySelector('details').open = open;
    }
  };
  byId('expand').addEventListener('click', () => openAll(true));
  byId('collapse').addEventListener('click', () => openAll(false));

  // On paper nothing can be opened.
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  // The tables of the summary lead to their findings.
  for (const cell of document.querySelectorAll('[data-filter]')) {
    const link = document.createElement('a');
    link.href = `#${new URLSearchParams({ [cell.dataset.filter]: cell.dataset.key })}`;
    link.textContent = cell.textContent;
    cell.replaceChildren(link);
  }

  addEventListener('hashchange', visit);
  form.hidden = false;
  document.querySelector('.tools').hidden = false;
  clear();
  apply();
  visit();
})();
