import type { MaybeRefOrGetter, Ref } from 'vue'
import { onMounted, onUnmounted, ref, toValue } from 'vue'

export interface Carousel {
  index: Ref<number>
  /** Whether it moves by itself, as long as nobody looks closer. */
  playing: Ref<boolean>
  /** Goes to a slide; after the last comes the first. */
  go: (to: number) => void
  onScroll: () => void
  /** While pointed at, focused or touched it stands still. */
  hold: () => void
  release: () => void
}

/** Slides that are swept by the browser's own scrolling (`track` is the element that scrolls), so that fingers, wheels and keyboards work as everywhere. */
export function useCarousel(track: Readonly<Ref<HTMLElement | null>>, count: MaybeRefOrGetter<number>, options: { everySeconds?: number, still?: MaybeRefOrGetter<boolean> } = {}): Carousel {
  const index = ref(0)
  const playing = ref(false)
  let held = false
  let timer: number | undefined

  function go(to: number) {
    const slides = toValue(count)
    if (!track.value || slides < 1) return
    const next = (to + slides) % slides
    const near = Math.abs(next - index.value) === 1
    track.value.scrollTo({ left: next * track.value.clientWidth, behavior: near && !likesStillness() ? 'smooth' : 'instant' })
  }

  function onScroll() {
    const width = track.value?.clientWidth
    if (width) index.value = Math.round(track.value!.scrollLeft / width)
  }

  onMounted(() => {
    if (!options.everySeconds) return
    playing.value = !likesStillness() && toValue(count) > 1
    timer = window.setInterval(() => {
      if (playing.value && !held && !document.hidden && !toValue(options.still)) go(index.value + 1)
    }, options.everySeconds * 1000)
  })
  onUnmounted(() => clearInterval(timer))

  return { index, playing, go, onScroll, hold: () => { held = true }, release: () => { held = false } }
}

const likesStillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches
