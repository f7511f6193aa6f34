// The moment that is shown: playing, stepping, looping. Knows the film; tells `onMove` of each change.

export class Clock {
  constructor(onMove) {
    this.onMove = onMove;
    this.film = {duration: 0, fps: [30, 1], frames: 1, sections: []};
    this.time = 0;
    this.playing = false;
    this.speed = 1;
    this.loop = "off";
  }

  setFilm(film) {
    this.film = film;
    this.time = Math.min(this.time, film.duration);
  }

  get rate() {
    return this.film.fps[0] / this.film.fps[1];
  }

  /** The number of the frame that is on the screen; the last one shows the end. */
  get frame() {
    if (this.time >= this.film.duration) return this.film.frames - 1;
    return Math.min(Math.floor(this.time * this.rate + 1e-9), this.film.frames - 1);
  }

  get section() {
    const {sections} = this.film;
    return sections.findLastIndex((section) => section.start <= this.time + 1e-9);
  }

  timeOf(frame) {
    if (frame >= this.film.frames - 1) return this.film.duration;
    return Math.max(0, frame) / this.rate;
  }

  seek(time) {
    this.time = Math.min(Math.max(time, 0), this.film.duration);
    this.onMove();
  }

  /** As a hand does it: playing stops. */
  go(time) {
    this.pause();
    this.seek(time);
  }

  stepFrames(count) {
    this.go(this.timeOf(this.frame + count));
  }

  stepSections(count) {
    const {sections} = this.film;
    if (sections.length === 0) return this.go(count < 0 ? 0 : this.film.duration);
    // Back goes to the start of this section first, as with songs.
    const late = this.section >= 0 && this.time > sections[this.section].start + 0.5;
    this.goToSection(this.section + (count < 0 && late ? 0 : count));
  }

  goToSection(index) {
    const {sections} = this.film;
    if (index >= sections.length) return this.go(this.film.duration);
    this.go(index < 0 ? 0 : sections[index].start);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.onMove();
  }

  play() {
    if (this.playing || this.film.duration === 0) return;
    if (this.time >= this.film.duration) this.time = this.stretch().start;
    this.playing = true;
    this.last = performance.now();
    requestAnimationFrame((now) => this.tick(now));
    this.onMove();
  }

  /** What playing runs through. */
  stretch() {
    const section = this.loop === "section" ? this.film.sections[Math.max(0, this.section)] : undefined;
    return section ?? {start: 0, end: this.film.duration};
  }

  tick(now) {
    if (!this.playing) return;
    const {start, end} = this.stretch();
    let time = this.time + Math.max(0, now - this.last) / 1000 * this.speed;
    this.last = now;
    // A hair before its end the section is the next one already: see `section`.
    if (time >= end - 1e-6 && this.loop !== "off") time = start + Math.max(0, time - end) % Math.max(0.001, end - start);
    if (time >= this.film.duration) {
      time = this.film.duration;
      this.playing = false;
    }
    this.seek(time);
    requestAnimationFrame((next) => this.tick(next));
  }
}
