// What draws graphs, in a file of its own: it is fetched with the first of them.

import cytoscape from "cytoscape";

function styles(colour) {
  const line = colour("quiet");
  return [
    {
      selector: "node",
      style: {
        label: "data(name)",
        "background-color": colour("bar"),
        color: colour("text"),
        "font-size": 12,
        "min-zoomed-font-size": 5,
        width: 16,
        height: 16,
        "text-wrap": "wrap",
        "text-max-width": 140,
        "text-overflow-wrap": "anywhere",
        "text-valign": "bottom",
        "text-margin-y": 3,
      },
    },
    {
      selector: "edge",
      style: {
        label: "data(name)",
        "curve-style": "bezier",
        "target-arrow-shape": "triangle",
        "line-color": line,
        "target-arrow-color": line,
        color: line,
        width: 1.2,
        "font-size": 9,
        "min-zoomed-font-size": 7,
        "text-rotation": "autorotate",
        "text-background-color": colour("page"),
        "text-background-opacity": 0.85,
      },
    },
    {
      selector: ":selected",
      style: { "background-color": colour("accent"), "line-color": colour("accent") },
    },
  ];
}

// Cytoscape writes a style into the page where it finds no element of this name, which the policy of the page forbids;
// what that style says stands in sparql.css.
function standIn() {
  const id = "__________cytoscape_stylesheet";
  if (document.getElementById(id)) return;
  const place = document.createElement("template");
  place.id = id;
  document.head.append(place);
}

/** Draw a graph; nothing moves by itself, so there is no motion to reduce. */
export function network(container, { nodes, arrows, pick, colour }) {
  standIn();
  const drawing = cytoscape({
    container,
    elements: [...nodes.map((data) => ({ data })), ...arrows.map((data) => ({ data }))],
    style: styles(colour),
    layout: {
      name: "cose",
      animate: false,
      nodeRepulsion: 40000,
      nodeOverlap: 40,
      componentSpacing: 120,
      idealEdgeLength: 90,
      padding: 20,
    },
    userZoomingEnabled: false, // the wheel scrolls the page; there are buttons
    maxZoom: 4,
    minZoom: 0.1,
  });
  drawing.on("select", "node", (event) => pick(event.target.id()));
  drawing.on("unselect", "node", () => pick(null));
  const middle = () => ({ x: drawing.width() / 2, y: drawing.height() / 2 });
  return {
    zoom: (
      by,
    ) => (by
      ? drawing.zoom({ level: drawing.zoom() * by, renderedPosition: middle() })
      : drawing.fit(undefined, 20)),
    picture: () => drawing.png({ full: true, bg: colour("page") }),
    destroy: () => drawing.destroy(),
  };
}
