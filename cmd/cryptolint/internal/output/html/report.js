'use strict';
// The order, search, filters and the fragment of the address. Everything that the
// page says is there without this script; it only moves, hides, opens and counts.
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId('filters');
  if (!form) return;
  const status = byId('status');
  const nothing = byId('nothing');
  const silenced = byId('silenced');
  const every = [...document.querySelectorAll('article')];
  const items = every.map((article) => ({
    article,
    facets: article.dataset,
    place: Number(article.dataset.place),
    silenced: silenced !== null && silenced.contains(article),
    text: null,
  }));
  const count = (inSilenced) => items.filter((item) => item.silenced === inSilenced).length;
  const totals = { findings: count(false), silenced: count(true) };
  const fold = form.closest('details');
  // On a small screen the findings come first; the rest is one touch away.
  const narrow = matchMedia('(width < 60rem)').matches;

  const boxes = (name) => [...form.querySelectorAll(`input[name="${name}"]`)];

  // group makes a group of what is already there, or an empty one.
  function group(element, inSilenced) {
    return { element, silenced: inSilenced, count: element.querySelector('.count'), items: [] };
  }
  let groups = [...document.querySelectorAll('.group')].map((element) => {
    const made = group(element, silenced !== null && silenced.contains(element));
    made.items = items.filter((item) => element.contains(item.article));
    return made;
  });

  // The page comes in the order of severity.
  const ranks = boxes('severity').map((box) => box.value);
  const rank = (item) => ranks.indexOf(item.facets.severity);
  const ruleNames = new Map([...form.elements.rule.options].map((option) => [option.value, option.textContent]));
  const orders = {
    severity: { compare: rank, heading: (key) => key[0].toUpperCase() + key.slice(1) },
    package: { compare: () => 0, heading: (key) => key },
    rule: { compare: (item) => item.facets.rule, heading: (key) => ruleNames.get(key) ?? key },
  };
  let order = 'severity';

  // arrange puts the findings in groups by one of the orders.
  function arrange(name) {
    if (name === order) return;
    order = name;
    const { compare, heading } = orders[name];
    const by = (key) => (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
    const sorted = [...items].sort((a, b) => by(compare)(a, b) || (name === 'rule' ? rank(a) - rank(b) : 0) || a.place - b.place);
    const old = groups;
    groups = [];
    const made = new Map();
    for (const item of sorted) {
      const key = item.facets[name];
      const id = `${item.silenced} ${key}`;
      if (!made.has(id)) {
        const element = old[0].element.cloneNode(false);
        const title = old[0].element.querySelector('h3').cloneNode(true);
        title.firstChild.data = `${heading(key)} `;
        element.append(title);
        made.set(id, group(element, item.silenced));
        groups.push(made.get(id));
      }
      made.get(id).items.push(item);
    }
    const parents = new Map(old.map((g) => [g.silenced, g.element.parentElement]));
    for (const g of old) g.element.remove();
    for (const g of groups) {
      g.element.append(...g.items.map((item) => item.article));
      parents.get(g.silenced).append(g.element);
    }
  }

  let waiting = 0;
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
    arrange(form.elements.order.value);
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
    if (order !== 'severity') params.set('order', order);
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
    for (const name of ['rule', 'package', 'order']) {
      const select = form.elements[name];
      select.value = params.get(name) ?? select.options[0].value;
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
      if (id !== '') fold.open = true; // so that one sees why findings are missing
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
  if (narrow) {
    for (const details of document.querySelectorAll('details.fold')) details.open = false;
  }
  fold.hidden = false;
  document.querySelector('.tools').hidden = false;
  clear();
  apply();
  visit();
})();
