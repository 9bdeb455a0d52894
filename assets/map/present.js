// Present mode: the map alone in a fixed frame, with title, dates, sources and version, ready for a screenshot.
"use strict";

(() => {
  // Where the view lies: land in a small frame with the view as a rectangle, only when the view is a part of it.
  async function locator(map, { basemap, version, theme }) {
    if (map.getZoom() < 5) return;
    const box = tumen.html("div", { className: "tumen-locator" });
    box.setAttribute("aria-hidden", "true");
    map.getContainer().append(box);
    const inset = L.map(box, {
      attributionControl: false, zoomControl: false, dragging: false, keyboard: false, scrollWheelZoom: false,
      doubleClickZoom: false, boxZoom: false, touchZoom: false, zoomSnap: 0, preferCanvas: true,
    });
    inset.setView([45, 130], 1.9, { animate: false });
    box.style.background = theme.sea;
    const land = await tumen.fetched(`${basemap}/countries.geojson?v=${version}`);
    L.geoJSON(land, { interactive: false, style: { fillColor: theme.land, fillOpacity: 1, color: theme.coast, weight: 0.5 } }).addTo(inset);
    L.rectangle(map.getBounds(), { color: "#D55E00", weight: 2, fill: false, interactive: false }).addTo(inset);
  }

  const PARAMETERS = ["present", "title", "subtitle", "frame"];
  const FRAMES = { "16x9": "16:9, 1600 × 900", "4x3": "4:3, 1200 × 900", "1x1": "square, 900 × 900" };

  function leave() {
    const address = new URL(parent.location);
    for (const name of PARAMETERS) address.searchParams.delete(name);
    tumen.go(address);
  }

  // What to write over the picture, and the press that takes the map there. All of it travels in the address.
  function panel(map) {
    const field = (label, name) => {
      const input = tumen.html("input", { type: "text", maxLength: 120, name, placeholder: "as on the screen" });
      return [tumen.html("label", {}, `${label} `, input), input];
    };
    const [titleLabel, title] = field("Title", "title");
    const [subtitleLabel, subtitle] = field("Subtitle", "subtitle");
    const frame = tumen.html("select", { name: "frame" });
    for (const [value, textContent] of Object.entries(FRAMES)) frame.append(tumen.html("option", { value, textContent }));
    const go = tumen.html("button", { type: "button", textContent: "Present" });
    go.addEventListener("click", () => {
      const address = new URL(parent.location);
      address.searchParams.set("at", tumen.viewText(map));
      address.searchParams.set("present", "1");
      for (const input of [title, subtitle]) if (input.value.trim()) address.searchParams.set(input.name, input.value.trim());
      if (frame.value !== "16x9") address.searchParams.set("frame", frame.value);
      tumen.go(address);
    });
    const frameLabel = tumen.html("label", {}, "Frame ", frame);
    return tumen.html("details", { className: "tumen-panel tumen-shot" },
      tumen.html("summary", { textContent: "Present" }), titleLabel, subtitleLabel, frameLabel, go);
  }

  tumen.parts.push((map, options) => {
    const { present } = options;
    if (!present) {
      tumen.control(map, "topright", panel(map));
      return;
    }
    const container = map.getContainer();
    container.classList.add("tumen-present");
    map.zoomControl?.remove();
    container.append(
      tumen.html("div", { className: "tumen-title" },
        tumen.html("h1", { textContent: present.title }), tumen.html("p", { textContent: present.subtitle })),
      tumen.html("div", { className: "tumen-footer", textContent: present.footer }),
    );
    for (const target of [document, parent.document]) {
      target.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });
    }
    map.once("tumen:drawn", () => locator(map, options));
  });
})();
