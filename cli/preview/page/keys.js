// The keyboard, wherever the focus is, but for fields that want keys themselves.

/** Whether this element makes its own use of the key. */
function taken(element, key) {
  if (element.closest("dialog[open]")) return true;
  if (element.matches("input[type=range]")) return /^(Arrow|Page|Home|End)/.test(key);
  if (element.matches("input, textarea, select")) return true;
  return key === " " && element.closest("button, summary") !== null;
}

export function listen(clock, actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || taken(event.target, event.key)) return;
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
    const seconds = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (digit > 0) clock.goToSection(digit - 1);
    else if (seconds !== 0 && event.shiftKey) clock.stepSections(seconds);
    else if (seconds !== 0) clock.go(clock.time + seconds);
    else if (event.key === " ") clock.toggle();
    else if (event.key === ",") clock.stepFrames(-1);
    else if (event.key === ".") clock.stepFrames(1);
    else if (event.key === "Home") clock.go(0);
    else if (event.key === "End") clock.go(clock.film.duration);
    else if (actions[event.key.toLowerCase()]) actions[event.key.toLowerCase()]();
    else return;
    event.preventDefault();
  });
}
