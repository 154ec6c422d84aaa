(function () {
  "use strict";
  var key = "KEY";

  // Some viewers run a script before the output that holds it is in the page.
  function begin(tries) {
    var roots = document.querySelectorAll('.dls[data-run="' + key + '"]:not([data-ready])');
    for (var i = 0; i < roots.length; i++) {
      roots[i].setAttribute("data-ready", "");
      step(roots[i]);
    }
    if (roots.length === 0 && tries > 0) setTimeout(begin, 100, tries - 1);
  }

  function step(root) {
    var run = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
    var hiddenNodes = {}, hiddenKinds = {}, shown = [], at = 0, place = 0;
    var states = run.nodes.map(function () { return []; }), statuses = run.nodes.map(function () { return []; });
    run.steps.forEach(function (s, i) {
      (s.s || []).forEach(function (pair) { states[pair[0]].push([i, pair[1]]); });
      (s.u || []).forEach(function (pair) { statuses[pair[0]].push([i, pair[1]]); });
    });

    function make(tag, cls, text) {
      var e = document.createElement(tag);
      if (cls) e.className = cls;
      if (text !== undefined) e.textContent = text;
      return e;
    }
    function add(parent, tag, cls, text) { return parent.appendChild(make(tag, cls, text)); }
    function draw(parent, tag, attributes, text) {
      var e = document.createElementNS("http://www.w3.org/2000/svg", tag);
      Object.keys(attributes).forEach(function (name) { e.setAttribute(name, attributes[name]); });
      if (text !== undefined) e.textContent = text;
      return parent.appendChild(e);
    }
    function button(parent, sign, name, act) {
      var b = add(parent, "button", "", sign);
      b.type = "button";
      b.setAttribute("aria-label", name);
      b.title = name;
      b.addEventListener("click", act);
      return b;
    }
    // The entry of a list that held last in or before a step.
    function last(list, i) {
      for (var low = 0, high = list.length; low < high;) {
        var middle = (low + high) >> 1;
        if (list[middle][0] <= i) low = middle + 1; else high = middle;
      }
      return low - 1;
    }
    function colour(kind) { return "var(--s-" + ["c1", "c2", "c4", "c5"][kind] + ")"; }
    function paint(kind) { return kind >= 0 && kind < 4 ? colour(kind) : "var(--s-mut)"; }

    var live = make("div");
    var bar = add(live, "div", "dls-bar");
    var first = button(bar, "|◀", "First step", function () { go(0); });
    var back = button(bar, "◀", "Step back", function () { go(place - 1); });
    var forth = button(bar, "▶", "Step forward", function () { go(place + 1); });
    var end = button(bar, "▶|", "Last step", function () { go(shown.length - 1); });
    var slider = add(bar, "input");
    slider.type = "range";
    slider.min = 0;
    slider.setAttribute("aria-label", "Step");
    slider.addEventListener("input", function () { go(+slider.value); });
    var count = add(bar, "span", "dls-count");
    var fault = button(bar, "⚠ ▶", "Next fault or violation", function () { go(nextFault()); });
    var lanes = add(live, "div", "dls-lanes");
    lanes.setAttribute("aria-hidden", "true");
    var names = add(lanes, "div"), scroll = add(lanes, "div", "dls-scroll");
    var now = add(live, "div", "dls-now");
    now.setAttribute("role", "status");
    var cards = add(live, "div", "dls-cards");
    var flights = make("ul");
    if (run.messages.length > 0) {
      add(live, "div", "dls-head", "In flight");
      live.appendChild(flights);
    }
    if (run.nodes.length > 1 || run.kinds.length > 0) pick();
    if (run.notes.length > 0) add(live, "p", "dls-notes", run.notes.join(" "));
    root.insertBefore(live, root.querySelector(".dls-still"));
    root.querySelector(".dls-still").open = false;
    root.setAttribute("tabindex", "0");

    function pick() {
      var details = add(live, "details");
      add(details, "summary", "", "Show and hide nodes and messages");
      group("Nodes", run.nodes, hiddenNodes);
      group("Messages", run.kinds, hiddenKinds);
      function group(name, texts, hidden) {
        if (texts.length === 0) return;
        var set = add(details, "fieldset");
        add(set, "legend", "", name);
        texts.forEach(function (text, i) {
          var label = add(set, "label"), box = add(label, "input");
          box.type = "checkbox";
          box.checked = true;
          label.appendChild(document.createTextNode(text));
          box.addEventListener("change", function () {
            hidden[i] = !box.checked;
            choose();
          });
        });
      }
    }

    // Which steps are gone through, now that some nodes or kinds are hidden; it stays near the step where it was.
    function choose() {
      shown = [];
      run.steps.forEach(function (s, i) {
        if ((s.n < 0 || !hiddenNodes[s.n]) && (s.m === undefined || !hiddenKinds[s.m])) shown.push(i);
      });
      if (shown.length === 0) shown = [0];
      place = 0;
      while (place + 1 < shown.length && shown[place + 1] <= at) place++;
      slider.max = shown.length - 1;
      chart();
      go(place);
    }

    function isShown(m) { return (m[0] < 0 || !hiddenNodes[m[0]]) && !hiddenNodes[m[1]] && !hiddenKinds[m[2]]; }

    function nextFault() {
      for (var i = place + 1; i < shown.length; i++) if (run.steps[shown[i]].f) return i;
      return -1;
    }

    var cursor, width, height = 22, top = 12;
    function x(i) { return 14 + (Math.max(i, -0.7) * width); }

    function chart() {
      names.textContent = "";
      scroll.textContent = "";
      var rows = [], row = {};
      run.nodes.forEach(function (_, n) { if (!hiddenNodes[n]) { row[n] = rows.length; rows.push(n); } });
      function y(n) { return n < 0 ? 2 : top + (row[n] * height); }
      width = Math.max(11, Math.min(34, 600 / run.steps.length));
      var tall = top + (rows.length * height), wide = 28 + ((run.steps.length - 1) * width);
      var svg = draw(scroll, "svg", { width: wide, height: tall }), side = draw(names, "svg", { width: 12 + (7.5 * Math.min(12, Math.max.apply(null, [2].concat(rows.map(function (n) { return run.nodes[n].length; }))))), height: tall });
      rows.forEach(function (n) {
        draw(side, "text", { x: 0, y: y(n) + 4, "font-size": 12, "font-weight": 600, fill: "var(--s-ink)" }, run.nodes[n].slice(0, 12));
        draw(svg, "line", { x1: 2, x2: wide - 2, y1: y(n), y2: y(n), stroke: "var(--s-axis)" });
      });
      cursor = draw(svg, "rect", { y: 0, height: tall, width: Math.min(width, 12), rx: 3, fill: "var(--s-c1)", "fill-opacity": 0.22 });
      run.messages.forEach(function (m) {
        if (!isShown(m)) return;
        var x1 = x(m[5]), x2 = m[6] < 0 ? wide : x(m[6]), y1 = y(m[0]), y2 = y(m[1]);
        if (m[7]) { x2 = x1 + ((x2 - x1) * 0.75); y2 = y1 + ((y2 - y1) * 0.75); }
        draw(svg, "line", { x1: x1, y1: y1, x2: x2, y2: y2, stroke: paint(m[2]), "stroke-width": 1.3 });
        if (m[7]) cross(x2, y2, 3);
        else if (m[6] >= 0 && m[0] !== m[1]) head(x1, y1, x2, y2, paint(m[2]));
      });
      run.steps.forEach(function (s, i) {
        if (s.n < 0 ? !s.f : row[s.n] === undefined) return;
        var cy = s.n < 0 ? 4 : y(s.n);
        if (s.k === "x") cross(x(i), cy, 5);
        else if (s.k === "o") draw(svg, "circle", { cx: x(i), cy: cy, r: 3.6, fill: "var(--s-bg)", stroke: "var(--s-ink)", "stroke-width": 1.6 });
        else if (s.k === "f") draw(svg, "path", { d: "M" + x(i) + " " + (cy - 4.5) + "l4.5 4.5l-4.5 4.5l-4.5 -4.5z", fill: "var(--s-bg)", stroke: "var(--s-bad)", "stroke-width": 1.6 });
        else if (s.k !== "l") draw(svg, "circle", { cx: x(i), cy: cy, r: s.k === "r" && !s.d ? 2.2 : 3.4, fill: "var(--s-ink)" });
        if (s.f === 2) draw(svg, "rect", { x: x(i) - 6, y: 0, width: 12, height: tall, rx: 3, fill: "none", stroke: "var(--s-bad)", "stroke-width": 2 });
      });
      svg.addEventListener("click", function (e) {
        var i = (e.clientX - svg.getBoundingClientRect().left - 14) / width, best = 0;
        shown.forEach(function (s, p) { if (Math.abs(s - i) < Math.abs(shown[best] - i)) best = p; });
        go(best);
      });
      function cross(cx, cy, r) {
        draw(svg, "path", { d: "M" + (cx - r) + " " + (cy - r) + "l" + (2 * r) + " " + (2 * r) + "m0 " + (-2 * r) + "l" + (-2 * r) + " " + (2 * r), stroke: "var(--s-bad)", "stroke-width": 2, fill: "none" });
      }
      function head(x1, y1, x2, y2, fill) {
        var a = Math.atan2(y2 - y1, x2 - x1), c = function (t) { return (x2 - (6 * Math.cos(a + t))) + " " + (y2 - (6 * Math.sin(a + t))); };
        draw(svg, "path", { d: "M" + x2 + " " + y2 + "L" + c(0.4) + "L" + c(-0.4) + "z", fill: fill });
      }
    }

    function go(to) {
      if (to < 0 || to >= shown.length) return;
      place = to;
      at = shown[place];
      var s = run.steps[at];
      slider.value = place;
      slider.setAttribute("aria-valuetext", "Step " + (place + 1) + " of " + shown.length + ", " + s.t + ": " + s.x);
      count.textContent = (place + 1) + " of " + shown.length;
      first.disabled = back.disabled = place === 0;
      forth.disabled = end.disabled = place === shown.length - 1;
      fault.disabled = nextFault() < 0;
      cursor.setAttribute("x", x(at) - (Math.min(width, 12) / 2));
      if (x(at) < scroll.scrollLeft + 30 || x(at) > scroll.scrollLeft + scroll.clientWidth - 30) scroll.scrollLeft = x(at) - (scroll.clientWidth / 2);
      tell(s);
      cards.textContent = "";
      run.nodes.forEach(function (name, n) { if (!hiddenNodes[n]) card(name, n, s); });
      fly();
    }

    function tell(s) {
      now.textContent = "";
      now.className = "dls-now" + (s.f === 2 ? " dls-broken" : s.f === 1 ? " dls-fault" : "");
      add(now, "span", "dls-time", s.t);
      add(now, "b", "", s.x);
      var acts = (s.d || []).filter(function (act) { return act.indexOf("Broken: ") !== 0; });
      if (acts.length > 0) add(now, "span", "dls-acts", acts.join(" · "));
      (s.d || []).forEach(function (act) { if (act.indexOf("Broken: ") === 0) add(now, "span", "dls-broke", act); });
    }

    function card(name, n, s) {
      var box = add(cards, "section", "dls-card" + (s.n === n ? " dls-acting" : "")), head = add(box, "h4", "", name);
      var status = last(statuses[n], at), word = status < 0 ? "" : statuses[n][status][1];
      if (word) add(head, "span", "", word);
      if (/^(down|paused)/.test(word)) box.className += " dls-off";
      var i = last(states[n], at), list = add(box, "dl");
      if (i < 0) { add(list, "dd", "dls-wide", "–"); return; }
      var fields = run.states[states[n][i][1]], before = i > 0 && states[n][i][0] === at ? run.states[states[n][i - 1][1]] : null;
      fields.forEach(function (field, place) {
        var old = before && before[place] && before[place][0] === field[0] ? before[place][1] : before ? "" : field[1];
        if (field[0]) add(list, "dt", "", field[0]);
        var value = add(list, "dd", (field[0] ? "" : "dls-wide") + (old !== field[1] ? " dls-new" : ""), field[1]);
        if (old !== field[1]) {
          add(value, "span", "dls-hidden", ", was ");
          add(value, "span", "dls-was", old);
        }
      });
    }

    function fly() {
      flights.textContent = "";
      run.messages.forEach(function (m) {
        if (!isShown(m) || m[5] > at || (m[6] >= 0 && m[6] <= at)) return;
        var item = add(flights, "li");
        item.style.boxShadow = "inset 3px 0 " + paint(m[2]);
        item.title = m[4];
        add(item, "i", "", (m[0] < 0 ? "outside" : run.nodes[m[0]]) + " → " + run.nodes[m[1]] + " ");
        add(item, "b", "", m[3]);
        if (m[8]) add(item, "i", "", " corrupted: " + m[8]);
      });
      if (!flights.firstChild) add(flights, "li", "dls-none", "nothing");
    }

    root.addEventListener("keydown", function (e) {
      if (e.altKey || e.ctrlKey || e.metaKey) return;
      var to = { ArrowRight: place + 1, ArrowLeft: place - 1, PageDown: Math.min(place + 10, shown.length - 1), PageUp: Math.max(place - 10, 0), Home: 0, End: shown.length - 1 }[e.key];
      // A notebook has keys of its own for what is selected in it.
      if (to !== undefined || e.key === "Enter" || e.key === " " || e.key === "ArrowUp" || e.key === "ArrowDown") e.stopPropagation();
      if (to === undefined) return;
      e.preventDefault();
      go(to);
    });
    choose();
  }

  begin(50);
})();
