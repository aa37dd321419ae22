// Searching the transcripts of all episodes. The index comes as scripts that call the functions of
// `audiopub`, for pages that were opened from the disk may load scripts and nothing else.
"use strict";
const audiopub = (() => {
  const $ = (id) => document.getElementById(id);
  const form = $("search");
  const count = Number(form.dataset.segments);
  const given = new Map(); // what the scripts brought, by their address

  const loads = new Map();
  const load = (address) => {
    if (!loads.has(address)) {
      loads.set(address, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => resolve(given.get(address));
        script.onerror = () => {
          loads.delete(address); // it may be there at the next try
          reject(new Error(address));
        };
        document.head.append(script);
      }));
    }
    return loads.get(address);
  };

  // Words, as the index has them: without case and accents.

  const marks = /\p{M}+/gu;
  const fold = (text) => text.normalize("NFKD").replace(marks, "").toLowerCase()
    .replace(marks, "").replaceAll("ß", "ss").replaceAll("ς", "σ");
  const unspaced =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
  const pieces = (word) => {
    const letters = Array.from(word);
    if (letters.length < 2 || !unspaced.test(word)) return [word];
    return letters.slice(1).map((letter, i) => letters[i] + letter);
  };
  const wordsIn = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  // The episodes of a segment in which a word begins so.

  const withPrefix = async (number, firsts, prefix) => {
    const found = new Set();
    for (let part = 0; part < firsts.length; part += 1) {
      const next = firsts[part + 1];
      const over = firsts[part] > prefix && !firsts[part].startsWith(prefix);
      if (over || (next !== undefined && next <= prefix)) continue;
      const words = await load(`search/${number}-${part}.js`);
      for (const [word, places] of Object.entries(words)) {
        if (word.startsWith(prefix)) places.forEach((place) => found.add(place));
      }
    }
    return found;
  };

  const inSegment = async (number, prefixes) => {
    const { episodes, firsts } = await load(`search/${number}.js`);
    const found = await Promise.all(prefixes.map((prefix) => withPrefix(number, firsts, prefix)));
    return episodes.filter((_, place) => found.every((places) => places.has(place))).reverse();
  };

  // The results: an episode, and the sentences that say it best.

  const element = (name, text, properties) =>
    Object.assign(document.createElement(name), { textContent: text, ...properties });
  const clock = (time) => {
    const hours = Math.floor(time / 3600);
    const rest = [Math.floor(time / 60) % 60, Math.floor(time) % 60];
    return [...(hours ? [hours] : []), ...rest]
      .map((part, i) => (i ? String(part).padStart(2, "0") : part)).join(":");
  };
  const marked = (text, prefixes) => {
    const line = document.createElement("span");
    for (const token of text.match(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu) ?? []) {
      const hit = wordsIn(token).flatMap(pieces).some((word) =>
        prefixes.some((prefix) => word.startsWith(prefix)));
      line.append(hit ? element("mark", token) : token);
    }
    return line;
  };
  const best = (sentences, prefixes) => sentences
    .map(([start, text]) => {
      const words = wordsIn(text).flatMap(pieces);
      const hits = prefixes.filter((prefix) => words.some((word) => word.startsWith(prefix)));
      return { start, text, hits: hits.length };
    })
    .filter(({ hits }) => hits)
    .sort((one, other) => other.hits - one.hits || one.start - other.start)
    .slice(0, 3);
  const entry = async ([slug, title, date, language], prefixes) => {
    const page = `${encodeURIComponent(slug)}/index.html`;
    const item = document.createElement("li");
    const heading = document.createElement("h3");
    heading.append(element("a", title, { href: page }));
    item.append(element("p", date, { className: "dateline" }), heading);
    const sentences = await load(`${encodeURIComponent(slug)}/sentences.js`);
    for (const { start, text } of best(sentences, prefixes)) {
      const line = element("p", "", { className: "hit", lang: language, dir: "auto" });
      const link = element("a", "", { href: `${page}#t=${start}` });
      link.append(element("small", clock(start)), " ", marked(text, prefixes));
      line.append(link);
      item.append(line);
    }
    return item;
  };

  // The form.

  const results = $("results");
  const status = $("found");
  const more = $("more");
  let turn = 0; // answers to older questions are dropped
  let rest = [];
  let asked = [];
  const showMore = async () => {
    const now = turn;
    const items = await Promise.all(rest.splice(0, 10).map((episode) => entry(episode, asked)));
    if (now !== turn) return;
    results.append(...items);
    more.hidden = !rest.length;
  };
  const search = async () => {
    const now = turn += 1;
    asked = [...new Set(wordsIn($("query").value).flatMap(pieces))];
    const enough = asked.some((word) => Array.from(word).length > 1);
    $("episodes-list").hidden = enough;
    rest = [];
    more.hidden = true;
    results.replaceChildren();
    status.textContent = "";
    if (!enough) return;
    try {
      const numbers = Array.from({ length: count }, (_, number) => count - 1 - number);
      const found = await Promise.all(numbers.map((number) => inSegment(number, asked)));
      if (now !== turn) return;
      rest = found.flat();
      const said = rest.length
        ? form.dataset.found.replace("{count}", rest.length) : form.dataset.nothing;
      await showMore();
      if (now === turn) status.textContent = said;
    } catch {
      if (now === turn) status.textContent = form.dataset.broken;
    }
  };
  let pause;
  $("query").addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(search, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    search();
  });
  more.addEventListener("click", showMore);
  for (const hidden of document.querySelectorAll("[data-live]")) hidden.hidden = false;

  return {
    segment: (number, episodes, firsts) => given.set(`search/${number}.js`, { episodes, firsts }),
    words: (number, part, words) => given.set(`search/${number}-${part}.js`, words),
    sentences: (slug, sentences) =>
      given.set(`${encodeURIComponent(slug)}/sentences.js`, sentences),
  };
})();
