/** The map as an image, for paper. */
import type { Map as MapLibre } from 'maplibre-gl';
import type { Insets } from './camera';

/** What the panels leave free, as a data URL. The canvas can be read only in the moment in which it is drawn. */
export function pictureOf(map: MapLibre, insets: Insets): string {
  map.redraw();
  const source = map.getCanvas();
  const scale = source.width / map.getContainer().clientWidth;
  const target = document.createElement('canvas');
  target.width = Math.max(1, source.width - (insets.left + insets.right) * scale);
  target.height = Math.max(1, source.height - (insets.top + insets.bottom) * scale);
  target.getContext('2d')?.drawImage(source, -insets.left * scale, -insets.top * scale);
  return target.toDataURL('image/png');
}
