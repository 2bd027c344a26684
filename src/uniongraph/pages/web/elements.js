// Elements made without markup: what comes from data can only ever be text.

/**
 * An element with properties, attributes (those with a dash, and `role`, `lang` …) and children.
 * @param {string} name
 * @param {Record<string, any>} properties
 * @param {...(Node | string | null)} children
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && !key.includes("-")) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A small drawing for a button, from the path of a 16 × 16 square. */
export function icon(path) {
  const namespace = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(namespace, "svg");
  const shape = document.createElementNS(namespace, "path");
  for (const [name, value] of [["viewBox", "0 0 16 16"], ["aria-hidden", "true"], ["fill", "currentColor"]]) {
    drawing.setAttribute(name, value);
  }
  shape.setAttribute("d", path);
  drawing.append(shape);
  return element("div", { className: "svgImg" }, drawing);
}

/** What gives the colours below an element that its style has names for, as a canvas takes them. */
export function colours(place) {
  const probe = element("span", { hidden: true });
  place.append(probe);
  const found = {};
  for (const name of ["accent", "bar", "line", "page", "quiet", "text"]) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return (name) => found[name];
}
