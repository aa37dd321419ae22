// What the page cannot do without a script. Without it the native controls play, the times lead
// into the sound file, and the transcript is complete.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const sound = document.querySelector("audio");
  const speed = $("speed");

  const timed = (selector) =>
    Array.from(document.querySelectorAll(selector), (element) => ({
      element, start: Number(element.dataset.start), end: Number(element.dataset.end),
    }));
  const chapters = timed("li[data-start]");
  const sentences = timed("span[data-start]");

  // The index of the last that has begun, or -1. Browsers seek to slightly before a time.
  const begun = (list, time) => list.findLastIndex(({ start }) => start <= time + 0.05);

  // A function that marks the one of a list that is on at a time.
  const marker = (list) => {
    let current;
    return (time) => {
      const last = list[begun(list, time)];
      const next = time < last?.end ? last : undefined;
      if (next === current) return;
      current?.element.removeAttribute("aria-current");
      next?.element.setAttribute("aria-current", "true");
      current = next;
    };
  };
  const markers = [marker(chapters), marker(sentences)];
  const show = () => {
    for (const mark of markers) mark(sound.currentTime);
    $("played").setAttribute("width", 1000 * sound.currentTime / sound.duration || 0);
  };

  const play = () => sound.play().catch(() => {}); // the controls show what is wrong
  const go = (time) => {
    sound.currentTime = time;
    history.replaceState(null, "", `#t=${time}`);
    play();
  };

  // "#t=66.5" in seconds, or NaN.
  const timeIn = (hash) => Number(/^#t=([\d.]+)/.exec(hash)?.[1]);
  const follow = () => {
    const time = timeIn(location.hash);
    if (!Number.isFinite(time)) return;
    sound.currentTime = time;
    sentences[begun(sentences, time)]?.element.scrollIntoView({ block: "center" });
  };

  const faster = (by) => {
    const index = Math.max(speed.selectedIndex + by, 0);
    speed.selectedIndex = Math.min(index, speed.length - 1);
    sound.playbackRate = speed.value;
  };
  const chapter = (by) => {
    const next = chapters[Math.max(begun(chapters, sound.currentTime) + by, 0)];
    if (next) go(next.start);
  };
  const keys = {
    " ": () => (sound.paused ? play() : sound.pause()),
    ArrowLeft: () => { sound.currentTime -= 10; },
    ArrowRight: () => { sound.currentTime += 10; },
    "[": () => faster(-1),
    "]": () => faster(1),
    c: () => chapter(1),
    C: () => chapter(-1),
  };
  const modified = (event) => event.ctrlKey || event.metaKey || event.altKey;

  document.addEventListener("keydown", (event) => {
    const key = keys[event.key];
    if (!key || modified(event) || event.target.closest("audio, select")) return;
    event.preventDefault();
    key();
  });
  document.addEventListener("click", (event) => {
    if (modified(event) || event.shiftKey || !getSelection().isCollapsed) return;
    const link = event.target.closest("a");
    const sentence = event.target.closest("span[data-start]");
    const time = link ? timeIn(link.hash) : Number(sentence?.dataset.start);
    if (!Number.isFinite(time)) return;
    event.preventDefault();
    go(time);
  });
  $("timeline").addEventListener("click", ({ clientX, currentTarget }) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    if (sound.duration) go(Math.round((clientX - left) / width * sound.duration));
  });

  // The times become links to this page, to be copied and sent.
  for (const link of document.querySelectorAll("a[href*='#t=']")) link.href = link.hash;
  for (const name of ["timeupdate", "seeked", "loadedmetadata"]) sound.addEventListener(name, show);
  speed.addEventListener("change", () => faster(0));
  addEventListener("hashchange", follow);
  $("tools").hidden = false;
  document.documentElement.classList.add("live");
  follow();
})();
