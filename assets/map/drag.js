// Smooth dragging with very many symbols: while the hand moves the map, one picture stands in for all of them.
"use strict";

(() => {
  // Up to so many symbols a browser moves as they are without losing frames.
  const MOST_MOVED = 150;
  // How far the picture reaches beyond the view, as a share of it.
  const MARGIN = 0.5;

  const symbolsOf = ({ marks, groups }) => [...marks.getLayers(), ...groups.getLayers()].filter((mark) => mark.tumenSymbol);

  function paint(context, { shape, radius, fill, stroke, line, count, ink }) {
    context.save();
    context.scale(radius / 10, radius / 10);
    const path = new Path2D(shape);
    Object.assign(context, { fillStyle: fill, strokeStyle: stroke, lineWidth: line / radius });
    context.fill(path);
    context.stroke(path);
    context.restore();
    if (count < 2) return;
    Object.assign(context, { fillStyle: ink, font: `650 ${Math.max(11, radius * 0.75)}px system-ui, sans-serif` });
    context.fillText(count, 0, 0);
  }

  // All symbols in and around the view on one canvas, which lies where they lie.
  function picture(map, marks) {
    const size = map.getSize();
    const margin = size.multiplyBy(MARGIN).round();
    const ratio = devicePixelRatio || 1;
    const canvas = tumen.html("canvas", {
      className: "tumen-dragged", width: (size.x + 2 * margin.x) * ratio, height: (size.y + 2 * margin.y) * ratio,
    });
    canvas.setAttribute("aria-hidden", "true");
    canvas.style.width = `${size.x + 2 * margin.x}px`;
    canvas.style.height = `${size.y + 2 * margin.y}px`;
    const context = canvas.getContext("2d");
    Object.assign(context, { textAlign: "center", textBaseline: "middle" });
    for (const mark of marks) {
      const { x, y } = map.latLngToContainerPoint(mark.getLatLng()).add(margin);
      context.setTransform(ratio, 0, 0, ratio, x * ratio, y * ratio);
      paint(context, mark.tumenSymbol);
    }
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint(margin.multiplyBy(-1)));
    return canvas;
  }

  tumen.parts.push((map) => {
    const pane = map.createPane("dragged");
    pane.style.zIndex = 600;
    pane.style.pointerEvents = "none";
    const symbols = map.getPane("markerPane");
    map.on("dragstart", () => {
      const marks = map.tumen.layers ? symbolsOf(map.tumen.layers) : [];
      if (marks.length <= MOST_MOVED) return;
      pane.replaceChildren(picture(map, marks));
      symbols.style.display = "none";
    });
    // After a throw the map goes on by itself; the symbols come back when it rests.
    map.on("moveend", () => {
      pane.replaceChildren();
      symbols.style.display = "";
    });
  });
})();
