// The base map: layers fetched once from this server, drawn on canvas below everything else.
// Text reaches the page as text nodes only; nothing from the record is ever parsed as HTML.
"use strict";

window.tumen = {
  // An HTML element with properties and children.
  html(name, properties, ...children) {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  },

  // An SVG element with attributes and children.
  svg(name, attributes, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  },

  // A control of the map that is not a part of it: presses and scrolls on it leave the map alone.
  control(map, position, node) {
    const control = L.control({ position });
    control.onAdd = () => node;
    L.DomEvent.disableClickPropagation(node);
    L.DomEvent.disableScrollPropagation(node);
    return control.addTo(map);
  },

  // A line of text on the map about the map itself.
  note(map, textContent) {
    const box = tumen.html("div", { className: "tumen-note", textContent });
    box.setAttribute("role", "status");
    tumen.control(map, "bottomleft", box);
  },

  // Take the whole page to an address. The frame itself may not, but a link of the page may.
  go(address) {
    const link = Object.assign(parent.document.createElement("a"), { href: address });
    parent.document.body.append(link);
    link.click();
    link.remove();
  },

  // Text of at most so many characters, its end replaced by an ellipsis when it is longer.
  cut(text, limit) {
    const characters = Array.from(text);
    return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join("").trimEnd()}…`;
  },

  // A position on a map whose middle is East Asia: Alaska and Hawaii lie in the east of it.
  at: (lon, lat) => L.latLng(lat, lon < -120 ? lon + 360 : lon),

  motion: () => !matchMedia("(prefers-reduced-motion: reduce)").matches,
};

(() => {
  const PANES = ["world", "depths", "land", "lines"];
  const DETAIL = new Set(["bathymetry", "admin1_lines", "rivers", "railways"]);
  const DETAIL_ZOOM = 4;

  function styles(theme) {
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
      ["world", "world", () => area(theme.land)],
      ["world", "world", ({ properties }) => line(theme.coast, 0.6, { dashArray: properties.status ? "2 3" : null }), outlines],
      ["bathymetry", "depths", () => area(theme.deep, { fillOpacity: 0.22 })],
      ["countries", "land", () => area(theme.land)],
      ["countries", "land", () => line(theme.coast, 0.7), outlines],
      ["lakes", "land", () => area(theme.water)],
      ["admin1_lines", "lines", () => line(theme.region, 0.7)],
      ["rivers", "lines", () => line(theme.water, 0.8)],
      ["railways", "lines", () => line(theme.rail, 0.8, { opacity: 0.7 })],
      ["borders", "lines", ({ properties }) => borders[properties.cls] ?? borders.international],
    ];
  }

  // The detailed part of the base map is a box, and its cut edges are no coasts; nor is what joins the parts of a land
  // on both sides of the 180th meridian.
  const LONGEST = 15;
  const BOX = { west: 95, south: 20, east: 165, north: 70 };

  function onEdge([lon, lat], [nextLon, nextLat]) {
    if (Math.abs(lon - nextLon) > LONGEST) return true;
    const along = (a, b, edge) => Math.abs(a - edge) < 0.02 && Math.abs(b - edge) < 0.02;
    return along(lon, nextLon, BOX.west) || along(lon, nextLon, BOX.east) || along(lat, nextLat, BOX.south) || along(lat, nextLat, BOX.north);
  }

  // Polygons as the lines round them, without the cut edges.
  function outlines({ features }) {
    return features.map(({ properties, geometry: { type, coordinates } }) => {
      const lines = [];
      for (const ring of type === "Polygon" ? coordinates : coordinates.flat()) {
        let run = [ring[0]];
        for (let index = 1; index < ring.length; index += 1) {
          if (onEdge(ring[index - 1], ring[index])) {
            if (run.length > 1) lines.push(run);
            run = [];
          }
          run.push(ring[index]);
        }
        if (run.length > 1) lines.push(run);
      }
      return { type: "Feature", properties, geometry: { type: "MultiLineString", coordinates: lines } };
    });
  }

  // A grid of meridians and parallels, so that a map without its base is still a map.
  function graticule(map, theme) {
    const style = { color: theme.coast, weight: 0.6, interactive: false, pane: "lines" };
    for (let lon = -180; lon <= 180; lon += 10) L.polyline([[-80, lon], [80, lon]], style).addTo(map);
    for (let lat = -80; lat <= 80; lat += 10) L.polyline([[lat, -180], [lat, 180]], style).addTo(map);
  }

  async function fetched(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.json();
  }

  async function drawLayers(map, options) {
    const missing = [];
    const renderers = {};
    const files = {};
    const drawn = await Promise.all(styles(options.theme).map(async ([name, pane, style, made = (data) => data]) => {
      try {
        files[name] ??= fetched(`${options.basemap}/${name}.geojson?v=${options.version}`);
        renderers[pane] ??= L.canvas({ pane, padding: 0.5 });
        const layer = L.geoJSON(made(await files[name]), { pane, renderer: renderers[pane], interactive: false, style });
        return [name, layer];
      } catch {
        if (!missing.includes(name)) missing.push(name);
        return [name, L.layerGroup()];
      }
    }));
    // Each layer in its order, whichever came first; fine lines only where they can be told apart.
    const show = () => {
      for (const [name, layer] of drawn) {
        if (DETAIL.has(name) && map.getZoom() < DETAIL_ZOOM) layer.remove();
        else layer.addTo(map);
      }
    };
    show();
    map.on("zoomend", show);
    if (missing.length) {
      graticule(map, options.theme);
      const text = `Base map incomplete: ${missing.sort().join(", ")} could not be read.`;
      tumen.note(map, text);
    }
    map.getContainer().dataset.basemap = missing.length ? "incomplete" : "complete";
  }

  // The view that the address asks for as at=lat,lon,zoom, or the bounds of the record.
  function firstView(map, bounds) {
    const at = new URLSearchParams(parent.location.search).get("at")?.split(",").map(Number);
    if (at?.length === 3 && at.every(Number.isFinite) && Math.abs(at[0]) < 85) {
      map.setView([at[0], at[1]], at[2], { animate: false });
    } else {
      const [west, south, east, north] = bounds;
      map.fitBounds([[south, west], [north, east]], { animate: false });
    }
  }

  // Centre and zoom go into the address without a round trip to the server.
  function keepViewInAddress(map) {
    let kept = tumen.viewText(map);
    map.on("moveend", () => {
      if (tumen.viewText(map) === kept) return;
      kept = tumen.viewText(map);
      const address = new URL(parent.location);
      address.searchParams.set("at", kept);
      parent.history.replaceState(parent.history.state, "", address);
    });
  }

  // Centre and zoom as they stand in the address.
  tumen.viewText = (map) => {
    const { lat, lng } = map.getCenter();
    return [lat.toFixed(3), lng.toFixed(3), map.getZoom()].join(",");
  };

  tumen.fetched = fetched;

  tumen.baseMap = (map, options) => {
    const container = map.getContainer();
    container.style.background = options.theme.sea;
    container.classList.add(`tumen-${options.theme.name}`);
    // Leaflet focuses the map on every press; without this the page would jump and the click would miss.
    container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
    container.setAttribute("role", "application");
    container.setAttribute("aria-label", "Map. Arrow keys move it, plus and minus zoom, Tab goes from place to place.");
    map.attributionControl.setPrefix("Leaflet");
    map.attributionControl.addAttribution(options.attribution);
    L.control.scale({ imperial: false }).addTo(map);
    // The frame gets its width after the map was made.
    new ResizeObserver(() => map.invalidateSize()).observe(container);
    PANES.forEach((pane, index) => {
      map.createPane(pane).style.zIndex = 210 + index;
      map.getPane(pane).style.pointerEvents = "none";
    });
    map.tumen = { options };
    firstView(map, options.bounds);
    if (!options.present) keepViewInAddress(map);
    const drawn = drawLayers(map, options);
    for (const part of tumen.parts) part(map, options);
    return drawn;
  };

  // What else stands on the map; each part adds itself here and is called once, with the map and its options.
  tumen.parts = [];
})();
