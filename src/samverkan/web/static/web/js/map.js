// A map of our own data on plain ground. [data-map] names a GeoJSON address; each feature may carry
//   level  0–6, the shade   ·   number  written on a mark   ·   label  what the mark says
// data-tiles and data-attribution name a tile server when the installation has one. The table beside says the same.
/* global L */

const APART = 34; // pixels between the middles of two marks
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

async function draw(place) {
  const answer = await fetch(place.dataset.map);
  if (!answer.ok) throw new Error(String(answer.status));
  const data = await answer.json();

  const { tiles, attribution } = place.dataset;
  const map = L.map(place, {
    zoomControl: false,
    scrollWheelZoom: false,
    zoomSnap: tiles ? 1 : 0.25,
    attributionControl: Boolean(tiles),
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
  });
  L.control.zoom({ position: "bottomright", zoomInTitle: "Zooma in", zoomOutTitle: "Zooma ut" }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  if (tiles) {
    place.classList.add("map--tiles");
    map.attributionControl.setPrefix(false);
    L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
  }

  const layer = L.geoJSON(data, {
    style: ({ properties }) => ({ className: `map__area map__level-${properties.level ?? "none"}`, weight: 1 }),
    pointToLayer: (feature, where) => mark(feature.properties, where),
    onEachFeature: ({ properties }, part) => properties.label && part.bindTooltip(() => words(properties.label), { sticky: true }),
  });
  // Room for the buttons in the corner, so that they cover no data.
  const corner = place.clientWidth > 500 ? [80, 40] : [24, 112];
  map.fitBounds(layer.getBounds(), { paddingTopLeft: [24, 24], paddingBottomRight: corner, maxZoom: 16, animate: false });
  layer.addTo(map);
  const marks = layer.getLayers().filter((part) => part.getBounds && part.feature.properties.number);
  const shown = marks.map((part) => mark(part.feature.properties, part.getBounds().getCenter()));
  const sort = () => makeRoom(map, shown);
  map.on("zoomend", sort);
  sort();
}

// Marks that would cover each other wait until one has zoomed in; the first in the data stays.
function makeRoom(map, marks) {
  const taken = [];
  for (const each of marks) {
    const at = map.latLngToLayerPoint(each.getLatLng());
    const free = taken.every((other) => at.distanceTo(other) >= APART);
    if (free) taken.push(at);
    if (free) each.addTo(map);
    else each.remove();
  }
}

function mark({ number, label }, where) {
  const icon = L.divIcon({ className: "map__mark", html: words(number ?? ""), iconSize: [30, 30] });
  const made = L.marker(where, { icon, keyboard: true });
  made.on("add", () => made.getElement().setAttribute("aria-label", label ?? String(number)));
  if (label) made.bindTooltip(() => words(label), { direction: "top", offset: [0, -16] });
  return made;
}

// As an element, so that a name with < in it is text and nothing else.
function words(text) {
  const part = document.createElement("span");
  part.textContent = text;
  return part;
}

for (const place of document.querySelectorAll("[data-map]")) {
  draw(place).catch(() => {
    place.replaceChildren(words("Kartan kunde inte hämtas. Tabellen visar samma uppgifter."));
    place.classList.add("map--missing");
  });
}
