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

  // A figure of ours carries light colours, and in layout.meta.dark the dark twin of each.
  const recolour = text => {
    const dark = JSON.parse(text).layout?.meta?.dark || {};
    return text.replace(/#[0-9a-f]{6}/gi, colour => dark[colour.toUpperCase()] || dark[colour.toLowerCase()] || colour);
  };

  let library;
  const load = source => library ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = source;
    script.onload = () => done(window.Plotly);
    script.onerror = () => { library = undefined; failed(new Error('plotly.js did not load')); };
    document.head.append(script);
  });

  const themed = text => {
    const style = getComputedStyle(root);
    const colour = name => style.getPropertyValue(name).trim();
    const figure = JSON.parse(isDark() ? recolour(text) : text);
    const layout = figure.layout ||= {};
    if (!layout.meta?.dark) {
      layout.font = { ...layout.font, color: colour('--ink') };
      for (const axis of ['xaxis', 'yaxis', ...Object.keys(layout).filter(key => /^[xy]axis\d+$/.test(key))]) {
        layout[axis] = { gridcolor: colour('--rule'), linecolor: colour('--quiet'), zerolinecolor: colour('--quiet'), ...layout[axis] };
      }
    }
    layout.paper_bgcolor = layout.plot_bgcolor = colour('--page');
    layout.hoverlabel = { bgcolor: colour('--tint'), bordercolor: colour('--quiet'), font: { color: colour('--ink') } };
    layout.autosize = true;
    delete layout.width;
    figure.config = { ...figure.config, responsive: true, displaylogo: false };
    return figure;
  };

  const open = new Set();
  const draw = (Plotly, plot) => {
    const { data, layout, config } = themed(plot.text);
    layout.height = plot.height;
    return Plotly.react(plot.live, data, layout, config);
  };
  const redrawAll = () => { if (window.Plotly) for (const plot of open) draw(window.Plotly, plot); };

  for (const holder of document.querySelectorAll('figure.plot')) {
    const button = holder.querySelector('.tools button');
    const data = holder.querySelector('script[type="application/json"]');
    if (!button || !data) continue;
    const canvas = holder.querySelector('.canvas');
    const still = canvas.firstElementChild;
    const said = holder.querySelector('[role=status]');
    const plot = { text: data.textContent, live: document.createElement('div'), height: 420 };
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
