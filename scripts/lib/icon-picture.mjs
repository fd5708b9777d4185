/** Steps into which a quarter of a circle is cut: finer than a pixel at every size that we draw. */
const ARC_STEPS = 12;

/**
 * The app's icon out of its SVG: a rounded square and a stroked line, which is all that it may hold. Throws an Error
 * for anything else.
 */
export function readIcon(svg) {
  const [, side] = need(svg, /viewBox="0 0 (\d+) \1"/);
  const [, radius, ground] = need(svg, /<rect width="\d+" height="\d+" rx="(\d+)" fill="#([0-9a-f]{6})"\/>/);
  const [, path, ink, width] = need(
    svg,
    /<path d="([^"]+)" fill="none" stroke="#([0-9a-f]{3})" stroke-width="(\d+)"/,
  );
  return {
    side: Number(side),
    radius: Number(radius),
    ground: readColour(ground),
    ink: readColour([...ink].map((digit) => digit + digit).join('')),
    halfWidth: Number(width) / 2,
    lines: readPath(path),
  };
}

/** The icon in `size` pixels a side, as red, green, blue and alpha of each pixel. */
export function drawIcon(icon, size) {
  const pixels = new Uint8Array(size * size * 4);
  const scale = icon.side / size;
  for (let place = 0; place < size * size; place += 1) {
    const point = [((place % size) + 0.5) * scale, (Math.floor(place / size) + 0.5) * scale];
    const inside = covered(squareDistance(icon, point), scale);
    const inked = covered(lineDistance(icon.lines, point) - icon.halfWidth, scale);
    const colour = icon.ground.map((part, index) => Math.round(part + (icon.ink[index] - part) * inked));
    pixels.set([...colour, Math.round(255 * inside)], place * 4);
  }
  return pixels;
}

function need(svg, pattern) {
  const match = pattern.exec(svg);
  if (match === null) throw new Error(`The icon has no ${pattern.source}`);
  return match;
}

function readColour(hex) {
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** The share of a pixel that lies inside, from its distance to the edge: negative is inside. */
function covered(distance, pixel) {
  return Math.min(1, Math.max(0, 0.5 - distance / pixel));
}

function squareDistance({ side, radius }, [x, y]) {
  const out = [x, y].map((at) => Math.abs(at - side / 2) - (side / 2 - radius));
  return Math.hypot(...out.map((part) => Math.max(part, 0))) + Math.min(Math.max(...out), 0) - radius;
}

function lineDistance(lines, point) {
  return Math.min(...lines.map(([from, to]) => segmentDistance(from, to, point)));
}

function segmentDistance([fromX, fromY], [toX, toY], [x, y]) {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const share = ((x - fromX) * alongX + (y - fromY) * alongY) / (alongX ** 2 + alongY ** 2);
  const at = Math.min(1, Math.max(0, share));
  return Math.hypot(x - fromX - at * alongX, y - fromY - at * alongY);
}

/** The straight pieces of a path that knows M, h, v and quarter circles to the right and down. */
function readPath(path) {
  const lines = [];
  let here = [0, 0];
  const lineTo = (to) => {
    lines.push([here, to]);
    here = to;
  };
  for (const [, command, text] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const [first, second, , , , dx, dy] = text
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (command === 'M') here = [first, second];
    else if (command === 'h') lineTo([here[0] + first, here[1]]);
    else if (command === 'v') lineTo([here[0], here[1] + first]);
    else if (command === 'a' && dx === first && dy === second) quarter(here, first).forEach(lineTo);
    else throw new Error(`The icon's path has a command that is not known here: ${command}${text}`);
  }
  return lines;
}

function quarter([x, y], radius) {
  return Array.from({ length: ARC_STEPS }, (_, step) => {
    const angle = ((step + 1) / ARC_STEPS) * (Math.PI / 2);
    return [x + radius * Math.sin(angle), y + radius * (1 - Math.cos(angle))];
  });
}
