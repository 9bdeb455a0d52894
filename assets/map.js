// The map inside its frame: base map, places, and what a click or a key on them means.
// Text reaches the page as text nodes only; nothing from the record is ever parsed as HTML.
"use strict";

window.tumen = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  const PANES = ["world", "depths", "land", "lines"];

  function element(name, attributes, ...children) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  // Style of each base layer, by the theme's colours.
  function layers(theme) {
    const line = (color, weight, more) => ({ color, weight, fill: false, ...more });
    const area = (fillColor, more) => ({ fillColor, fillOpacity: 1, stroke: false, ...more });
    const borders = {
      international: line(theme.border, 1.2),
      disputed: line(theme.border, 1.2, { dashArray: "5 4" }),
      mdl: line(theme.border, 1.2, { dashArray: "5 4" }),
      "dmz-limit": line(theme.border, 0.6, { dashArray: "1 3" }),
      claim: line(theme.border, 1, { dashArray: "1 4" }),
    };
    return [
      ["world", "world", () => area(theme.far_land, { stroke: true, color: theme.region, weight: 0.6 })],
      ["bathymetry", "depths", () => area(theme.deep, { fillOpacity: 0.22 })],
      ["countries", "land", () => area(theme.land, { stroke: true, color: theme.coast, weight: 0.7 })],
      ["lakes", "land", () => area(theme.water)],
      ["admin1_lines", "lines", () => line(theme.region, 0.7)],
      ["rivers", "lines", () => line(theme.water, 0.8)],
      ["railways", "lines", () => line(theme.rail, 0.8, { opacity: 0.7 })],
      ["borders", "lines", (feature) => borders[feature.properties.cls] || borders.international],
    ];
  }

  function baseMap(map, options) {
    const { theme } = options;
    const container = map.getContainer();
    container.style.background = theme.sea;
    // Leaflet focuses the map on every press; without this the page would jump and the click would miss.
    container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
    map.attributionControl.setPrefix("Leaflet");
    map.attributionControl.addAttribution(options.attribution);
    PANES.forEach((pane, index) => {
      map.createPane(pane).style.zIndex = 210 + index;
      map.getPane(pane).style.pointerEvents = "none";
    });
    const [west, south, east, north] = options.bounds;
    map.fitBounds([[south, west], [north, east]]);
    const missing = [];
    const drawn = layers(theme).map(async ([name, pane, style]) => {
      try {
        const response = await fetch(`${options.basemap}/${name}.geojson?v=${options.version}`);
        if (!response.ok) throw new Error(String(response.status));
        const renderer = (map.tumenRenderers ??= {})[pane] ??= L.canvas({ pane, padding: 0.5 });
        L.geoJSON(await response.json(), { pane, renderer, interactive: false, style }).addTo(map);
      } catch {
        missing.push(name);
      }
    });
    Promise.all(drawn).then(() => {
      container.dataset.basemap = missing.length ? "incomplete" : "complete";
      if (missing.length) explain(map, `Base map incomplete: ${missing.sort().join(", ")} could not be read.`);
    });
  }

  function explain(map, text) {
    const note = L.control({ position: "bottomleft" });
    note.onAdd = () => {
      const box = L.DomUtil.create("div", "tumen-note");
      box.setAttribute("role", "status");
      box.textContent = text;
      return box;
    };
    note.addTo(map);
  }

  // A symbol: hue by side, shape by kind, fill by status; several events share a disc with their number.
  function symbol(place, look) {
    const size = place.n === 1 ? 20 : Math.min(48, 20 + 5 * Math.sqrt(place.n));
    const svg = element("svg", { width: size, height: size, viewBox: "-12 -12 24 24", "aria-hidden": "true" });
    const hollow = place.status === "alleged" || place.status === "planned";
    const shape = {
      d: place.n === 1 ? look.kinds[place.kind] : look.disc,
      fill: hollow ? look.paper : look.hues[place.side] ?? look.independent,
      stroke: hollow ? look.hues[place.side] ?? look.independent : look.paper,
      "stroke-width": hollow ? 2.5 : 1,
    };
    if (place.status === "planned") shape["stroke-dasharray"] = "3 2";
    svg.append(element("path", shape));
    if (place.status === "failed") {
      svg.append(element("path", { d: "M-10 -10L10 10M-10 10L10 -10", stroke: look.ink, "stroke-width": 2 }));
    }
    if (place.n > 1) {
      const text = element("text", {
        "text-anchor": "middle", dy: "0.36em", fill: hollow ? look.ink : "#fff",
        "font-size": place.n > 99 ? 8 : 10, "font-weight": 600,
      });
      text.textContent = place.n;
      svg.append(text);
    }
    return { svg, size };
  }

  function tooltip(place) {
    const box = document.createElement("div");
    const name = document.createElement("strong");
    name.textContent = place.name;
    box.append(name, ...place.lines.map((line) => {
      const row = document.createElement("div");
      row.textContent = line;
      return row;
    }));
    return box;
  }

  // The places of a view as one layer; each feature carries the id that a click hands back.
  function places(map, data, look) {
    const areas = L.geoJSON(data, {
      filter: (feature) => feature.properties.radius_km !== null,
      pointToLayer: (feature, at) => L.circle(at, {
        radius: feature.properties.radius_km * 1000, interactive: false, weight: 1, dashArray: "4 4",
        color: look.hues[feature.properties.side] ?? look.independent, fillOpacity: 0.06,
      }),
    });
    const marks = L.geoJSON(data, {
      pointToLayer: (feature, at) => {
        const place = feature.properties;
        const { svg, size } = symbol(place, look);
        const classes = place.selected ? "tumen-place tumen-selected" : "tumen-place";
        const icon = L.divIcon({ className: classes, html: svg, iconSize: [size, size] });
        const marker = L.marker(at, { icon, alt: place.alt, riseOnHover: true, zIndexOffset: place.selected ? 1000 : 0 });
        marker.on("add", () => {
          const node = marker.getElement();
          node.setAttribute("aria-label", place.alt);
          node.dataset.place = place.id;
        });
        marker.on("keydown", ({ originalEvent }) => {
          if (originalEvent.key !== "Enter" && originalEvent.key !== " ") return;
          originalEvent.preventDefault();
          marker.fire("click", { latlng: marker.getLatLng() }, true);
        });
        return marker.bindTooltip(tooltip(place));
      },
    });
    map.getContainer().dataset.places = data.features.length;
    map.getContainer().dataset.view = data.view;
    return L.featureGroup([areas, marks]);
  }

  return { baseMap, places };
})();
