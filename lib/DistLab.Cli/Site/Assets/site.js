// Everything here is an addition: without scripts the page reads the same, with the static figures and the system's theme.
(() => {
  'use strict';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark';
  const remember = value => { try { localStorage.setItem('distlab-theme', value); } catch { /* a file:// page may have no storage */ } };
  try { const kept = localStorage.getItem('distlab-theme'); if (kept) root.dataset.theme = kept; } catch { /* as above */ }

  const toggle = document.querySelector('.theme');
  const label = () => { toggle.textContent = isDark() ? 'Light' : 'Dark'; };
  if (toggle) {
    label();
    toggle.hidden = false;
    toggle.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      remember(root.dataset.theme);
      label();
      redrawAll();
    });
    system.addEventListener('change', () => { label(); redrawAll(); });
  }

  // A figure's data carries the light palette; on a dark page each of its colours becomes its dark twin.
  const twins = {
    '2e54cb': '648fff', 'd97720': 'fe9a3a', '048966': '69efd3', '4f2a61': '9d68a0', '8b630a': 'fee79b', '2a8ecd': 'a3d1f5', '812838': 'e84b59', '52525f': '9ba0ae',
    '9d5614': 'fe9a3a', '047759': '69efd3', '88610a': 'fee79b', '206fa0': 'a3d1f5',
    'fcfcfb': '15181d', 'ffffff': '15181d', 'e1e4e8': '2c323b', 'f1f3f5': '1e2229', '1c212b': 'edeff2', '4b5462': 'b3bac5', '636c7a': '8f98a6',
    '9aa2ae': '5b6470', 'e6e8eb': '272c34', '747d8b': '9aa3b0', 'c3152f': 'ff7272', 'fbe7e8': '2f1b20', '00704f': '4ccfa6'
  };
  const hex = part => Number(part).toString(16).padStart(2, '0');
  const bytes = code => [0, 2, 4].map(i => parseInt(code.slice(i, i + 2), 16));
  const darker = text => {
    const plain = /^#([0-9a-f]{6})$/i.exec(text);
    if (plain) return '#' + (twins[plain[1].toLowerCase()] || plain[1]);
    const parts = /^rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*([\d.]+)\s*)?\)$/i.exec(text);
    if (!parts) return text;
    const twin = twins[hex(parts[1]) + hex(parts[2]) + hex(parts[3])];
    return twin ? `rgba(${bytes(twin).join(',')},${parts[4] === undefined ? 1 : parts[4]})` : text;
  };
  const recolour = value => {
    if (typeof value === 'string') return darker(value);
    if (Array.isArray(value)) return value.map(recolour);
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, recolour(item)]));
    return value;
  };

  let library;
  const load = source => library ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = source;
    script.onload = () => done(window.Plotly);
    script.onerror = () => { library = undefined; failed(new Error('plotly.js did not load')); };
    document.head.append(script);
  });

  const themed = figure => {
    const style = getComputedStyle(root);
    const colour = name => style.getPropertyValue(name).trim();
    const copy = isDark() ? recolour(figure) : structuredClone(figure);
    const layout = copy.layout || {};
    layout.paper_bgcolor = layout.plot_bgcolor = colour('--page');
    layout.font = { ...layout.font, color: colour('--ink'), family: getComputedStyle(document.body).fontFamily };
    for (const axis of Object.keys(layout).filter(key => /^[xy]axis\d*$/.test(key))) {
      layout[axis] = { ...layout[axis], gridcolor: colour('--rule'), linecolor: colour('--quiet'), tickcolor: colour('--quiet'), zerolinecolor: colour('--quiet') };
    }
    layout.hoverlabel = { bgcolor: colour('--tint'), bordercolor: colour('--quiet'), font: { color: colour('--ink') } };
    layout.autosize = true;
    delete layout.width;
    return { data: copy.data, layout };
  };

  const open = new Set();
  const draw = (Plotly, plot) => {
    const { data, layout } = themed(plot.figure);
    layout.height = plot.height;
    return Plotly.react(plot.live, data, layout, { responsive: true, displaylogo: false });
  };
  const redrawAll = () => { if (window.Plotly) for (const plot of open) draw(window.Plotly, plot); };

  for (const holder of document.querySelectorAll('figure.plot')) {
    const button = holder.querySelector('button');
    const data = holder.querySelector('script[type="application/json"]');
    if (!button || !data) continue;
    const canvas = holder.querySelector('.canvas');
    const still = canvas.firstElementChild;
    const said = holder.querySelector('[role=status]');
    const plot = { figure: JSON.parse(data.textContent), live: document.createElement('div'), height: 420 };
    plot.live.className = 'live';
    button.hidden = false;
    button.addEventListener('click', async () => {
      if (open.has(plot)) {
        open.delete(plot);
        window.Plotly.purge(plot.live);
        plot.live.replaceWith(still);
        button.setAttribute('aria-pressed', 'false');
        said.textContent = '';
        return;
      }
      try {
        const Plotly = await load(button.dataset.library);
        plot.height = Math.max(300, Math.round(still.getBoundingClientRect().height));
        still.replaceWith(plot.live);
        open.add(plot);
        await draw(Plotly, plot);
        button.setAttribute('aria-pressed', 'true');
        said.textContent = 'Drag to zoom, double-click to reset, point to read values.';
      } catch (error) {
        open.delete(plot);
        if (plot.live.isConnected) plot.live.replaceWith(still);
        said.textContent = 'The interactive figure could not be drawn; the picture stays. ' + error.message;
      }
    });
  }
})();
