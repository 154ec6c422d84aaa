// Makes figures interactive where plotly.js is at hand. Without scripts a page reads the same, with the static drawings.
(() => {
  'use strict';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark';

  // A figure of ours carries light colours, and in layout.meta.dark the dark twin of each.
  const recolour = text => {
    const dark = JSON.parse(text).layout?.meta?.dark || {};
    return text.replace(/#[0-9a-f]{6}/gi, colour => dark[colour.toUpperCase()] || dark[colour.toLowerCase()] || colour);
  };

  let library;
  const load = source => library ??= window.Plotly ? Promise.resolve(window.Plotly) : new Promise((done, failed) => {
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

  // What can be walked over in a chart, and what each point says.
  const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
  const plain = markup => new DOMParser().parseFromString(
    markup.replace(/<extra>.*?<\/extra>/gs, '').replace(/<br\s*\/?>/g, ', '), 'text/html').body.textContent.replace(/(, )+$/, '');
  const own = (trace, i) => trace.hovertext?.[i] ?? (trace.hoverinfo === 'text' ? trace.text?.[i] : undefined)
    ?? (typeof trace.hovertemplate === 'string' && !trace.hovertemplate.includes('%{') ? trace.hovertemplate : undefined);
  const walkable = trace => trace.hoverinfo !== 'skip' && trace.visible !== 'legendonly' && trace.visible !== false
    && (trace.y?.length ? Array.from(trace.y).some(y => y !== null) : false);
  const say = (live, trace, i) => {
    const text = own(trace, i);
    if (text) return plain(String(text));
    const { layout } = live;
    const title = (axis, note) => plain(layout[axis]?.title?.text || layout.annotations?.find(a => a.name === note)?.text || axis[0]);
    const value = v => typeof v === 'number' ? number.format(v) : v;
    const x = trace.x?.[i] ?? i;
    return `${trace.name ? plain(trace.name) + ': ' : ''}${title('xaxis')} ${layout.meta?.x?.[Math.round(x)] ?? value(x)}, ${title('yaxis', 'y title')} ${value(trace.y[i])}`;
  };

  const open = new Set();
  const draw = (Plotly, plot) => {
    const { data, layout, config } = themed(plot.text);
    layout.height = plot.height;
    return Plotly.react(plot.live, data, layout, config);
  };
  const redrawAll = () => { if (window.Plotly) for (const plot of open) draw(window.Plotly, plot); };
  system.addEventListener('change', redrawAll);
  document.addEventListener('distlab:theme', redrawAll);

  const show = plot => {
    window.Plotly.Fx.hover(plot.live, [{ curveNumber: plot.curve, pointNumber: plot.point }]);
    plot.said.textContent = say(plot.live, plot.live.data[plot.curve], plot.point);
  };

  // Arrows to the sides walk along a series, up and down change it; a label that several points share counts once.
  const walk = (plot, key) => {
    const { data } = plot.live;
    const curves = [...data.keys()].filter(c => walkable(data[c]));
    if (curves.length === 0) return;
    if (!curves.includes(plot.curve)) { plot.curve = curves[0]; plot.point = -1; }
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      const at = curves.indexOf(plot.curve) + (key === 'ArrowDown' ? 1 : -1);
      plot.curve = curves[(at + curves.length) % curves.length];
      plot.point = -1;
    }
    const trace = data[plot.curve];
    const isThere = i => trace.y[i] !== null && trace.y[i] !== undefined;
    const last = trace.y.length - 1;
    const step = key === 'ArrowLeft' || key === 'End' ? -1 : 1;
    const before = plot.point >= 0 ? own(trace, plot.point) : undefined;
    let i = key === 'End' ? last : key === 'Home' || plot.point < 0 ? 0 : plot.point + step;
    while (i >= 0 && i <= last && (!isThere(i) || (before !== undefined && before === own(trace, i)))) i += step;
    if (i >= 0 && i <= last) plot.point = i;
    if (plot.point >= 0) show(plot);
  };

  const zoom = async (plot, key) => {
    const axis = plot.live._fullLayout?.xaxis;
    if (!axis) return;
    const stretch = async range => {
      await window.Plotly.relayout(plot.live, { 'xaxis.range': range });
      if (plot.point >= 0) show(plot);
    };
    if (key === '0') { await stretch([...plot.range]); return; }
    const [from, to] = axis.range.map(Number);
    const x = plot.point >= 0 ? plot.live.data[plot.curve]?.x?.[plot.point] : undefined;
    const centre = typeof x === 'number' ? (axis.type === 'log' ? Math.log10(x) : x) : (from + to) / 2;
    const half = (to - from) / 2 * (key === '-' ? 1.5 : 1 / 1.5);
    await stretch([centre - half, centre + half]);
  };

  const help = 'Drag to zoom, double-click to reset, point to read values; or with the keys: arrows walk from point to point, + and − zoom, 0 resets, Escape brings the picture back.';

  const close = plot => {
    open.delete(plot);
    if (plot.live.isConnected) {
      window.Plotly?.purge(plot.live);
      plot.live.remove();
    }
    plot.still.removeAttribute('hidden');
    plot.canvas.tabIndex = 0;
    plot.button.setAttribute('aria-pressed', 'false');
    plot.said.textContent = '';
  };

  const start = async (plot, focus) => {
    try {
      const Plotly = await load(plot.button.dataset.library);
      plot.height = Math.max(300, Math.round(plot.still.getBoundingClientRect().height));
      plot.still.setAttribute('hidden', '');
      plot.canvas.removeAttribute('tabindex');
      plot.canvas.append(plot.live);
      open.add(plot);
      await draw(Plotly, plot);
      plot.range = [...(plot.live._fullLayout?.xaxis?.range ?? [])];
      plot.button.setAttribute('aria-pressed', 'true');
      plot.said.textContent = help;
      if (focus) plot.live.focus();
    } catch (error) {
      close(plot);
      plot.said.textContent = 'The interactive figure could not be drawn; the picture stays. ' + error.message;
    }
  };

  for (const holder of document.querySelectorAll('figure.plot')) {
    const button = holder.querySelector('.tools button');
    const data = holder.querySelector('script[type="application/json"]');
    if (!button || !data) continue;
    const canvas = holder.querySelector('.canvas');
    const plot = {
      text: data.textContent, live: document.createElement('div'), canvas, button, still: canvas.firstElementChild,
      said: holder.querySelector('[role=status]'), height: 420, curve: -1, point: -1, range: [],
    };
    plot.live.className = 'live';
    plot.live.tabIndex = 0;
    plot.live.setAttribute('role', 'application');
    plot.live.setAttribute('aria-roledescription', 'interactive chart');
    plot.live.setAttribute('aria-label', plot.still.querySelector('title')?.textContent ?? 'Chart');
    const description = plot.still.querySelector('desc')?.id;
    if (description) plot.live.setAttribute('aria-describedby', description);
    plot.live.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') { close(plot); button.focus(); }
      else if (/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) walk(plot, event.key);
      else if (/^[-+=0]$/.test(event.key)) zoom(plot, event.key);
      else return;
      event.preventDefault();
    });
    button.hidden = false;
    button.addEventListener('click', event => { if (open.has(plot)) close(plot); else start(plot, event.detail === 0); });
    if ('open' in holder.dataset) start(plot, false);
  }
})();
