// Layers that a user can switch: routes, standing infrastructure, density, range rings, and tiles from the internet.
"use strict";

(() => {
  const RINGS_KM = [100, 250, 500, 1000];
  const DASHES = { sea: "8 5", rail: null, air: "2 6", road: "12 3 3 3" };
  const ONLINE = {
    osm: {
      url: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
      options: { maxZoom: 14, attribution: "© OpenStreetMap contributors" },
    },
    satellite: {
      url: "https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile/{z}/{y}/{x}",
      options: { maxZoom: 14, attribution: "Imagery: Esri, Maxar, Earthstar Geographics" },
    },
  };

  // The coordinates of a leg: its own, or those of a stored line, turned round where it is stored the other way.
  function legLine(leg, mode, stored) {
    if (leg.line) return leg.line;
    const along = stored.get(`${mode}:${leg.from}:${leg.to}`);
    return along ?? [...stored.get(`${mode}:${leg.to}:${leg.from}`)].reverse();
  }

  // An arrowhead on the middle of a line, pointing along it.
  function arrow(map, latlngs, hue) {
    const points = latlngs.map((at) => map.project(at, map.getZoom()));
    const lengths = points.slice(1).map((point, index) => point.distanceTo(points[index]));
    let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
    if (left < 12) return null;
    const index = lengths.findIndex((length) => (left -= length) <= 0);
    const [from, to] = [points[index], points[index + 1]];
    const part = (lengths[index] + left) / lengths[index];
    const middle = from.add(to.subtract(from).multiplyBy(part));
    const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
    const svg = tumen.svg("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true" },
      tumen.svg("path", { d: "M-5 -5L6 0L-5 5L-2 0Z", fill: hue, transform: `rotate(${angle})` }));
    const icon = L.divIcon({ className: "tumen-arrow", html: svg, iconSize: [14, 14] });
    return L.marker(map.unproject(middle, map.getZoom()), { icon, interactive: false, keyboard: false });
  }

  function drawRoute(map, route, stored, layer) {
    const { look } = map.tumen.options;
    const hue = look.hues[route.side] ?? look.independent;
    for (const leg of route.legs) {
      const latlngs = legLine(leg, route.mode, stored).map(([lon, lat]) => tumen.at(lon, lat));
      const line = L.polyline(latlngs, {
        color: hue, weight: route.selected ? 4 : 2, opacity: leg.line ? 0.45 : 0.75,
        dashArray: route.claimed ? "3 7" : DASHES[route.mode],
      });
      line.feature = { type: "Feature", properties: { select: route.select } };
      if (!map.tumen.options.present) {
        const notes = [route.when, `by ${route.mode}`];
        if (route.claimed) notes.push("only claimed");
        if (leg.line) notes.push("drawn schematically");
        line.bindTooltip(tumen.html("div", {},
          tumen.html("strong", { textContent: tumen.cut(route.title, 90) }), tumen.html("div", { textContent: notes.join(", ") })), { sticky: true });
      }
      line.addTo(layer);
      arrow(map, latlngs, hue)?.addTo(layer);
    }
  }

  // Routes of the view that fall within the time that is shown.
  tumen.routesShown = ({ tumen: { data, time } }) =>
    (data?.routes ?? []).filter((route) => !time || (route.first <= time.to && route.last >= time.from));

  async function drawRoutes(map) {
    const { layers, data, hidden } = map.tumen;
    layers.routes.clearLayers();
    if (!data.routes.length || hidden.has("routes")) return;
    const stored = await storedLegs(map.tumen.options);
    // While the legs were fetched another view may have come.
    if (layers !== map.tumen.layers) return;
    layers.routes.clearLayers();
    for (const route of tumen.routesShown(map)) drawRoute(map, route, stored, layers.routes);
  }

  let legs = null;
  function storedLegs({ basemap, version }) {
    legs ??= Promise.all(["sea", "rail"].map(async (mode) => {
      const { features } = await tumen.fetched(`${basemap}/legs_${mode}.geojson?v=${version}`);
      return features.map(({ properties: { from, to }, geometry }) => [`${mode}:${from}:${to}`, geometry.coordinates]);
    })).then((lines) => new Map(lines.flat()));
    return legs;
  }

  // Ports, crossings, launch sites and bases of the gazetteer, whether anything happened there or not.
  async function infrastructure(map) {
    const { options } = map.tumen;
    const data = await tumen.fetched(`${options.record}/sites.geojson?v=${map.tumen.data.version}`);
    return L.geoJSON(data, {
      pointToLayer: ({ properties }, at) => L.circleMarker(at, {
        radius: 3.5, color: options.theme.label, weight: 1, fillColor: options.theme.halo, fillOpacity: 1,
      }).bindTooltip(tumen.html("div", {}, tumen.html("strong", { textContent: properties.name }),
        tumen.html("div", { textContent: properties.kind.replaceAll("-", " ") }))),
    });
  }

  // Where events crowd: a soft spot for each place, as strong as its number of events.
  const Density = L.Layer.extend({
    onAdd(map) {
      this.canvas = tumen.html("canvas", { className: "tumen-density" });
      map.getPane("overlayPane").append(this.canvas);
      map.on("moveend tumen:drawn", this.draw, this);
      this.draw();
    },
    onRemove(map) {
      this.canvas.remove();
      map.off("moveend tumen:drawn", this.draw, this);
    },
    draw() {
      const map = this._map;
      const size = map.getSize();
      Object.assign(this.canvas, { width: size.x, height: size.y });
      L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
      const context = this.canvas.getContext("2d");
      for (const place of map.tumen.places ?? []) {
        const { x, y } = map.latLngToContainerPoint(place.at);
        const radius = 24 + 7 * Math.sqrt(place.shown.length);
        const glow = context.createRadialGradient(x, y, 0, x, y, radius);
        glow.addColorStop(0, `rgba(230, 159, 0, ${Math.min(0.55, 0.15 + 0.05 * place.shown.length)})`);
        glow.addColorStop(1, "rgba(230, 159, 0, 0)");
        context.fillStyle = glow;
        context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
      }
    },
  });

  // Circles of stated distance round the selected place, or round the middle of the map where none is selected.
  function rings(map) {
    const chosen = map.tumen.places?.find((place) => place.properties.selected);
    const centre = chosen ? chosen.at : map.getCenter();
    const { theme } = map.tumen.options;
    return L.layerGroup(RINGS_KM.flatMap((km) => {
      const circle = L.circle(centre, { radius: km * 1000, fill: false, color: theme.label, weight: 1, interactive: false });
      const top = L.latLng(centre.lat + (km / 6371) * (180 / Math.PI), centre.lng);
      const text = tumen.html("span", { textContent: `${km.toLocaleString("en")} km` });
      const icon = L.divIcon({ className: "tumen-ring", html: text, iconSize: [60, 14] });
      return [circle, L.marker(top, { icon, interactive: false, keyboard: false })];
    }));
  }

  const MAKERS = {
    infrastructure,
    density: () => new Density(),
    rings,
    osm: () => L.tileLayer(ONLINE.osm.url, ONLINE.osm.options),
    satellite: () => L.tileLayer(ONLINE.satellite.url, ONLINE.satellite.options),
  };
  const NAMES = {
    events: "Events",
    routes: "Routes",
    infrastructure: "Ports, crossings, bases, launch sites",
    density: "Density of events",
    rings: "Range rings: 100, 250, 500, 1,000 km",
    osm: "OpenStreetMap (online)",
    satellite: "Satellite (online)",
  };

  async function switchLayer(map, name, on) {
    const { hidden, extra } = map.tumen;
    if (name === "events" || name === "routes") {
      hidden[on ? "delete" : "add"](name);
      tumen.redraw(map);
      return;
    }
    extra[name]?.remove();
    delete extra[name];
    if (on) extra[name] = (await MAKERS[name](map)).addTo(map);
  }

  function panel(map) {
    const boxes = Object.entries(NAMES).map(([name, label]) => {
      const box = tumen.html("input", { type: "checkbox", checked: name === "events" || name === "routes", name });
      box.addEventListener("change", () => switchLayer(map, name, box.checked));
      return tumen.html("label", {}, box, ` ${label}`);
    });
    return tumen.html("details", { className: "tumen-panel" }, tumen.html("summary", { textContent: "Layers" }), ...boxes);
  }

  tumen.parts.push((map, options) => {
    Object.assign(map.tumen, { hidden: new Set(), extra: {} });
    map.on("tumen:drawn", () => drawRoutes(map));
    map.on("tumen:shown", () => { if (map.tumen.extra.rings) switchLayer(map, "rings", true); });
    if (!options.present) tumen.control(map, "topright", panel(map));
  });
})();
