// What the page of an episode cannot do without a script. Without it the native controls play, the
// times lead into the sound file, and the transcript is complete. Every part looks for its own
// elements and leaves it at that where a page lacks them.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const sound = $("sound");
  const bar = $("bar");
  const status = $("status");

  // Times and lists.

  const timed = (selector) =>
    Array.from(document.querySelectorAll(selector), (element) => ({
      element, start: Number(element.dataset.start), end: Number(element.dataset.end),
    }));
  const chapters = timed("li[data-start]");
  const sentences = timed("span[data-start]");
  const clock = (time) => {
    const parts = [Math.floor(time / 60) % 60, Math.floor(time) % 60];
    const hours = Math.floor(time / 3600);
    if (hours) parts.unshift(hours);
    return parts.map((part, i) => (i ? String(part).padStart(2, "0") : part)).join(":");
  };

  // The index of the last that has begun, or -1. Browsers seek to slightly before a time.
  const begun = (list, time) => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle].start <= time + 0.05) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  const say = (text) => { status.textContent = text; };

  // What is remembered stays in this browser. It may be forbidden to remember anything.
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch { /* then it is not remembered */ }
  };

  // Playing.

  let until = Infinity; // where to stop once: the end of a passage, or of a chapter
  const play = () => sound.play().catch(() => {}); // the controls show what is wrong
  const go = (time) => {
    until = Infinity;
    sound.currentTime = time;
    history.replaceState(null, "", `#t=${time}`);
    following(true);
    play();
  };

  // Following: the spoken sentence stays in view, unless the listener looks elsewhere.

  const back = $("back");
  let follows = true;
  let scrolled = -Infinity; // when we scrolled last
  const following = (yes) => {
    follows = yes;
    if (back) back.hidden = yes || !current[1];
  };
  const reveal = (element, behavior) => {
    const { top, bottom } = element.getBoundingClientRect();
    if (top > bar.getBoundingClientRect().bottom && bottom < innerHeight * 0.85) return;
    scrolled = performance.now();
    element.scrollIntoView({ block: "center", behavior });
  };
  const gentle = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  for (const type of ["wheel", "touchmove"]) {
    addEventListener(type, () => following(false), { passive: true });
  }
  addEventListener("scroll", () => {
    if (performance.now() - scrolled > 1500) following(false);
  }, { passive: true });
  back?.addEventListener("click", () => {
    following(true);
    if (current[1]) reveal(current[1].element, gentle());
  });

  // Marking: the chapter and the sentence that are on.

  const current = [undefined, undefined];
  const mark = (place, list, time) => {
    const last = list[begun(list, time)];
    const next = time < last?.end ? last : undefined;
    if (next === current[place]) return false;
    current[place]?.element.removeAttribute("aria-current");
    next?.element.setAttribute("aria-current", "true");
    current[place] = next;
    return true;
  };
  const now = $("now");
  const played = $("played");
  const update = () => {
    const time = sound.currentTime;
    if (time >= until) {
      until = Infinity;
      sound.pause();
    }
    if (mark(0, chapters, time) && now) {
      now.textContent = current[0]?.element.querySelector("a").textContent ?? "";
    }
    if (mark(1, sentences, time) && current[1] && follows && !sound.paused) {
      reveal(current[1].element, gentle());
    }
    played?.setAttribute("width", 1000 * time / sound.duration || 0);
  };
  for (const type of ["timeupdate", "seeked", "loadedmetadata"]) sound.addEventListener(type, update);

  // Deep links: "#t=66.5" or "#t=66.5,70", in seconds.

  const timesIn = (hash) => {
    const [, start, end] = /^#t=([\d.]+)(?:,([\d.]+))?/.exec(hash) ?? [];
    return { start: Number(start), end: Number(end ?? Infinity) };
  };
  const enter = () => {
    const { start, end } = timesIn(location.hash);
    if (!Number.isFinite(start)) return false;
    sound.currentTime = start;
    until = end > start ? end : Infinity;
    update();
    const sentence = sentences[begun(sentences, start)];
    if (sentence) reveal(sentence.element, "auto");
    return true;
  };
  addEventListener("hashchange", enter);
  // The times become links to this page, to be copied and sent.
  for (const link of document.querySelectorAll("a[href*='#t=']")) link.href = link.hash;

  // The position: where the listener stopped is where the episode goes on.

  const position = `audiopub:position:${sound.dataset.guid}`;
  let saved = 0;
  const save = () => {
    const time = sound.currentTime;
    const inside = time > 10 && time < sound.duration - 10;
    remember(position, inside ? time.toFixed(1) : null);
    saved = time;
  };
  sound.addEventListener("timeupdate", () => {
    if (Math.abs(sound.currentTime - saved) >= 5) save();
  });
  sound.addEventListener("pause", save);
  addEventListener("pagehide", () => { if (sound.currentTime) save(); });
  const resume = () => {
    const time = Number(recall(position));
    if (!(time > 0)) return;
    sound.currentTime = time;
    say(status.dataset.continues.replace("{time}", clock(time)));
  };

  // Speed, kept for all episodes, and the sleep timer.

  const speed = $("speed");
  const faster = (by) => {
    if (!speed) return;
    const index = Math.max(speed.selectedIndex + by, 0);
    speed.selectedIndex = Math.min(index, speed.length - 1);
    sound.playbackRate = Number(speed.value);
    remember("audiopub:speed", speed.value);
  };
  speed?.addEventListener("change", () => faster(0));
  const usual = recall("audiopub:speed");
  if (speed && Array.from(speed.options).some(({ value }) => value === usual)) {
    speed.value = usual;
    sound.defaultPlaybackRate = sound.playbackRate = Number(usual);
  }

  const sleep = $("sleep");
  let alarm;
  const wake = () => {
    clearTimeout(alarm);
    if (sleep) sleep.selectedIndex = 0;
  };
  sleep?.addEventListener("change", () => {
    clearTimeout(alarm);
    until = sleep.value === "chapter" ? current[0]?.end ?? Infinity : Infinity;
    const minutes = Number(sleep.value);
    if (minutes) alarm = setTimeout(() => sound.pause(), minutes * 60000);
  });
  sound.addEventListener("pause", wake);

  // Sharing a moment or a passage, and copying a quote.

  const here = document.querySelector("link[rel=canonical]").href;
  const field = $("copy");
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      field.hidden = true;
      say(status.dataset.copied);
    } catch { // no permission, or no secure connection: the listener copies it
      field.hidden = false;
      field.value = text;
      field.select();
      say(status.dataset.copy);
    }
  };
  const share = async (url) => {
    if (navigator.share) {
      try {
        await navigator.share({ title: document.title, url });
        return;
      } catch (error) {
        if (error.name === "AbortError") return;
      }
    }
    await copy(url);
  };
  $("share")?.addEventListener("click", () => share(`${here}#t=${Math.floor(sound.currentTime)}`));

  const text = $("text");
  const tools = $("passage");
  let passage; // what was selected last, or the sentence that has the focus
  const choose = (first, last, words) => {
    const start = Number(first.dataset.start);
    const quote = words.replace(/\s+/g, " ").trim();
    passage = { start, end: Number(last.dataset.end), quote, inOne: first.parentNode === last.parentNode };
    tools.hidden = false;
  };
  const sentenceAt = (node) =>
    (node instanceof Element ? node : node.parentElement)?.closest("span[data-start]");
  // A text fragment: https://wicg.github.io/scroll-to-text-fragment/
  const part = (words) => encodeURIComponent(words).replaceAll("-", "%2D");
  const fragment = ({ quote, inOne }) => {
    const words = quote.split(" ");
    if (inOne && words.length <= 12) return part(quote);
    return `${part(words.slice(0, 5).join(" "))},${part(words.slice(-5).join(" "))}`;
  };
  const passageLink = () => `${here}#t=${passage.start},${passage.end}:~:text=${fragment(passage)}`;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!text || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const inside = sentences.filter(({ element }) => range.intersectsNode(element));
    if (text.contains(range.commonAncestorContainer) && inside.length) {
      choose(inside[0].element, inside.at(-1).element, selection.toString());
    }
  });
  $("share-passage")?.addEventListener("click", () => share(passageLink()));
  $("quote")?.addEventListener("click", () => {
    const { open, close, source } = $("quote").dataset;
    copy(`${open}${passage.quote}${close}\n${source}, ${clock(passage.start)}\n${passageLink()}`);
  });

  // The keyboard.

  const chapter = (by) => {
    const next = chapters[Math.max(begun(chapters, sound.currentTime) + by, 0)];
    if (next) go(next.start);
  };
  const help = $("keys");
  const keys = {
    " ": () => (sound.paused ? play() : sound.pause()),
    ArrowLeft: () => { sound.currentTime -= 10; },
    ArrowRight: () => { sound.currentTime += 10; },
    "[": () => faster(-1),
    "]": () => faster(1),
    c: () => chapter(1),
    C: () => chapter(-1),
    "?": () => { if (help) help.open = !help.open; },
  };
  // One sentence is a stop of the tab key; the arrows move it.
  let stop;
  const stopAt = (sentence) => {
    stop?.removeAttribute("tabindex");
    stop = sentence;
    stop?.setAttribute("tabindex", "0");
  };
  stopAt(sentences[0]?.element);
  const move = (by) => {
    const index = sentences.findIndex(({ element }) => element === stop) + by;
    if (!sentences[index]) return;
    stopAt(sentences[index].element);
    stop.focus();
  };
  const inSentence = {
    Enter: () => go(Number(stop.dataset.start)),
    ArrowUp: () => move(-1),
    ArrowDown: () => move(1),
  };
  const modified = (event) => event.ctrlKey || event.metaKey || event.altKey;
  document.addEventListener("keydown", (event) => {
    if (modified(event) || event.target.closest("audio, select, input")) return;
    if (event.key === " " && event.target.closest("button, summary")) return;
    const key = (event.target === stop && inSentence[event.key]) || keys[event.key];
    if (!key) return;
    event.preventDefault();
    key();
  });
  document.addEventListener("focusin", ({ target }) => {
    const sentence = sentenceAt(target);
    if (sentence) choose(sentence, sentence, sentence.textContent);
    else if (tools && !bar.contains(target)) tools.hidden = true;
  });

  // The mouse: chapters, times, sentences and the waveform play from where they are clicked.

  document.addEventListener("click", (event) => {
    if (modified(event) || event.shiftKey || !getSelection().isCollapsed) return;
    const link = event.target.closest("a");
    const sentence = sentenceAt(event.target);
    const time = link ? timesIn(link.hash).start : Number(sentence?.dataset.start);
    if (!Number.isFinite(time)) return;
    event.preventDefault();
    if (sentence && !link) stopAt(sentence);
    go(time);
  });
  $("timeline")?.addEventListener("click", ({ clientX, currentTarget }) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    if (sound.duration) go(Math.round((clientX - left) / width * sound.duration));
  });

  // The lock screen and the keys of headphones.

  const session = navigator.mediaSession;
  if (session) {
    const { title, artist, album } = sound.dataset;
    const artwork = Array.from(document.querySelectorAll("img.cover"), ({ currentSrc, src }) => (
      { src: currentSrc || src }));
    session.metadata = new MediaMetadata({ title, artist, album, artwork });
    const handlers = {
      play, pause: () => sound.pause(),
      seekbackward: () => keys.ArrowLeft(), seekforward: () => keys.ArrowRight(),
      seekto: ({ seekTime }) => { sound.currentTime = seekTime; },
      ...(chapters.length && { previoustrack: () => chapter(-1), nexttrack: () => chapter(1) }),
    };
    for (const [action, handler] of Object.entries(handlers)) {
      try { session.setActionHandler(action, handler); } catch { /* unknown to this browser */ }
    }
    const tell = () => {
      const { duration, currentTime, playbackRate } = sound;
      if (Number.isFinite(duration)) {
        session.setPositionState({ duration, playbackRate, position: Math.min(currentTime, duration) });
      }
    };
    for (const type of ["loadedmetadata", "seeked", "ratechange"]) sound.addEventListener(type, tell);
  }

  // Errors of a <source> do not bubble, but they can be caught on the way down. When the last one
  // fails, there is nothing to play.
  const broken = () => { $("broken").hidden = false; };
  sound.addEventListener("error", ({ target }) => {
    if (target === sound || target === sound.lastElementChild) broken();
  }, true);
  if (sound.error || sound.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) broken();

  for (const element of document.querySelectorAll("[data-live]")) element.hidden = false;
  document.documentElement.classList.add("live");
  if (!enter()) resume();
  sound.addEventListener("loadedmetadata", () => { sound.playbackRate = speed ? Number(speed.value) : 1; });
})();
