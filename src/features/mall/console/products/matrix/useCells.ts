import type { Ref } from 'vue'
import type { Field, SkuDraft } from '../editor/draft.ts'
import { FIELDS, paste, pastedCells } from './cells.ts'

/** Where a field of the matrix stands, as its input says. */
function placeOf(target: EventTarget | null): { input: HTMLInputElement, row: number, field: Field } | undefined {
  const input = target instanceof HTMLInputElement && target.dataset.field ? target : undefined
  return input && { input, row: Number(input.dataset.row), field: input.dataset.field as Field }
}

/**
 * Moves between cells as in a spreadsheet: up and down, Enter to the next row, left and right where the text ends, Esc back to
 * what was there; and takes what a spreadsheet has copied.
 */
export function useCells(box: Ref<HTMLElement | undefined>, rows: () => readonly SkuDraft[], show: (row: number) => Promise<void>, pasted: (cells: number) => void) {
  let before = ''

  async function focusCell(row: number, field: Field) {
    if (row < 0 || row >= rows().length) return
    await show(row)
    const input = box.value?.querySelector<HTMLInputElement>(`input[data-row="${row}"][data-field="${field}"]`)
    input?.focus()
    input?.select()
  }

  /** The next cell in the row that can be typed into. */
  function sideways(row: number, field: Field, by: 1 | -1) {
    for (let at = FIELDS.indexOf(field) + by, next = FIELDS[at]; next; at += by, next = FIELDS[at]) {
      if (box.value?.querySelector(`input[data-row="${row}"][data-field="${next}"]`)) return void focusCell(row, next)
    }
  }

  function onFocus(event: FocusEvent) {
    before = placeOf(event.target)?.input.value ?? ''
  }

  function onKey(event: KeyboardEvent) {
    const place = placeOf(event.target)
    if (!place || event.isComposing || event.altKey || event.metaKey || event.ctrlKey) return
    const { input, row, field } = place
    const { selectionStart: from, selectionEnd: to, value } = input
    const atStart = to === 0 || (from === 0 && to === value.length)
    const atEnd = from === value.length || (from === 0 && to === value.length)
    const moves: Record<string, (() => unknown) | undefined> = {
      ArrowUp: () => focusCell(row - 1, field),
      ArrowDown: () => focusCell(row + 1, field),
      Enter: () => focusCell(event.shiftKey ? row - 1 : row + 1, field),
      ArrowLeft: atStart && !event.shiftKey ? () => sideways(row, field, -1) : undefined,
      ArrowRight: atEnd && !event.shiftKey ? () => sideways(row, field, 1) : undefined,
      Escape: value === before ? undefined : () => { rows()[row]![field] = before },
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    move()
  }

  function onPaste(event: ClipboardEvent) {
    const place = placeOf(event.target)
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!place || !/[\t\n]/.test(text.trim())) return
    event.preventDefault()
    pasted(paste(rows(), place.row, place.field, pastedCells(text)))
  }

  return { focusCell, onFocus, onKey, onPaste }
}
