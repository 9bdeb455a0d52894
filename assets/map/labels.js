// Names on the map: drawn on one canvas, the most important first, never over each other or over a symbol.
"use strict";

(() => {
  const FONTS = {
    country: (size) => `600 ${size + 3}px system-ui, sans-serif`,
    sea: (size) => `italic ${size + 1}px Georgia, serif`,
    river: (size) => `italic ${size - 1}px Georgia, serif`,
    region: (size) => `${size - 1}px system-ui, sans-serif`,
    capital: (size) => `600 ${size}px system-ui, sans-serif`,
  };
  const TOWNS = new Set(["capital", "city", "town"]);
  const SPACED = new Set(["country", "region"]);

  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  // Where a label may stand: on its point, or beside it where the point is a town with a dot.
  function* boxes({ x, y }, width, height, isTown) {
    const beside = isTown ? [[6, -height / 2], [-width - 6, -height / 2], [-width / 2, -height - 5], [-width / 2, 5]] : [[-width / 2, -height / 2]];
    for (const [dx, dy] of beside) yield [x + dx, y + dy, x + dx + width, y + dy + height];
  }

  // What lies over the map in present mode, where a name would be cut.
  function coveredBoxes(map) {
    const frame = map.getContainer().getBoundingClientRect();
    const covers = map.getContainer().querySelectorAll(".tumen-title, .tumen-footer, .tumen-locator, .tumen-present .tumen-legend");
    return [...covers].map((cover) => {
      const { left, top, right, bottom } = cover.getBoundingClientRect();
      return [left - frame.left, top - frame.top, right - frame.left, bottom - frame.top];
    });
  }

  function draw(map, canvas, labels, options) {
    const size = map.getSize();
    const ratio = devicePixelRatio || 1;
    canvas.width = size.x * ratio;
    canvas.height = size.y * ratio;
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const zoom = map.getZoom();
    const base = options.present ? 13 : 11;
    const taken = [...tumen.symbolBoxes(map), ...coveredBoxes(map)];
    const placed = [];
    for (const { properties: label, geometry } of labels) {
      if (label.minzoom > zoom) continue;
      const point = map.latLngToContainerPoint(tumen.at(...geometry.coordinates));
      if (point.x < -80 || point.y < -40 || point.x > size.x + 80 || point.y > size.y + 40) continue;
      const isTown = TOWNS.has(label.kind);
      context.font = (FONTS[label.kind] ?? ((px) => `${px}px system-ui, sans-serif`))(base);
      context.letterSpacing = SPACED.has(label.kind) ? "1.5px" : "0px";
      const text = label.kind === "country" ? label.name.toUpperCase() : label.name;
      const width = context.measureText(text).width + 4;
      const free = [...boxes(point, width, base + 5, isTown)].find((box) => !taken.some((other) => overlap(box, other)));
      if (!free) continue;
      taken.push(free);
      placed.push(free);
      if (isTown) {
        context.beginPath();
        context.arc(point.x, point.y, label.kind === "capital" ? 2.6 : 1.8, 0, 2 * Math.PI);
        context.fillStyle = options.theme.label;
        context.fill();
      }
      context.strokeStyle = options.theme.halo;
      context.lineWidth = 3;
      context.globalAlpha = label.kind === "region" ? 0.75 : 1;
      context.fillStyle = label.kind === "sea" || label.kind === "river" ? options.theme.sea_label : options.theme.label;
      context.strokeText(text, free[0] + 2, (free[1] + free[3]) / 2);
      context.fillText(text, free[0] + 2, (free[1] + free[3]) / 2);
      context.globalAlpha = 1;
    }
    canvas.dataset.labels = placed.length;
    map.tumen.labelBoxes = placed;
  }

  tumen.parts.push(async (map, options) => {
    const pane = map.createPane("labels");
    pane.style.zIndex = 450;
    pane.style.pointerEvents = "none";
    const canvas = tumen.html("canvas", { className: "tumen-labels" });
    canvas.setAttribute("aria-hidden", "true");
    pane.append(canvas);
    let labels = [];
    map.tumen.redrawLabels = () => draw(map, canvas, labels, options);
    map.on("moveend zoomend resize", map.tumen.redrawLabels);
    map.on("zoomstart", () => canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height));
    try {
      const data = await tumen.fetched(`${options.basemap}/labels.geojson?v=${options.version}`);
      labels = data.features.sort((a, b) => a.properties.rank - b.properties.rank);
      map.tumen.redrawLabels();
    } catch {
      // Without names the map still works, and the note about the base map says what is missing.
    }
  });
})();
