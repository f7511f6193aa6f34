// Getting pictures: at most two on their way, the newest wish next, older answers dropped.

const MOST_ON_THE_WAY = 2;

// Numbers of requests start anew with each page: its name keeps them apart.
export const client = Array.from(crypto.getRandomValues(new Uint32Array(2)), (n) => n.toString(36)).join("");

/** The query of a request: {t, w, format, theme, set: {threshold: 0.4}, …}. */
export function query(wish, number) {
  const out = new URLSearchParams({client, n: number});
  for (const [name, value] of Object.entries(wish)) {
    if (name === "set") for (const [param, to] of Object.entries(value)) out.append("set", `${param}=${to}`);
    else if (value !== "" && value !== undefined) out.set(name, value);
  }
  return out;
}

/** Asks `path` for what is wished last; gives each answer to `take` unless a newer one was there. */
export class Newest {
  constructor(path, {most = MOST_ON_THE_WAY, take, refuse}) {
    Object.assign(this, {path, most, take, refuse});
    this.number = 0;
    this.taken = 0;
    this.failures = 0;
    this.onTheWay = 0;
    this.next = null;
  }

  wish(wish) {
    this.next = wish;
    this.pump();
  }

  get idle() {
    return this.onTheWay === 0 && this.next === null;
  }

  pump() {
    while (this.next !== null && this.onTheWay < this.most) {
      const wish = this.next;
      this.next = null;
      this.onTheWay += 1;
      this.ask(wish, ++this.number).finally(() => {
        this.onTheWay -= 1;
        this.pump();
      });
    }
  }

  async ask(wish, number) {
    try {
      const response = await fetch(`${this.path}?${query(wish, number)}`);
      // Left undone because a newer one came; where that was another page's, it is asked again.
      if (response.status === 204) {
        if (number === this.number && this.next === null) this.next = wish;
        return;
      }
      if (!response.ok) {
        const {problems} = await response.json();
        if (number > this.taken) this.refuse(problems, wish);
        return;
      }
      const facts = JSON.parse(response.headers.get("X-Lantern") ?? "null");
      const body = facts ? await response.blob() : await response.json();
      if (number < this.taken) return;
      this.taken = number;
      await this.take(body, facts, wish);
      this.failures = 0;
    } catch {
      // A connection that broke is tried again; where the server is gone, the news say so.
      if (number !== this.number || this.next !== null || ++this.failures > 5) return;
      setTimeout(() => this.next ?? (number === this.number && this.wish(wish)), 300);
    }
  }
}
