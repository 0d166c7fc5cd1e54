/** Small images drawn once: hatch, dots and cross-hatch, and the mark of a Kampung KB. */
import type { Map as MapLibre } from 'maplibre-gl';
import { INK, TEAL } from './palette';

/** Device pixels in a pixel of an image, so that lines stay crisp. */
const SCALE = 2;

type Draw = (context: CanvasRenderingContext2D, size: number) => void;

const IMAGES: Record<string, { size: number; draw: Draw }> = {
  hatch: { size: 10, draw: (context, size) => diagonals(context, size, INK.texture, 0.9, ['/']) },
  dots: { size: 8, draw: dots },
  cross: {
    size: 12,
    draw: (context, size) => diagonals(context, size, 'rgba(31, 35, 40, 0.3)', 0.6, ['/', '\\']),
  },
  'kampung-kb': { size: 20, draw: house },
};

/** Registers every image with the map. */
export function addTextures(map: MapLibre): void {
  for (const [name, { size, draw }] of Object.entries(IMAGES)) {
    const image = paint(size, draw);
    if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: SCALE });
  }
}

function paint(size: number, draw: Draw): ImageData | null {
  const canvas = document.createElement('canvas');
  canvas.width = size * SCALE;
  canvas.height = size * SCALE;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.scale(SCALE, SCALE);
  draw(context, size);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Lines that meet at the edges of the tile: each is drawn three times, a tile apart. */
function diagonals(
  context: CanvasRenderingContext2D,
  size: number,
  colour: string,
  width: number,
  slopes: ('/' | '\\')[],
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  for (const slope of slopes) {
    for (const shift of [-size, 0, size]) {
      context.beginPath();
      context.moveTo(shift - 1, slope === '/' ? size + 1 : -1);
      context.lineTo(shift + size + 1, slope === '/' ? -1 : size + 1);
      context.stroke();
    }
  }
}

function dots(context: CanvasRenderingContext2D, size: number): void {
  context.fillStyle = INK.texture;
  for (const [x, y] of [
    [size / 4, size / 4],
    [(3 * size) / 4, (3 * size) / 4],
  ] as const) {
    context.beginPath();
    context.arc(x, y, 1, 0, 2 * Math.PI);
    context.fill();
  }
}

function house(context: CanvasRenderingContext2D, size: number): void {
  const middle = size / 2;
  context.beginPath();
  context.arc(middle, middle, middle - 1, 0, 2 * Math.PI);
  context.fillStyle = TEAL;
  context.fill();
  context.strokeStyle = '#ffffff';
  context.lineWidth = 1.5;
  context.stroke();
  context.beginPath();
  context.moveTo(5, 10);
  context.lineTo(10, 5.5);
  context.lineTo(15, 10);
  context.moveTo(6.5, 9.5);
  context.lineTo(6.5, 14);
  context.lineTo(13.5, 14);
  context.lineTo(13.5, 9.5);
  context.stroke();
}
