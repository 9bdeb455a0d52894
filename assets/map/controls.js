// Where to look: presets, what lies outside the view, the way to a selection and back, and the legend.
"use strict";

(() => {
  const { FIRST, SIDE, STATUS, KIND } = tumen.EVENT;

  function goTo(map, bounds) {
    map.fitBounds(bounds, { padding: [30, 30], maxZoom: 11, animate: tumen.motion() });
  }

  const boundsOf = (places) => L.latLngBounds(places.map((place) => place.at));

  function presets(map, { presets: views, bounds }) {
    const box = tumen.html("select", { className: "tumen-presets" });
    box.setAttribute("aria-label", "Go to a region");
    box.append(tumen.html("option", { value: "", textContent: "Go to …" }));
    box.append(tumen.html("option", { value: "shown", textContent: "What is shown" }));
    for (const name of Object.keys(views)) box.append(tumen.html("option", { value: name, textContent: name }));
    box.addEventListener("change", () => {
      const [west, south, east, north] = views[box.value] ?? bounds;
      if (box.value === "shown" && map.tumen.places?.length) goTo(map, boundsOf(map.tumen.places));
      else map.fitBounds([[south, west], [north, east]], { animate: tumen.motion() });
      box.value = "";
    });
    return box;
  }

  // Which edge of the view a place lies beyond.
  function edge(view, { lat, lng }) {
    const beyond = {
      north: lat - view.getNorth(), south: view.getSouth() - lat, east: lng - view.getEast(), west: view.getWest() - lng,
    };
    const [[side, degrees]] = Object.entries(beyond).sort((a, b) => b[1] - a[1]);
    return degrees > 0 ? side : null;
  }

  // Below this width (pixels) what stands on the map says less, so that the map is seen.
  const NARROW = 600;

  function outside(map) {
    const buttons = {};
    for (const side of ["north", "south", "east", "west"]) {
      buttons[side] = tumen.html("button", { className: `tumen-edge tumen-${side}`, type: "button", hidden: true });
      L.DomEvent.disableClickPropagation(buttons[side]);
      buttons[side].addEventListener("click", () => goTo(map, boundsOf(buttons[side].places)));
      map.getContainer().append(buttons[side]);
    }
    const update = () => {
      const view = map.getBounds();
      for (const [side, button] of Object.entries(buttons)) {
        button.places = (map.tumen.places ?? []).filter((place) => edge(view, place.at) === side)
          .sort((a, b) => b.shown.length - a.shown.length);
        button.hidden = !button.places.length;
        const count = button.places.reduce((sum, place) => sum + place.shown.length, 0);
        const names = button.places.slice(0, 2).map((place) => place.properties.name).join(", ");
        const more = button.places.length > 2 ? " …" : "";
        const whole = `${tumen.counted(count, "event")} further ${side}: ${names}${more}`;
        button.textContent = map.getSize().x < NARROW ? `${count} ${side}` : whole;
        button.setAttribute("aria-label", whole);
      }
    };
    map.on("moveend tumen:drawn", update);
  }

  // A selection made elsewhere moves the map to it; one press brings the former view back.
  function follow(map) {
    const back = tumen.html("button", { className: "tumen-back", type: "button", textContent: "Back to the former view", hidden: true });
    let former = null;
    let followed = null;
    tumen.control(map, "topleft", back);
    back.addEventListener("click", () => {
      map.setView(former.centre, former.zoom, { animate: tumen.motion() });
      back.hidden = true;
    });
    map.on("tumen:shown", () => {
      const { selection, places } = map.tumen.data;
      if (selection === followed) return;
      followed = selection;
      const chosen = places.filter((place) => place.properties.selected).map((place) => place.at);
      if (!chosen.length || chosen.some((at) => map.getBounds().contains(at))) return;
      former = { centre: map.getCenter(), zoom: map.getZoom() };
      map.setView(chosen[0], map.getZoom(), { animate: tumen.motion() });
      back.hidden = false;
    });
  }

  function item(label, symbol) {
    return tumen.html("div", { className: "tumen-key" }, symbol, tumen.html("span", { textContent: label }));
  }

  function glyph(attributes, d) {
    return tumen.svg("svg", { width: 16, height: 16, viewBox: "-12 -12 24 24", "aria-hidden": "true" }, tumen.svg("path", { d, ...attributes }));
  }

  function stroke(dash, hue) {
    const line = { d: "M0 8H28", stroke: hue, "stroke-width": 2.5, fill: "none" };
    if (dash) line["stroke-dasharray"] = dash;
    return tumen.svg("svg", { width: 28, height: 16, "aria-hidden": "true" }, tumen.svg("path", line));
  }

  // The legend says what is on screen and nothing else.
  function legendItems(map) {
    const { look, theme } = map.tumen.options;
    const view = map.getBounds();
    const inView = (map.tumen.places ?? []).filter((place) => view.contains(place.at));
    const events = map.tumen.hidden.has("events") ? [] : inView.flatMap((place) => place.shown);
    const disc = "M-9 0A9 9 0 1 0 9 0A9 9 0 1 0 -9 0Z";
    const present = (field, order) => order.filter((value) => events.some((event) => event[field] === value));
    const items = present(SIDE, Object.keys(look.hues)).map((side) => item(look.sides[side], glyph({ fill: look.hues[side] }, disc)));
    if (events.some((event) => !event[SIDE])) items.push(item("Independent bodies", glyph({ fill: look.independent }, disc)));
    const fills = {
      alleged: { fill: "none", stroke: theme.ink, "stroke-width": 3 },
      planned: { fill: "none", stroke: theme.ink, "stroke-width": 3, "stroke-dasharray": "4 3" },
      failed: { fill: "none", stroke: theme.ink, "stroke-width": 3 },
    };
    for (const status of present(STATUS, Object.keys(fills))) {
      items.push(item(`${status}`, glyph(fills[status], status === "failed" ? "M-8 -8L8 8M-8 8L8 -8" : disc)));
    }
    for (const kind of present(KIND, Object.keys(look.kinds))) items.push(item(look.labels[kind], glyph({ fill: theme.ink }, look.kinds[kind])));
    if (inView.some((place) => place.shown.length > 1)) items.push(item("Several events; shapes round it: their kinds", numbered(theme)));
    if (inView.some((place) => place.properties.radius_km)) {
      items.push(item("Somewhere within the circle", glyph({ fill: "none", stroke: theme.ink, "stroke-width": 1.5, "stroke-dasharray": "4 3" }, disc)));
    }
    const routes = map.tumen.hidden.has("routes") ? [] : tumen.routesShown(map);
    if (routes.length) {
      const modes = [...new Set(routes.filter((route) => !route.claimed).map((route) => route.mode))];
      for (const mode of modes) items.push(item(`Route by ${mode}`, stroke({ sea: "8 5", air: "2 6", road: "12 3 3 3" }[mode], theme.ink)));
      if (routes.some((route) => route.claimed)) items.push(item("Route only claimed", stroke("3 7", theme.ink)));
    }
    return items;
  }

  function numbered(theme) {
    const text = tumen.svg("text", { "text-anchor": "middle", dy: "0.36em", fill: theme.paper, "font-size": 12, "font-weight": 650 });
    text.textContent = "n";
    const svg = glyph({ fill: theme.ink }, "M-9 0A9 9 0 1 0 9 0A9 9 0 1 0 -9 0Z");
    svg.append(text);
    return svg;
  }

  function legend(map, options) {
    const box = tumen.html("details", { className: "tumen-panel tumen-legend", open: Boolean(options.present) });
    const list = tumen.html("div", {});
    box.append(tumen.html("summary", { textContent: "Legend" }), list);
    tumen.control(map, "bottomright", box);
    map.on("moveend tumen:drawn", () => list.replaceChildren(...legendItems(map)));
  }

  tumen.parts.push((map, options) => {
    legend(map, options);
    if (options.present) return;
    tumen.control(map, "topleft", presets(map, options));
    outside(map);
    follow(map);
  });
})();
