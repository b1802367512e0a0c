/**
 * Runs `then` when React has put on the page what the present event changed.
 *
 * A task and not an animation frame: a window that is covered or minimised paints no frames, and a focus that
 * came late would take the key press from where the clerk has gone meanwhile.
 */
export function afterRender(then: () => void): void {
  setTimeout(then, 0);
}
