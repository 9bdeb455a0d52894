// Time: walks through the period in the browser, with no round trip to the server.
"use strict";

(() => {
  const { FIRST, LAST } = tumen.EVENT;
  const FRAME = 700;
  const WORDS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  const date = (day) => new Date(day * 86400000);
  const words = (day) => WORDS.format(date(day));

  // The day on which the step after this one ends.
  function after(day, step) {
    if (step !== "month") return day + (step === "week" ? 7 : 1);
    const next = date(day);
    next.setUTCMonth(next.getUTCMonth() + 1);
    return Math.round(next.getTime() / 86400000);
  }

  function control(map) {
    const state = { day: null, timer: null };
    const choice = (label, options) => {
      const box = tumen.html("select", {});
      box.setAttribute("aria-label", label);
      for (const [value, text] of options) box.append(tumen.html("option", { value, textContent: text }));
      return box;
    };
    const button = (label, text, act) => {
      const node = tumen.html("button", { type: "button", textContent: text });
      node.setAttribute("aria-label", label);
      node.addEventListener("click", act);
      return node;
    };
    const step = choice("Step", [["week", "by week"], ["day", "by day"], ["month", "by month"]]);
    const mode = choice("Show", [["window", "each step alone"], ["cumulative", "all until then"]]);
    const speed = choice("Speed", [["1", "1×"], ["2", "2×"], ["4", "4×"]]);
    const slider = tumen.html("input", { type: "range" });
    slider.setAttribute("aria-label", "Day");
    const shown = tumen.html("div", { className: "tumen-date", hidden: true });
    shown.setAttribute("role", "status");
    map.getContainer().append(shown);

    const period = () => {
      const events = (map.tumen.data?.places ?? []).flatMap((place) => place.events);
      return events.length ? [Math.min(...events.map((event) => event[FIRST])), Math.max(...events.map((event) => event[LAST]))] : null;
    };

    function show(day) {
      const span = period();
      if (!span) return stop();
      const [first, last] = span;
      state.day = Math.min(Math.max(day, first), last);
      const to = after(state.day, step.value) - 1;
      map.tumen.time = { from: mode.value === "window" ? state.day : first, to };
      Object.assign(slider, { min: first, max: last, value: state.day });
      slider.setAttribute("aria-valuetext", words(state.day));
      shown.hidden = false;
      const until = mode.value === "window" && to > state.day ? ` to ${words(to)}` : "";
      shown.textContent = mode.value === "window" ? `${words(state.day)}${until}` : `Until ${words(to)}`;
      tumen.redraw(map);
      return undefined;
    }

    function pause() {
      clearInterval(state.timer);
      state.timer = null;
      play.textContent = "▶";
      play.setAttribute("aria-label", "Play");
    }

    function stop() {
      pause();
      state.day = null;
      map.tumen.time = null;
      shown.hidden = true;
      tumen.redraw(map);
    }

    function advance(direction) {
      const span = period();
      if (!span) return;
      if (state.day === null) show(direction > 0 ? span[0] : span[1]);
      else if (direction > 0 && state.day >= span[1]) pause();
      else show(direction > 0 ? after(state.day, step.value) : state.day - (after(state.day, step.value) - state.day));
    }

    const play = button("Play", "▶", () => {
      if (state.timer) return pause();
      const span = period();
      if (span && state.day !== null && state.day >= span[1]) state.day = null;
      advance(1);
      // Whoever asked for less motion steps by hand.
      if (!tumen.motion()) return undefined;
      state.timer = setInterval(() => advance(1), FRAME / Number(speed.value));
      play.textContent = "❚❚";
      play.setAttribute("aria-label", "Pause");
      return undefined;
    });
    slider.addEventListener("input", () => { pause(); show(Number(slider.value)); });
    for (const box of [step, mode]) box.addEventListener("change", () => { if (state.day !== null) show(state.day); });
    speed.addEventListener("change", () => { if (state.timer) { pause(); play.click(); } });
    map.on("tumen:shown", () => {
      const span = period();
      if (!span) { if (state.day !== null) stop(); return; }
      Object.assign(slider, { min: span[0], max: span[1], value: state.day ?? span[0] });
      if (state.day !== null) show(state.day);
    });
    const bar = tumen.html("div", { className: "tumen-play" },
      button("One step back", "◀", () => { pause(); advance(-1); }), play,
      button("One step on", "▶|", () => { pause(); advance(1); }), slider, step, mode, speed,
      button("Stop and show the whole period", "✕", stop));
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Walk through the period");
    return tumen.html("details", { className: "tumen-panel tumen-time" }, tumen.html("summary", { textContent: "Time" }), bar);
  }

  tumen.parts.push((map, options) => {
    if (!options.present) tumen.control(map, "bottomleft", control(map));
  });
})();
