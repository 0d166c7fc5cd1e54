/** How much room there is: three layouts, named. */
export type Size = 'narrow' | 'middle' | 'wide';

const wide = matchMedia('(min-width: 1024px)');
const middle = matchMedia('(min-width: 640px)');

const sizeNow = (): Size => {
  if (wide.matches) return 'wide';
  return middle.matches ? 'middle' : 'narrow';
};

export const viewport = $state({ size: sizeNow() });

for (const query of [wide, middle]) {
  query.addEventListener('change', () => {
    viewport.size = sizeNow();
  });
}

export function reducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
