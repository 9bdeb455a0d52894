// Events by place: one symbol a place, symbols that would hide each other as one, and what a click or a key on them means.
"use strict";

(() => {
  const [PLACE, FIRST, LAST, KIND, SIDE, STATUS, TITLE] = [0, 1, 2, 3, 4, 5, 6];
  const MOST_TITLES = 4;
  const TITLE_LIMIT = 90;
  const NAME_LIMIT = 80;
  const RING = 6;
  const DISC = "M-9 0A9 9 0 1 0 9 0A9 9 0 1 0 -9 0Z";
  const CROSS = "M-10 -10L10 10M-10 10L10 -10";

  const day = (number) => new Date(number * 86400000).toISOString().slice(0, 10);
  const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

  // The values of a list, most frequent first; equals stay in the order of the list.
  function byFrequency(values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
  }

  // What is drawn of a place, or of several: its events within the time that is shown.
  function made(places, events) {
    const sides = byFrequency(events.map((event) => event[SIDE]).filter(Boolean));
    const statuses = [...new Set(events.map((event) => event[STATUS]))];
    return {
      places,
      events,
      kinds: byFrequency(events.map((event) => event[KIND])),
      side: sides[0] ?? null,
      status: statuses.length === 1 ? statuses[0] : "occurred",
      first: Math.min(...events.map((event) => event[FIRST])),
      selected: places.some((place) => place.properties.selected),
    };
  }

  const radius = (count) => (count === 1 ? 10 : Math.min(26, 9 + 2.6 * Math.sqrt(count)));

  // Where the parts of an exploded group stand: on a circle round their common point.
  function fanned(point, index, count) {
    const angle = (2 * Math.PI * index) / count - Math.PI / 2;
    const distance = 14 + 4 * count;
    return point.add([distance * Math.cos(angle), distance * Math.sin(angle)]);
  }

  // Groups of places whose symbols would overlap at this zoom; the largest gather the others.
  function grouped(map, places) {
    const zoom = map.getZoom();
    const todo = places
      .map((place) => ({ place, at: map.project(place.at, zoom), r: radius(place.shown.length) }))
      .sort((a, b) => b.place.shown.length - a.place.shown.length);
    const groups = [];
    for (const one of todo) {
      const near = groups.find((group) => group.at.distanceTo(one.at) < (group.r + one.r) * 0.8);
      if (near) near.members.push(one);
      else groups.push({ at: one.at, r: one.r, members: [one] });
    }
    return groups;
  }

  // How a symbol is filled and written on, whatever draws it.
  function drawn(symbol, look) {
    const count = symbol.events.length;
    const hue = look.hues[symbol.side] ?? look.independent;
    const hollow = symbol.status === "alleged" || symbol.status === "planned";
    return {
      count,
      radius: radius(count),
      shape: count === 1 ? look.kinds[symbol.kinds[0]] : DISC,
      fill: hollow ? look.paper : hue,
      stroke: hollow ? hue : look.paper,
      line: hollow ? 24 : 12,
      ink: hollow ? look.ink : "#fff",
    };
  }

  function symbolSvg(symbol, { count, radius: r, shape: d, fill, stroke, line, ink }, look) {
    const rings = count > 1 ? symbol.kinds.slice(0, RING) : [];
    const size = 2 * (r + (rings.length ? 9 : 2));
    const svg = tumen.svg("svg", { width: size, height: size, viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, "aria-hidden": "true" });
    const shape = tumen.svg("path", {
      d, fill, stroke, transform: `scale(${r / 10})`, "stroke-width": line / r,
    });
    if (symbol.status === "planned") shape.setAttribute("stroke-dasharray", "3 2");
    svg.append(shape);
    if (symbol.status === "failed") svg.append(tumen.svg("path", { d: CROSS, stroke: look.ink, "stroke-width": 2.5 }));
    rings.forEach((kind, index) => {
      // The kinds stand round the disc as their shapes, the most frequent at the top.
      const angle = (2 * Math.PI * index) / rings.length - Math.PI / 2;
      const [x, y] = [(r + 4) * Math.cos(angle), (r + 4) * Math.sin(angle)];
      svg.append(tumen.svg("path", {
        d: look.kinds[kind], transform: `translate(${x} ${y}) scale(0.42)`, fill: look.ink, stroke: look.paper, "stroke-width": 3,
        "paint-order": "stroke",
      }));
    });
    if (count > 1) {
      const text = tumen.svg("text", {
        "text-anchor": "middle", dy: "0.36em", fill: ink, "font-weight": 650, "font-size": Math.max(11, r * 0.75),
      });
      text.textContent = count;
      svg.append(text);
    }
    return { svg, size };
  }

  function name(symbol) {
    const [first, ...more] = symbol.places.map((place) => place.properties.name);
    return more.length ? `${first} and ${counted(more.length, "more place")}` : first;
  }

  function tooltip(symbol) {
    const latest = [...symbol.events].sort((a, b) => b[FIRST] - a[FIRST]);
    const lines = latest.slice(0, MOST_TITLES).map((event) => {
      const span = event[LAST] > event[FIRST] ? `${day(event[FIRST])} to ${day(event[LAST])}` : day(event[FIRST]);
      return tumen.html("div", { textContent: `${span}: ${tumen.cut(event[TITLE], TITLE_LIMIT)}` });
    });
    if (latest.length > MOST_TITLES) lines.push(tumen.html("div", { textContent: `and ${latest.length - MOST_TITLES} earlier` }));
    return tumen.html("div", {}, tumen.html("strong", { textContent: name(symbol) }), ...lines);
  }

  // Leaflet gives each marker a 3D transform, and a browser then keeps a layer for each: 2,000 of them cannot be moved
  // smoothly. In two dimensions they are all painted into the layer of their pane.
  const FlatMarker = L.Marker.extend({
    _setPos(position) {
      L.Marker.prototype._setPos.call(this, position);
      this._icon.style.transform = `translate(${position.x}px, ${position.y}px)`;
    },
  });

  function marker(map, symbol, at, look, act) {
    const parts = drawn(symbol, look);
    const { svg, size } = symbolSvg(symbol, parts, look);
    const label = `${name(symbol)}: ${counted(symbol.events.length, "event")}${act ? ", opens out" : ""}`;
    const icon = L.divIcon({
      className: symbol.selected ? "tumen-place tumen-selected" : "tumen-place", html: svg, iconSize: [size, size],
    });
    const mark = new FlatMarker(at, { icon, riseOnHover: true, alt: label, zIndexOffset: symbol.selected ? 1000 : 0 });
    Object.assign(mark, { tumenSize: size, tumenSymbol: parts });
    if (symbol.places.length === 1) {
      const { id } = symbol.places[0].properties;
      mark.feature = { type: "Feature", properties: { select: `place:${id}` } };
    }
    mark.on("add", () => {
      const node = mark.getElement();
      node.setAttribute("aria-label", label);
      node.dataset.place = symbol.places.map((place) => place.properties.id).join(" ");
    });
    const press = act ?? (() => mark.fire("click", { latlng: mark.getLatLng() }, true));
    if (act) mark.on("click", act);
    mark.on("keydown", ({ originalEvent }) => {
      if (originalEvent.key !== "Enter" && originalEvent.key !== " ") return;
      originalEvent.preventDefault();
      press();
    });
    if (!map.tumen.options.present) mark.bindTooltip(tooltip(symbol));
    return mark;
  }

  // A soft circle of the stated radius for a place that is an area rather than a point.
  function area(place, symbol, look) {
    const hue = look.hues[symbol.side] ?? look.independent;
    return L.circle(place.at, {
      radius: place.properties.radius_km * 1000, interactive: false, color: hue, weight: 1, opacity: 0.5, dashArray: "4 4",
      fillOpacity: place.properties.radius_km > 400 ? 0 : 0.05,
    });
  }

  function open(map, group) {
    const bounds = L.latLngBounds(group.members.map((member) => member.place.at));
    const apart = map.getBoundsZoom(bounds.pad(0.2)) > map.getZoom() && map.getZoom() < map.getMaxZoom();
    if (apart) map.fitBounds(bounds.pad(0.3), { maxZoom: map.getMaxZoom(), animate: tumen.motion() });
    else {
      map.tumen.opened = map.unproject(group.at, map.getZoom());
      draw(map);
    }
  }

  function draw(map) {
    const { data, layers, time } = map.tumen;
    if (!data) return;
    const { look } = map.tumen.options;
    for (const layer of [layers.marks, layers.groups, layers.areas]) layer.clearLayers();
    const within = (event) => !time || (event[FIRST] <= time.to && event[LAST] >= time.from);
    const places = data.places.map((place) => ({ ...place, shown: place.events.filter(within) }))
      .filter((place) => place.shown.length);
    map.tumen.places = places;
    map.tumen.shown = made(places, places.flatMap((place) => place.shown));
    if (map.tumen.hidden?.has("events")) places.length = 0;
    const marks = grouped(map, places).flatMap((group) => marksOf(map, group, look));
    marks.sort((a, b) => a.first - b.first);
    for (const { mark, layer } of marks) mark.addTo(layers[layer]);
    for (const place of places) {
      if (place.properties.radius_km) area(place, made([place], place.shown), look).addTo(layers.areas);
    }
    map.getContainer().dataset.places = data.places.length;
    map.getContainer().dataset.view = data.view;
    map.fire("tumen:drawn");
    map.tumen.redrawLabels?.();
  }

  // The symbols of a group: itself, or its members round their common point once it was opened.
  function marksOf(map, group, look) {
    const { members } = group;
    const whole = made(members.map((member) => member.place), members.flatMap((member) => member.place.shown));
    const at = map.unproject(group.at, map.getZoom());
    if (members.length === 1) return [{ first: whole.first, layer: "marks", mark: marker(map, whole, members[0].place.at, look) }];
    if (!map.tumen.opened || map.project(map.tumen.opened, map.getZoom()).distanceTo(group.at) > 1) {
      return [{ first: whole.first, layer: "groups", mark: marker(map, whole, at, look, () => open(map, group)) }];
    }
    return members.flatMap((member, index) => {
      const symbol = made([member.place], member.place.shown);
      const to = map.unproject(fanned(group.at, index, members.length), map.getZoom());
      const leader = L.polyline([member.place.at, to], { color: look.ink, weight: 1, opacity: 0.5, interactive: false });
      leader.addTo(map.tumen.layers.areas);
      return [{ first: symbol.first, layer: "marks", mark: marker(map, symbol, to, look) }];
    });
  }

  // The boxes of all symbols on screen, so that no name is drawn over one.
  tumen.symbolBoxes = (map) => {
    const boxes = [];
    for (const name of ["marks", "groups"]) {
      map.tumen.layers?.[name].eachLayer((mark) => {
        const { x, y } = map.latLngToContainerPoint(mark.getLatLng());
        const half = mark.tumenSize / 2;
        boxes.push([x - half, y - half, x + half, y + half]);
      });
    }
    return boxes;
  };

  tumen.redraw = draw;
  tumen.counted = counted;
  tumen.day = day;
  tumen.EVENT = { FIRST, LAST, KIND, SIDE, STATUS, TITLE };

  // The places, events and routes of a view, taken from the file of the whole record.
  function inView(file, view) {
    const marked = new Set(view.marked);
    const places = new Map();
    for (const position of view.events) {
      const event = file.events[position];
      if (!event) continue;
      if (!places.has(event[PLACE])) {
        const [id, name, lon, lat, radius_km] = file.places[event[PLACE]];
        const properties = { id, name: tumen.cut(name, NAME_LIMIT), radius_km, selected: marked.has(id) };
        places.set(event[PLACE], { properties, at: tumen.at(lon, lat), events: [] });
      }
      places.get(event[PLACE]).events.push(event);
    }
    const routes = view.routes.map((position) => file.routes[position]).filter(Boolean)
      .map((route) => ({ ...route, selected: route.select === view.selection }));
    return { places: [...places.values()], routes, version: view.version, view: view.view, selection: view.selection };
  }

  // Places, events and routes of the record, fetched once for each of its versions.
  async function recordFile(map, version) {
    const { kept, options: { record } } = map.tumen;
    if (kept?.version === version) return kept.file;
    try {
      const file = await tumen.fetched(`${record}/map.json?v=${version}`);
      map.tumen.kept = { version, file };
      if (file.merged) tumen.note(map, `${tumen.counted(file.merged, "place")} drawn with others nearby: there are too many to draw each.`);
      return file;
    } catch {
      tumen.note(map, "The places of the record could not be read: load the page again.");
      return { places: [], events: [], routes: [], merged: 0 };
    }
  }

  // The layer of a view. It takes the place of the one before; what the user opened, hid or plays stays.
  tumen.show = (map, view) => {
    const layers = { areas: L.layerGroup(), routes: L.featureGroup(), groups: L.layerGroup(), marks: L.featureGroup() };
    map.tumen.layers = layers;
    const all = L.featureGroup(Object.values(layers));
    all.once("add", async () => {
      const file = await recordFile(map, view.version);
      // While the file was fetched another view may have come.
      if (layers !== map.tumen.layers) return;
      Object.assign(map.tumen, { data: inView(file, view), opened: null });
      draw(map);
      map.fire("tumen:shown");
    });
    return all;
  };

  tumen.parts.push((map) => {
    map.on("zoomend", () => { map.tumen.opened = null; draw(map); });
  });
})();
